using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Text with the little HTML that OJS allows in titles and abstracts, made into JATS. Nothing else of HTML passes: what is not known is no markup.</summary>
internal static partial class OjsText
{
    private static readonly Dictionary<string, string> Marks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["i"] = "italic",
        ["em"] = "italic",
        ["cite"] = "italic",
        ["b"] = "bold",
        ["strong"] = "bold",
        ["sup"] = "sup",
        ["sub"] = "sub",
        ["u"] = "underline",
    };

    private static readonly string[] Blocks = ["p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "section", "hr"];

    /// <summary>A title in one line. A tag that is not one of the few stays as it is printed: a title may well speak of &lt;b&gt; and of x &lt; y.</summary>
    public static IReadOnlyList<XNode> Line(string text)
    {
        var holder = new XElement("x");
        var at = holder;
        foreach (var (piece, tag, isEnd) in Pieces(text, keepsUnknown: true))
        {
            at = tag is null ? Put(at, piece) : Turn(at, tag, isEnd, piece);
        }

        return Trimmed(holder);
    }

    /// <summary>Paragraphs of an abstract or a biography. Tags that are not known fall away, their text stays; scripts and styles go whole.</summary>
    public static IReadOnlyList<XElement> Paragraphs(string text)
    {
        var paragraphs = new List<XElement>();
        var paragraph = new XElement("p");
        var at = paragraph;
        foreach (var (piece, tag, isEnd) in Pieces(Unscripted().Replace(text, ""), keepsUnknown: false))
        {
            if (tag is not null && Blocks.Contains(tag, StringComparer.OrdinalIgnoreCase))
            {
                Close();
            }
            else
            {
                at = tag is null ? Put(at, piece) : Turn(at, tag, isEnd, "");
            }
        }

        Close();
        return paragraphs;

        void Close()
        {
            var hasWords = !string.IsNullOrWhiteSpace(paragraph.Value);
            var nodes = Trimmed(paragraph);
            if (hasWords)
            {
                paragraphs.Add(new XElement("p", nodes));
            }

            at = paragraph = new XElement("p");
        }
    }

    /// <summary>Plain text, paragraphs parted by an empty line.</summary>
    public static string Plain(string text) => string.Join("\n\n", Paragraphs(text).Select(paragraph => Folded(paragraph.Value)));

    /// <summary>Plain text in one line.</summary>
    public static string PlainLine(string text) => Folded(string.Concat(Line(text).Select(node => node is XElement element ? element.Value : ((XText)node).Value)));

    /// <summary>White space as one space, trimmed.</summary>
    public static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static XElement Put(XElement at, string text)
    {
        at.Add(new XText(text));
        return at;
    }

    private static XElement Turn(XElement at, string tag, bool isEnd, string asPrinted)
    {
        if (!Marks.TryGetValue(tag, out var mark))
        {
            return asPrinted.Length == 0 ? at : Put(at, asPrinted);
        }

        if (!isEnd)
        {
            if (at.Ancestors().Count() > 8)
            {
                return at;
            }

            var inner = new XElement(mark);
            at.Add(inner);
            return inner;
        }

        return at.AncestorsAndSelf(mark).FirstOrDefault()?.Parent ?? at;
    }

    private static IEnumerable<(string Piece, string? Tag, bool IsEnd)> Pieces(string text, bool keepsUnknown)
    {
        var next = 0;
        foreach (Match match in Tag().Matches(text))
        {
            var name = match.Groups[2].Value;
            if (keepsUnknown && !Marks.ContainsKey(name))
            {
                continue; // A part of the words.
            }

            if (match.Index > next)
            {
                yield return (Decoded(text[next..match.Index]), null, false);
            }

            yield return ("", name, match.Groups[1].Length > 0);
            next = match.Index + match.Length;
        }

        if (next < text.Length)
        {
            yield return (Decoded(text[next..]), null, false);
        }
    }

    // &nbsp; and its like; what a reference to a character stands for that XML cannot hold is left out.
    private static string Decoded(string text)
    {
        var decoded = WebUtility.HtmlDecode(text);
        if (decoded.All(XmlConvert.IsXmlChar))
        {
            return decoded;
        }

        var kept = new StringBuilder(decoded.Length);
        for (var i = 0; i < decoded.Length; i++)
        {
            if (XmlConvert.IsXmlChar(decoded[i]))
            {
                kept.Append(decoded[i]);
            }
            else if (i + 1 < decoded.Length && XmlConvert.IsXmlSurrogatePair(decoded[i + 1], decoded[i]))
            {
                kept.Append(decoded[i]).Append(decoded[++i]);
            }
        }

        return kept.ToString();
    }

    private static List<XNode> Trimmed(XElement holder)
    {
        foreach (var empty in holder.Descendants().Where(element => element.Value.Length == 0).ToList())
        {
            empty.Remove();
        }

        var nodes = holder.Nodes().ToList();
        if (nodes.FirstOrDefault() is XText first)
        {
            first.Value = first.Value.TrimStart();
        }

        if (nodes.LastOrDefault() is XText last)
        {
            last.Value = last.Value.TrimEnd();
        }

        foreach (var node in nodes)
        {
            node.Remove();
        }

        return [.. nodes.Where(node => node is not XText { Value.Length: 0 })];
    }

    // <em class="x">   </p>   <br />
    [GeneratedRegex(@"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Tag();

    // <script>…</script>   <!-- … -->
    [GeneratedRegex(@"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, 2000)]
    private static partial Regex Unscripted();
}
