using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>Finds the word before a number, which may be its label: <c>vol. 12</c>, <c>pp. 3–5</c>.</summary>
internal static class WordBefore
{
    /// <summary>Its letters, without the full stop and the blanks behind them; empty where another mark stands before the number.</summary>
    public static TextSpan Of(string text, int number)
    {
        var end = number;
        while (end > 0 && text[end - 1] is ' ' or '\u00A0' or '.')
        {
            end--;
        }

        var from = end;
        while (from > 0 && char.IsLetter(text[from - 1]))
        {
            from--;
        }

        return new TextSpan(from, end);
    }
}
