using System.Collections.Frozen;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>Gives words that a set left unmarked (“in”, “ed. by”, “pp.”) to a field as AnyStyle's data do: what leads to a field is part of it, and so is what closes one.</summary>
internal static class UnmarkedWords
{
    private static readonly FrozenSet<string> Into = Set("in dans en nel nella nello em в v chez apud from aus");
    private static readonly FrozenSet<string> Editing = Set("ed eds edit editor editors edited hg hrsg hgg herausgegeben éd éds dir coord red cura ред");
    private static readonly FrozenSet<string> Translating = Set("trans transl translated tr trad übers übersetzt пер");
    private static readonly FrozenSet<string> Numbering = Set("vol vols volume no nos nr num number issue bd bde band heft h t tom tome tomo n fasc núm т №");
    private static readonly FrozenSet<string> Paging = Set("p pp pag pág págs s ss seite seiten page pages с стр at");
    private static readonly FrozenSet<string> Naming = Set("by von par di de da");

    /// <summary>The whole as a labelled string, unmarked words given to the field they belong to; null where no word is marked.</summary>
    public static LabelledSequence? Sequence(MarkedText text)
    {
        var (sequence, marks) = text.Words();
        return Fill(sequence, marks) is { } labels ? new LabelledSequence(sequence, labels) : null;
    }

    /// <summary>One label for each word, or null where no word is marked.</summary>
    public static IReadOnlyList<string>? Fill(WordSequence sequence, IReadOnlyList<string?> marks)
    {
        var labels = new string[marks.Count];
        for (var word = 0; word < marks.Count;)
        {
            if (marks[word] is { } mark)
            {
                labels[word++] = mark;
                continue;
            }

            var end = word;
            while (end < marks.Count && marks[end] is null)
            {
                end++;
            }

            var before = word > 0 ? marks[word - 1] : null;
            var after = end < marks.Count ? marks[end] : null;
            if (before is null && after is null)
            {
                return null;
            }

            FillRun(sequence, labels, word, end, before, after);
            word = end;
        }

        return labels;
    }

    private static void FillRun(WordSequence sequence, string[] labels, int start, int end, string? before, string? after)
    {
        var led = before is null;
        for (var word = start; word < end; word++)
        {
            var bare = Bare(sequence[word]);
            led |= after is not null && before != after && (LeadsTo(bare, after) || (bare.Length == 0 && sequence[word][^1] is '(' or '[' or '“' or '‘' or '„' or '«'));
            labels[word] = before is null && after is not null && bare.Length > 0 && bare.All(char.IsAsciiDigit) ? "citation-number"
                : after is "url" or "doi" && bare.Length > 0 && before != after ? (bare is "doi" or "url" ? after : "note")
                : led && after is not null ? after
                : after is null && end - start > 2 ? "note"
                : before!;
        }
    }

    private static bool LeadsTo(string word, string label) =>
        Into.Contains(word)
        || (Editing.Contains(word) && label == "editor")
        || (Translating.Contains(word) && label == "translator")
        || (Numbering.Contains(word) && label == "volume")
        || (Paging.Contains(word) && label == "pages")
        || (Naming.Contains(word) && label is "author" or "editor" or "translator");

    private static string Bare(ReadOnlySpan<char> word) => word.Trim("()[]{}.,:;–—-“”\"'„").ToString().ToLowerInvariant();

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
