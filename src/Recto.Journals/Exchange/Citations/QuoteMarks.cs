using System.Text;

namespace Recto.Journals.Exchange.Citations;

/// <summary>Quotation marks inside quotation marks: they change their kind, and what is an apostrophe stays one. Marks of other languages (« », „ “) stay as printed.</summary>
internal static class QuoteMarks
{
    /// <summary>The words as they stand inside quotation marks.</summary>
    /// <param name="words">As printed.</param>
    /// <param name="isAmerican">Whether double marks stand outside.</param>
    public static string Nested(string words, bool isAmerican)
    {
        if (words.AsSpan().IndexOfAny("‘“”\"'") < 0)
        {
            return words;
        }

        var (open, close) = isAmerican ? ('‘', '’') : ('“', '”');
        var nested = new StringBuilder(words.Length);
        var singles = 0;
        var doubles = 0;
        var lastEnd = LastEnd(words);
        var isLow = words.Contains('„', StringComparison.Ordinal); // „So“ is closed by what opens elsewhere.
        for (var i = 0; i < words.Length; i++)
        {
            nested.Append(words[i] switch
            {
                '“' when !isLow => Opened(ref doubles),
                '”' when !isLow => Closed(ref doubles, '”'),
                '"' when Begins(words, i) => Opened(ref doubles),
                '"' => Closed(ref doubles, '"'),
                '‘' when i < lastEnd => Opened(ref singles),
                '’' when singles > 0 && IsClosing(words, i) => Closed(ref singles, '’'),
                '\'' when Begins(words, i) && i < lastEnd => Opened(ref singles),
                '\'' when singles > 0 && IsClosing(words, i) => Closed(ref singles, '\''),
                '\'' => '’',
                var c => c,
            });
        }

        return nested.ToString();

        // A mark inside the inner ones is of the outer kind again.
        char Opened(ref int depth)
        {
            depth++;
            return singles + doubles > 1 ? isAmerican ? '“' : '‘' : open;
        }

        char Closed(ref int depth, char printed)
        {
            if (depth == 0)
            {
                return printed;
            }

            var sign = singles + doubles > 1 ? isAmerican ? '”' : '’' : close;
            depth--;
            return sign;
        }
    }

    /// <summary>Whether a mark at this place closes: no letter follows it (<c>workers’ rights</c> is told apart by whether anything is open).</summary>
    public static bool IsClosing(string words, int at) => at == words.Length - 1 || !char.IsLetterOrDigit(words[at + 1]);

    private static bool Begins(string words, int at) => (at == 0 || words[at - 1] is ' ' or '\u00a0' or '(' or '[' or '—' or '–' or '-' or '‘' or '“' or '\'' or '"' or '/') && at < words.Length - 1 && words[at + 1] != ' ';

    // Where the last single mark stands that can close: what opens behind it is an apostrophe that was set wrongly (‘Tis).
    private static int LastEnd(string words)
    {
        var at = words.Length - 1;
        while (at >= 0 && !(words[at] is '’' or '\'' && IsClosing(words, at)))
        {
            at--;
        }

        return at;
    }
}
