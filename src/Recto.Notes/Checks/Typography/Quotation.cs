using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>A quotation that opens in a note, and what was found to close it.</summary>
/// <param name="Open">Place of the opening mark.</param>
/// <param name="Close">Place of the closing mark, right or wrong; null where nothing closes it.</param>
/// <param name="Right">The mark that should close it.</param>
/// <param name="IsRight">Whether the mark at <paramref name="Close"/> is that one.</param>
/// <param name="Limit">Where the search ended: at the next quotation of the kind, or the end of the note.</param>
internal readonly record struct Quotation(int Open, int? Close, char Right, bool IsRight, int Limit);

/// <summary>
/// Finds quotations by the conventions of English (“ ” ‘ ’), German („ “ ‚ ‘ » «), French and Russian (« », „ “).
/// An apostrophe is no closing mark: l’Est, Stalin’s, al’yans; nor is a soft sign inside a word (opisʹ) where the right mark still comes.
/// Limits: the genitive of a plural before a comma (the soldiers’, …) is taken for a closing mark, so that such a quotation is never reported.
/// </summary>
internal static class Quotations
{
    // An outer quotation is looked for no farther than this, so that a page of opening marks is read in one pass.
    private const int LongestOuter = 2000;

    // Nobody nests quotations of one kind deeper; the bound keeps a page of opening marks quick.
    private const int Deepest = 8;

    private const string Stops = ",;.:!?)]}—–…";

    public static List<Quotation> Find(string text)
    {
        var found = new List<Quotation>();
        var reversed = OpensReversed(text);
        for (var i = 0; i < text.Length; i++)
        {
            var mark = text[i];
            if (!IsOpening(text, i, reversed))
            {
                continue;
            }

            var (right, wrong) = Closers(mark);
            var limit = Limit(text, i, mark, reversed);
            found.Add(mark is not ('‘' or '‚') && ClosesLater(text, i, right, limit, reversed) is { } outer
                ? new Quotation(i, outer, right[0], IsRight: true, limit)
                : Close(text, i, right, wrong, limit, mark is '‘' or '‚'));
        }

        return found;
    }

    private static (string Right, string Wrong) Closers(char open) => open switch
    {
        '‘' => ("’", "'ʹ′´`ˈʼ"),
        '‚' => ("‘’", "'ʹ′´"),
        '“' => ("”", "\"″ˮʺ“"),
        '„' => ("“”‟\"", "″ʺ"),
        '«' => ("»", ""),
        _ => ("«", ""),
    };

    // » opens where the note's first guillemet stands before a word: German and Danish books.
    private static bool OpensReversed(string text)
    {
        var first = text.AsSpan().IndexOfAny('«', '»');
        return first >= 0 && text[first] == '»' && IsAtOpening(text, first);
    }

    private static bool IsOpening(string text, int i, bool reversed) => text[i] switch
    {
        '‘' or '‚' or '„' or '“' => IsAtOpening(text, i) && !ClosesGerman(text, i),
        '«' => !reversed && i + 1 < text.Length && (i == 0 || !char.IsLetter(text[i - 1])),
        '»' => reversed && IsAtOpening(text, i),
        _ => false,
    };

    private static bool IsAtOpening(string text, int i) =>
        i + 1 < text.Length && (char.IsLetterOrDigit(text[i + 1]) || text[i + 1] is '[' or '(' or '“' or '‘' or '„' or '«' or '…' or '¿' or '¡' or '#' or '$') && (i == 0 || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '—' or '–' or '-' or '/' or '“' or '‘' or '„' or '«' or '\u00a0');

    // “ closes „ in German; it stands behind a word then, but may stand before a bracket or a blank.
    private static bool ClosesGerman(string text, int i) => text[i] is '“' or '‘' && i > 0 && !char.IsWhiteSpace(text[i - 1]) && text[i - 1] is not ('(' or '[' or '—' or '–' or '-' or '/' or '“' or '‘' or '„' or '«');

    private static int Limit(string text, int open, char mark, bool reversed)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == mark && IsOpening(text, i, reversed))
            {
                return i;
            }
        }

        return text.Length;
    }

    // “… with “men of promise” in it”: an inner quotation of the same kind, and the outer one closes behind it.
    private static int? ClosesLater(string text, int open, string right, int limit, bool reversed)
    {
        var depth = 1;
        for (var i = limit; i < text.Length && i - open < LongestOuter && depth <= Deepest; i++)
        {
            if (text[i] == text[open] && IsOpening(text, i, reversed))
            {
                depth++;
            }
            else if (right.Contains(text[i]) && --depth == 0)
            {
                return text.AsSpan(open, limit - open).IndexOfAny(right) < 0 ? i : null;
            }
        }

        return null;
    }

    private static Quotation Close(string text, int open, string right, string wrong, int limit, bool single)
    {
        int? firstWrong = null;
        for (var i = open + 1; i < limit; i++)
        {
            if (right.Contains(text[i]) && (!single || text[open] == '‚' || IsAtClosing(text, i) || IsBehindLongWord(text, i)))
            {
                return new Quotation(open, i, right[0], IsRight: true, limit);
            }

            if (firstWrong is null && wrong.Contains(text[i]) && (IsFirmlyClosing(text, i) || (text[i] == '"' && !char.IsDigit(text[i - 1]) && IsAtClosing(text, i))))
            {
                firstWrong = i;
            }
        }

        return new Quotation(open, firstWrong, right[0], IsRight: false, limit);
    }

    // Behind a word, and not inside one.
    private static bool IsAtClosing(string text, int i) =>
        !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]));

    // "people’2015", "Deep End’Journal": set solid, but no apostrophe stands between three letters and a capital.
    private static bool IsBehindLongWord(string text, int i) =>
        i >= 3 && i + 1 < text.Length && (char.IsUpper(text[i + 1]) || char.IsDigit(text[i + 1])) && char.IsLower(text[i - 1]) && char.IsLetter(text[i - 2]) && char.IsLetter(text[i - 3]);

    // With a stop on one side: "1930ʹ, Forces", "Reform.' In".
    private static bool IsFirmlyClosing(string text, int i) =>
        IsAtClosing(text, i) && (i + 1 == text.Length || Stops.Contains(text[i + 1]) || Stops.Contains(text[i - 1]) || text[i + 1] is '(' or ' ' && i + 2 < text.Length && text[i + 2] is '(' or '[');
}
