using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Reads the names of a paragraph of authors, and the calls of notes behind them.</summary>
internal static partial class AuthorLine
{
    /// <summary>The contributors of a line.</summary>
    public static IEnumerable<XElement> Read(InlineContent line)
    {
        // Calls stand behind the name they belong to; where each stands is told by the words before it.
        var named = new List<XElement>();
        var words = new StringBuilder();
        foreach (var piece in line.Pieces)
        {
            if (piece.Text is { } text)
            {
                words.Append((piece.Fount & Fount.Superscript) == 0 ? text : "");
                continue;
            }

            named.AddRange(Names(words.ToString()));
            words.Clear();
            if (piece.Element is { Name.LocalName: "xref" } call && named.Count > 0)
            {
                named[^1].Add(new XElement(call));
            }
        }

        named.AddRange(Names(words.ToString()));
        return named;
    }

    /// <summary>A contributor of a name.</summary>
    public static XElement Contributor(string name)
    {
        var divided = PageNames.Divide(name);
        return new XElement("contrib", new XAttribute("contrib-type", "author"), new XElement("name",
            new XElement("surname", divided.Family),
            divided.Given is { } given ? new XElement("given-names", given) : null,
            divided.Suffix is { } suffix ? new XElement("suffix", suffix) : null));
    }

    private static IEnumerable<XElement> Names(string words)
    {
        var line = By().Replace(words.Trim(), "");

        // "Lund, Ada; Berg, Nils" keeps its commas; "Ada Lund, Nils Berg" is parted by them.
        var parts = line.Contains(';', StringComparison.Ordinal) ? line.Split([';', '\n']) : Between().Split(line);
        return parts.Select(part => part.Trim(' ', ',', '\t', '\u00A0', '*', '†')).Where(part => part.Any(char.IsLetter)).Select(Contributor);
    }

    [GeneratedRegex(@"^(by|von|par|por|di)\s+(?=\p{Lu})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex By();

    [GeneratedRegex(@"\n|,\s*(?:and|und|et)\s+|,(?>\s*)(?!(?:Jr|Sr|II|III|IV)\b)|(?<=\s)(?:and|und|et|y|e|и|og|och|en)\s+|&", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Between();
}
