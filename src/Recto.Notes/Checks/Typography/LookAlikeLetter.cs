using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0114: a letter of another alphabet that looks the same: a Cyrillic о in a Latin word, a Latin C in Старый, the Latin C. of a Russian page. Reported where every stranger has a twin in the alphabet of the others,
/// so that <c>SMSка</c>, <c>μm</c> and PR-акция are none; call numbers are RN0302's.
/// </summary>
internal sealed class LookAlikeLetter : Check
{
    private enum Alphabet
    {
        None,
        Latin,
        Cyrillic,
        Greek,
    }

    // Letters of one shape, alphabet by alphabet; a blank where one has none.
    private const string Latin = "aceopxyisjABCEHKMOPTXISJNZYhu";
    private const string Cyrillic = "асеорхуіѕјАВСЕНКМОРТХІЅЈ     ";
    private const string Greek = "   ο      ΑΒ ΕΗΚΜΟΡΤΧΙ  ΝΖΥ  ";

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0114", "look-alike-letter", "A letter of another alphabet stands in a word", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            if (text.AsSpan().IndexOfAnyInRange('\u0370', '\u052f') < 0)
            {
                continue;
            }

            Untouchables? untouchables = null;
            // The alphabet of the last letter before the word.
            var before = Alphabet.None;
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsLetter(text[i]))
                {
                    continue;
                }

                var end = i + 1;
                while (end < text.Length && char.IsLetter(text[end]))
                {
                    end++;
                }

                var word = new TextSpan(i, end);
                var meant = word.Length == 1 ? OfInitial(text, i, before) : OfWord(text.AsSpan(i, end - i));
                if (meant != Alphabet.None && !StandsByDamage(text, i, end) && !(untouchables ??= Untouchables.Of(context, note)).Has(i))
                {
                    var strangers = Strangers(text, word, meant);
                    var letters = string.Concat(strangers.Select(edit => text[edit.Span.Start]));
                    var stranger = AlphabetOf(letters[0]);
                    yield return At(note, word, word.Length == 1
                            ? $"“{letters}.” is a {stranger} letter where {meant} ones stand; it looks the same and will not be found."
                            : $"“{text[i..end]}” is a {meant} word with {stranger} {letters} in it; it looks the same and will not be found.",
                        new SuggestedFix(FixSureness.Safe, strangers));
                }

                before = AlphabetOf(text[end - 1]);
                i = end;
            }
        }
    }

    // "οam illποτικὰ": a second word of two alphabets beside it, one that no twin explains: lost text, and no slip of the keyboard.
    private static bool StandsByDamage(string text, int start, int end) => IsMixed(text, end + 1) || (start > 1 && IsMixed(text, start - 2));

    private static bool IsMixed(string text, int at)
    {
        if (at >= text.Length || !char.IsLetter(text[at]))
        {
            return false;
        }

        var start = at;
        while (start > 0 && at - start < 40 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        var (latin, other) = (false, false);
        for (var i = start; i < text.Length && i - start < 80 && char.IsLetter(text[i]); i++)
        {
            var alphabet = AlphabetOf(text[i]);
            latin |= alphabet == Alphabet.Latin && Twin(text[i], Alphabet.Greek) is null && Twin(text[i], Alphabet.Cyrillic) is null;
            other |= alphabet is Alphabet.Greek or Alphabet.Cyrillic && Twin(text[i], Alphabet.Latin) is null;
        }

        return latin && other;
    }

    private static Alphabet AlphabetOf(char c) => c switch
    {
        < '\u0250' or (>= '\u1e00' and <= '\u1eff') => Alphabet.Latin,
        >= '\u0400' and <= '\u052f' => Alphabet.Cyrillic,
        >= '\u0370' and <= '\u03ff' => Alphabet.Greek,
        _ => Alphabet.None,
    };

    private static string LettersOf(Alphabet alphabet) => alphabet switch { Alphabet.Latin => Latin, Alphabet.Cyrillic => Cyrillic, _ => Greek };

    // The letter of an alphabet that looks the same; null where it has none.
    private static char? Twin(char c, Alphabet to) =>
        LettersOf(AlphabetOf(c)).IndexOf(c, StringComparison.Ordinal) is >= 0 and var at && LettersOf(to)[at] is not ' ' and var twin ? twin : null;

    private static List<TextEdit> Strangers(string text, TextSpan word, Alphabet meant)
    {
        var edits = new List<TextEdit>();
        for (var i = word.Start; i < word.End; i++)
        {
            if (AlphabetOf(text[i]) != meant && Twin(text[i], meant) is { } twin)
            {
                edits.Add(new TextEdit(new TextSpan(i, i + 1), twin.ToString()));
            }
        }

        return edits;
    }

    // The alphabet that the whole word should have; None where it has one already, or cannot be told.
    private static Alphabet OfWord(ReadOnlySpan<char> word)
    {
        Span<int> counts = stackalloc int[4];
        counts.Clear();
        foreach (var c in word)
        {
            counts[(int)AlphabetOf(c)]++;
        }

        var most = Alphabet.Latin;
        for (var alphabet = Alphabet.Cyrillic; alphabet <= Alphabet.Greek; alphabet++)
        {
            most = counts[(int)alphabet] > counts[(int)most] ? alphabet : most;
        }

        var own = counts[(int)most];
        if (own == word.Length || own * 2 <= word.Length || counts[0] > 0)
        {
            return Alphabet.None;
        }

        var prefix = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (AlphabetOf(word[i]) == most)
            {
                continue;
            }

            if (Twin(word[i], most) is null)
            {
                return Alphabet.None;
            }

            prefix += i == prefix && char.IsUpper(word[i]) ? 1 : 0;
        }

        // XIXв: a numeral and a word that lost its blank.
        return prefix >= 2 && prefix == word.Length - own && char.IsLower(word[^1]) ? Alphabet.None : most;
    }

    // A. Пушкин, C. 12, M.: an initial or abbreviation of one letter between letters of the other alphabet.
    private static Alphabet OfInitial(string text, int at, Alphabet before)
    {
        if (!char.IsUpper(text[at]) || at + 1 >= text.Length || text[at + 1] != '.' || (at > 0 && !char.IsWhiteSpace(text[at - 1]) && text[at - 1] is not ('.' or '(' or '[' or '«' or '“' or '–' or '—')))
        {
            return Alphabet.None;
        }

        var next = at + 2;
        while (next < text.Length && next - at < 20 && !char.IsLetter(text[next]))
        {
            next++;
        }

        var own = AlphabetOf(text[at]);
        var after = next < text.Length && char.IsLetter(text[next]) ? AlphabetOf(text[next]) : Alphabet.None;
        var point = at + 2 < text.Length ? text[at + 2] : ' ';
        var behind = at + 3 < text.Length ? text[at + 3] : ' ';
        // A label with its number or an imprint's town (C. 12, M., 1999), or a name's initial: not the end of a sentence (витамин C. Но).
        var isLabel = point is ',' or ':' || char.IsAsciiDigit(point) || (point == ' ' && char.IsAsciiDigit(behind));
        var isName = next <= at + 3 && !IsBehindSmallWord(text, at);
        return own switch
        {
            // X., I. and V. may be numerals.
            Alphabet.Latin when text[at] is not ('X' or 'I' or 'V') && before == Alphabet.Cyrillic && after is Alphabet.Cyrillic or Alphabet.None && (isLabel || (isName && after == Alphabet.Cyrillic)) && Twin(text[at], Alphabet.Cyrillic) is not null => Alphabet.Cyrillic,
            Alphabet.Latin when text[at] is not ('X' or 'I' or 'V' or 'C' or 'M') && before == Alphabet.None && after == Alphabet.Cyrillic && isName && Twin(text[at], Alphabet.Cyrillic) is not null => Alphabet.Cyrillic,
            Alphabet.Cyrillic when before is Alphabet.Latin or Alphabet.None && after == Alphabet.Latin && isName && Twin(text[at], Alphabet.Latin) is not null => Alphabet.Latin,
            _ => Alphabet.None,
        };
    }

    private static bool IsBehindSmallWord(string text, int at)
    {
        var end = at - 1;
        var start = end;
        while (start > 0 && at - start < 30 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return start < end && char.IsWhiteSpace(text[end]) && char.IsLower(text[start]) && end - start > 2;
    }
}
