using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Features;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Tells a labeller what the rules and the document say of each word.</summary>
internal static class FieldHints
{
    private const int ShortestSeen = 3;

    /// <summary>The hints for words of a note.</summary>
    /// <param name="tokens">The note.</param>
    /// <param name="words">Words of it, in order; their spans are of the note's text.</param>
    /// <param name="rules">How the rules read the stretch; null where they read nothing.</param>
    /// <param name="known">What the document has cited before.</param>
    public static WordHints Of(NoteTokens tokens, IReadOnlyList<TextSpan> words, PublishedReference? rules, KnownWorks known)
    {
        var fields = new HintedField[words.Count];
        if (rules is not null)
        {
            Mark(fields, words, tokens.Text, rules.Span, HintedField.Between);
            foreach (var (span, field) in Fields(rules))
            {
                Mark(fields, words, tokens.Text, span, field);
            }
        }

        var seen = new SeenWord[words.Count];
        for (var i = 0; i < seen.Length; i++)
        {
            seen[i] = Seen(words[i].In(tokens.Text), known);
        }

        return new WordHints
        {
            Fields = fields,
            Seen = seen,
            Sureness = rules is null ? 0 : rules.Confidence < 0.7 ? 1 : rules.Confidence < 0.85 ? 2 : 3,
            Form = rules is null ? 0 : (int)rules.Kind * 2 + (rules.Form == ReferenceForm.Full ? 1 : 0),
            Language = tokens.Language,
        };
    }

    /// <summary>A number that is the same for the same hints, and hardly for others.</summary>
    public static ulong Digest(WordHints hints)
    {
        var digest = TextHash.Join(TextHash.Of(hints.Sureness * 1000 + hints.Form), TextHash.Of(hints.Language ?? ""));
        for (var i = 0; i < hints.Fields.Count; i++)
        {
            digest = TextHash.Join(digest, (ulong)((int)hints.Fields[i] * 4 + (int)hints.Seen[i]));
        }

        return digest;
    }

    private static IEnumerable<(TextSpan Span, HintedField Field)> Fields(PublishedReference rules)
    {
        foreach (var (persons, field) in new[] { (rules.Authors, HintedField.Author), (rules.Editors, HintedField.Editor), (rules.Translators, HintedField.Translator) })
        {
            foreach (var person in persons)
            {
                yield return (person.Span, field);
            }
        }

        foreach (var (read, field) in new[]
        {
            (rules.Title, HintedField.Title), (rules.Container, HintedField.Container), (rules.Place, HintedField.Place), (rules.Publisher, HintedField.Publisher), (rules.Year, HintedField.Year),
            (rules.Volume, HintedField.Volume), (rules.Issue, HintedField.Issue), (rules.Pages, HintedField.Pages), (rules.Series, HintedField.Series), (rules.Edition, HintedField.Edition),
            (rules.Doi, HintedField.Address), (rules.Url, HintedField.Address),
        })
        {
            if (read is not null)
            {
                yield return (read.Span, field);
            }
        }
    }

    // The words that begin, by their first letter or digit, inside the span.
    private static void Mark(HintedField[] fields, IReadOnlyList<TextSpan> words, string text, TextSpan span, HintedField field)
    {
        var (low, high) = (0, words.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = words[middle].End <= span.Start ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < words.Count && words[i].Start < span.End; i++)
        {
            var first = words[i].Start;
            while (first < words[i].End - 1 && !char.IsLetterOrDigit(text[first]))
            {
                first++;
            }

            if (span.Contains(first) || (words[i].Start >= span.Start && words[i].End <= span.End) || (fields[i] <= HintedField.Between && span.Overlaps(words[i])))
            {
                fields[i] = field;
            }
        }
    }

    private static SeenWord Seen(ReadOnlySpan<char> word, KnownWorks known)
    {
        while (word.Length > 0 && !char.IsLetter(word[0]))
        {
            word = word[1..];
        }

        while (word.Length > 0 && !char.IsLetter(word[^1]))
        {
            word = word[..^1];
        }

        return word.Length < ShortestSeen ? SeenWord.None
            : (char.IsUpper(word[0]) && known.KnowsFamily(word) ? SeenWord.Name : SeenWord.None) | (known.KnowsTitleWord(word) ? SeenWord.Title : SeenWord.None);
    }
}
