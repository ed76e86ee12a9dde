using System.Text;
using System.Xml;

namespace Recto.Journals.Exchange.Feeds;

/// <summary>Texts as XML can hold them.</summary>
internal static class FeedText
{
    private const int Longest = 20_000;

    /// <summary>A text in one line, without what XML 1.0 cannot hold (control characters, half surrogates), cut where nobody reads on; null where nothing is left.</summary>
    public static string? Line(string? text)
    {
        var clean = Clean(text, lines: false);
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The same with its paragraphs.</summary>
    public static string? Lines(string? text)
    {
        var clean = Clean(text, lines: true);
        return clean.Length == 0 ? null : clean;
    }

    private static string Clean(string? text, bool lines)
    {
        var clean = new StringBuilder();
        var gap = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (clean.Length > Longest)
            {
                clean.Append('…');
                break;
            }

            if (rune == Rune.ReplacementChar || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value)))
            {
                continue; // Half a surrogate pair is read as U+FFFD.
            }

            if (lines && rune.Value == '\n')
            {
                gap = false;
                clean.Append(clean.Length == 0 ? "" : "\n");
            }
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = true;
            }
            else
            {
                clean.Append(gap && clean.Length > 0 && clean[^1] != '\n' ? " " : "").Append(rune.ToString());
                gap = false;
            }
        }

        return clean.ToString().TrimEnd('\n');
    }
}
