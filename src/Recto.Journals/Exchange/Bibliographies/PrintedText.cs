using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Printed words made fit for a record: one line, no control characters, no half surrogate pairs, no code points that XML forbids. Letters and signs stay as they are.</summary>
internal static class PrintedText
{
    /// <summary>The words in one line; null where nothing is left.</summary>
    public static string? Line(string? printed)
    {
        if (printed is null)
        {
            return null;
        }

        var line = new StringBuilder(printed.Length);
        foreach (var rune in printed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else
            {
                // Half a pair comes out of the enumeration as U+FFFD.
                line.Append((rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar.ToString() : rune.ToString());
            }
        }

        var end = line.Length > 0 && line[^1] == ' ' ? line.Length - 1 : line.Length;
        return end == 0 ? null : line.ToString(0, end);
    }
}
