namespace Recto.Journals.Exchange.SavedPage;

/// <summary>One printed line of a saved page.</summary>
/// <param name="Number">Line of the source, from 1.</param>
/// <param name="Text">Its text, runs of white space folded to one space, ends trimmed; never empty.</param>
/// <param name="AfterBlank">Whether an empty line stands before it (or nothing at all).</param>
public sealed record PageLine(int Number, string Text, bool AfterBlank)
{
    /// <summary>The block as JATS, where the page has more than text (HTML): <c>p</c>, <c>list</c>, <c>table-wrap</c>, …; null for plain text.</summary>
    public System.Xml.Linq.XElement? Rich { get; init; }

    /// <summary>1 to 6 for a heading of HTML; null for anything else and for plain text.</summary>
    public int? Level { get; init; }

    /// <summary>The block to put into the document.</summary>
    internal System.Xml.Linq.XElement Block() => Rich is null ? new System.Xml.Linq.XElement("p", Text) : new System.Xml.Linq.XElement(Rich);

    /// <summary>Its content as phrasing.</summary>
    internal object Phrasing() => Rich is { } rich && rich.Name == "p" ? new System.Xml.Linq.XElement(rich).Nodes() : Text;

    private static readonly char[] Bullets = ['•', '‣', '◦', '▪', '·', '*', '–', '-', '●', '○'];

    /// <summary>Whether the line is an entry of a list (<c>• 48 hours access</c>).</summary>
    internal bool IsBullet => Text.Length > 2 && Array.IndexOf(Bullets, Text[0]) >= 0 && Text[1] == ' ';

    /// <summary>The text without its bullet.</summary>
    internal string WithoutBullet => IsBullet ? Text[2..].Trim() : Text;

    /// <summary>How many words it has.</summary>
    internal int Words => Text.Count(c => c == ' ') + 1;

    /// <summary>The printed lines of a text; empty lines are dropped but remembered.</summary>
    /// <param name="text">The page as a browser copies it, with any line ends.</param>
    internal static IReadOnlyList<PageLine> Of(string text)
    {
        var lines = new List<PageLine>();
        var number = 0;
        var blank = true;
        foreach (var raw in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            var folded = Folded(raw);
            if (folded.Length > 0)
            {
                lines.Add(new PageLine(number, folded, blank));
            }

            blank = folded.Length == 0;
        }

        return lines;
    }

    /// <summary>White space folded, the ends trimmed; characters that XML cannot hold become U+FFFD.</summary>
    internal static string Folded(ReadOnlySpan<char> raw)
    {
        var folded = new System.Text.StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            if (System.Text.Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else
            {
                folded.Append(rune.Value < 0x20 || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
            }
        }

        return folded.ToString().TrimEnd();
    }
}
