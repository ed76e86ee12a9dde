using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Dom;

namespace Recto.App.Features.Import.Markdown;

/// <summary>Turns the tree of a piece of HTML into JATS. What is known is written as what it is; of the rest the words are kept. Nothing that could run, and no address but those of the web, comes through.</summary>
/// <param name="macros">The site's machinery that was taken out.</param>
/// <param name="notes">The notes.</param>
/// <param name="leftOut">Takes what is left out.</param>
/// <param name="read">Reads Markdown of a caption; null where it nests too deep.</param>
internal sealed partial class MarkupJats(MarkdownMacros macros, MarkdownNoteList notes, List<string> leftOut, Func<string, IElement?> read)
{
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
    private static readonly HashSet<string> Containers = ["div", "section", "article", "main", "header", "footer", "aside", "nav", "details", "summary", "center", "address", "fieldset", "form", "hgroup", "body", "noscript", "dialog", "search"];
    private static readonly HashSet<string> OtherBlocks = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "figure", "hr", "li", "dt", "dd", "figcaption", "caption", "thead", "tbody", "tr", "td", "th"];
    private static readonly HashSet<string> Silent = ["script", "style", "template", "link", "meta", "title", "head", "svg", "canvas", "object", "embed", "iframe", "audio", "video", "source", "track", "param", "map", "area", "input", "select", "textarea"];

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slugs = new(StringComparer.Ordinal);

    /// <summary>A run of nodes as headings and blocks.</summary>
    public List<MarkupPiece> Pieces(IEnumerable<INode> nodes)
    {
        var pieces = new List<MarkupPiece>();
        var loose = new List<INode>();
        foreach (var node in nodes)
        {
            if (node is IElement element && IsBlock(element))
            {
                Flush();
                pieces.AddRange(Block(element));
            }
            else
            {
                loose.Add(node);
            }
        }

        Flush();
        return pieces;

        void Flush()
        {
            if (loose.Count > 0)
            {
                pieces.AddRange(Paragraph(loose).Select(block => new MarkupPiece(block, 0)));
                loose.Clear();
            }
        }
    }

    /// <summary>A run of nodes as blocks; headings become paragraphs in bold.</summary>
    public List<XElement> Blocks(IEnumerable<INode> nodes) => [.. Pieces(nodes).Select(piece => piece.Level == 0 ? piece.Block : new XElement("p", new XElement("bold", piece.Block.Nodes())))];

    /// <summary>Leaves of links to headings that are not there only the words.</summary>
    /// <param name="article">The whole article.</param>
    public void TieLinks(XElement article)
    {
        foreach (var link in article.Descendants("xref").Where(link => (string?)link.Attribute("ref-type") == "sec" && !_ids.Contains((string?)link.Attribute("rid") ?? "")).ToList())
        {
            leftOut.Add($"link to #{(string?)link.Attribute("rid")} (shown: {link.Value})");
            link.ReplaceWith(link.Nodes());
        }
    }

    /// <summary>Markdown of a caption as what stands inside a paragraph.</summary>
    public List<XNode> Caption(string words)
    {
        if (words.All(letter => char.IsLetterOrDigit(letter) || letter is ' ' or ',' or ';' or ':' or '?'))
        {
            return words.Length == 0 ? [] : [new XText(words)];
        }

        var blocks = read(words) is { } tree ? Blocks(tree.ChildNodes) : [];
        return blocks.Count == 1 && blocks[0].Name.LocalName == "p" ? [.. blocks[0].Nodes()] : [.. blocks.SelectMany((block, index) => index == 0 ? block.Nodes() : [new XText(" "), .. block.Nodes()])];
    }

    private static bool IsBlock(IElement element) =>
        !Silent.Contains(element.LocalName) && (Containers.Contains(element.LocalName) || OtherBlocks.Contains(element.LocalName)
            || element.LocalName is "a" or "span" or "ins" or "del" or "b" or "i" or "strong" or "em" or "font" or "button" or "label" or "small" && element.QuerySelector("p, div, h1, h2, h3, ul, ol, table, blockquote, figure, pre") is not null
            || element.QuerySelector("p, div, h1, h2, h3, ul, ol, table, blockquote, figure, pre") is not null && element is not AngleSharp.Html.Dom.IHtmlSpanElement && element.LocalName.Contains('-', StringComparison.Ordinal));

    private IEnumerable<MarkupPiece> Block(IElement element)
    {
        switch (element.LocalName)
        {
            case ['h', >= '1' and <= '6']:
                return [new MarkupPiece(new XElement("title", Trimmed(Inline(element.ChildNodes))), element.LocalName[1] - '0', TakeId(element.Id) ?? NewId(element.TextContent))];
            case "p":
                return Paragraph(element.ChildNodes).Select(block => new MarkupPiece(block, 0));
            case "ul" or "ol":
                return One(List(element));
            case "dl":
                return One(Definitions(element));
            case "blockquote":
                return One(Blocks(element.ChildNodes) is { Count: > 0 } quoted ? new XElement("disp-quote", quoted) : null);
            case "pre":
                return One(Code(element));
            case "table":
                return One(new XElement("table-wrap", element.QuerySelector("caption") is { } caption ? new XElement("caption", new XElement("p", Trimmed(Inline(caption.ChildNodes)))) : null, Table(element)));
            case "figure":
                return Figure(element).Select(block => new MarkupPiece(block, 0));
            case "div" when element.ClassList.Contains("math"):
                return One(new XElement("disp-formula", new XElement("tex-math", Formula(element.TextContent))));
            case "hr":
                return [];
            default:
                return Pieces(IsMarkdown(element) ? read(element.InnerHtml.Replace("&gt;", ">", StringComparison.Ordinal))?.ChildNodes ?? element.ChildNodes : element.ChildNodes);
        }
    }

    // <div markdown="1">: kramdown and pandoc read Markdown in it.
    private static bool IsMarkdown(IElement element) =>
        element.GetAttribute("markdown") is "1" or "block" or "span" && element.ChildNodes.OfType<IText>().Any(text => !string.IsNullOrWhiteSpace(text.Data));

    private static IEnumerable<MarkupPiece> One(XElement? block) => block is null ? [] : [new MarkupPiece(block, 0)];

    // A paragraph of pictures alone is a figure, and one that held only machinery is nothing.
    private List<XElement> Paragraph(IEnumerable<INode> nodes)
    {
        var content = Trimmed(Inline(nodes));
        var isBare = content.TrueForAll(node => node is XText text && string.IsNullOrWhiteSpace(text.Value) || node is XElement { Name.LocalName: "inline-graphic" or "fig" or "disp-quote" });
        if (isBare)
        {
            return [.. content.OfType<XElement>().Select(block => block.Name.LocalName == "inline-graphic" ? new XElement("fig", block.Attribute(XLink + "title") is { } title ? new XElement("caption", new XElement("p", title.Value)) : null, Renamed(block)) : block)];
        }

        return content.Count == 0 ? [] : [new XElement("p", content)];
    }

    private static XElement Renamed(XElement graphic) => new("graphic", graphic.Attributes().Where(attribute => attribute.Name.LocalName != "title"), graphic.Nodes());

    private XElement? List(IElement list)
    {
        var start = int.TryParse(list.GetAttribute("start"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 1;
        var items = list.ChildNodes.Where(node => node is IElement || node is IText text && !string.IsNullOrWhiteSpace(text.Data))
            .Select((item, index) => (Blocks: item is IElement { LocalName: "li" } ? Blocks(item.ChildNodes) : Blocks([item]), Number: start + index)).Where(item => item.Blocks.Count > 0)
            .Select(item => new XElement("list-item", start != 1 && list.LocalName == "ol" ? new XElement("label", item.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".") : null, item.Blocks.Select(block => block.Name.LocalName is "p" or "list" or "def-list" ? block : new XElement("p", block)))).ToList();
        return items.Count == 0 ? null : new XElement("list", new XAttribute("list-type", list.LocalName != "ol" ? "bullet" : start != 1 ? "simple" : list.GetAttribute("type") switch { "a" => "alpha-lower", "A" => "alpha-upper", "i" => "roman-lower", "I" => "roman-upper", _ => "order" }), items);
    }

    private XElement? Definitions(IElement list)
    {
        var items = new List<XElement>();
        foreach (var child in list.Children.SelectMany(child => child.LocalName is "dt" or "dd" ? [child] : child.Children.AsEnumerable()))
        {
            if (child.LocalName == "dt")
            {
                items.Add(new XElement("def-item", new XElement("term", Trimmed(Inline(child.ChildNodes)))));
            }
            else
            {
                if (items.Count == 0)
                {
                    items.Add(new XElement("def-item", new XElement("term")));
                }

                var blocks = Blocks(child.ChildNodes).Select(block => block.Name.LocalName == "p" ? block : new XElement("p", block));
                if (items[^1].Element("def") is { } open)
                {
                    open.Add(blocks);
                }
                else
                {
                    items[^1].Add(new XElement("def", blocks));
                }
            }
        }

        return items.Count == 0 ? null : new XElement("def-list", items);
    }

    private XElement? Code(IElement element)
    {
        var code = element.QuerySelector("code");
        var text = Kept(macros.Replace(element.TextContent, macro => macro.Source)).Trim('\n', '\r');
        var language = code?.ClassList.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))?[9..].Trim('{', '}', '.');
        return text.Length == 0 ? null : new XElement("code", language is { Length: > 0 } ? new XAttribute("language", Kept(language)) : null, new XAttribute(XNamespace.Xml + "space", "preserve"), text);
    }

    private XElement Table(IElement table)
    {
        var rows = table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table).ToList();
        var head = rows.Where(row => row.ParentElement?.LocalName == "thead").ToList();
        return new XElement("table",
            head.Count > 0 ? new XElement("thead", head.Select(Row)) : null,
            new XElement("tbody", rows.Except(head).Select(Row)));
    }

    private XElement Row(IElement row) => new("tr", row.Children.Where(cell => cell.LocalName is "td" or "th").Select(cell =>
        new XElement(cell.LocalName, Span(cell, "colspan"), Span(cell, "rowspan"), Cell(cell))));

    private List<XNode> Cell(IElement cell)
    {
        var blocks = Pieces(cell.ChildNodes);
        return blocks is [{ Level: 0, Block.Name.LocalName: "p" } only] ? [.. only.Block.Nodes()] : [.. Blocks(cell.ChildNodes)];
    }

    private static XAttribute? Span(IElement cell, string name) => int.TryParse(cell.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var span) && span is > 1 and <= 1000 ? new XAttribute(name, span) : null;

    private IEnumerable<XElement> Figure(IElement element)
    {
        var captions = element.QuerySelectorAll("figcaption").ToList();
        var caption = captions.SelectMany(words => Blocks(words.ChildNodes)).Select(block => block.Name.LocalName == "p" ? block : new XElement("p", block)).ToList();
        var rest = Blocks(element.ChildNodes.Where(node => node is not IElement { LocalName: "figcaption" }));
        var graphics = rest.SelectMany(block => block.DescendantsAndSelf().Where(inner => inner.Name.LocalName is "inline-graphic" or "graphic")).Select(graphic => new XElement("graphic", graphic.Attributes(), graphic.Nodes())).ToList();
        var others = rest.Where(block => block.Name.LocalName != "fig" && !(block.Name.LocalName == "p" && string.IsNullOrWhiteSpace(block.Value))).ToList();
        if (graphics.Count > 0 || caption.Count > 0 && others.Count == 0)
        {
            yield return new XElement("fig", caption.Count > 0 ? new XElement("caption", caption) : null, graphics);
        }
        else if (caption.Count > 0 && others is [{ Name.LocalName: "table-wrap" } table] && table.Element("caption") is null)
        {
            table.AddFirst(new XElement("caption", caption));
        }
        else
        {
            others.AddRange(caption);
        }

        foreach (var other in others.Where(block => !block.DescendantsAndSelf().Any(inner => inner.Name.LocalName == "inline-graphic") || !string.IsNullOrWhiteSpace(block.Value)))
        {
            yield return other;
        }
    }

    // As GitHub, kramdown and Hugo name headings: small letters, digits and hyphens; the second of a name gets -1.
    private string? NewId(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (var letter in heading.Trim())
        {
            if (char.IsLetterOrDigit(letter) || letter is '_' or '-')
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (letter == ' ')
            {
                slug.Append('-');
            }
        }

        var id = slug.ToString();
        if (id.Length is 0 or > 200)
        {
            return null;
        }

        id = char.IsDigit(id[0]) || id[0] == '-' ? "_" + id : id;
        var count = _slugs[id] = _slugs.GetValueOrDefault(id, -1) + 1;
        return TakeId(count == 0 ? id : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}-{count}"));
    }

    private string? TakeId(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        try
        {
            XmlConvert.VerifyNCName(id);
        }
        catch (XmlException)
        {
            // The framework's way to ask whether a text is a name.
            return null;
        }

        return _ids.Add(id) ? id : null;
    }

    private static string Formula(string text)
    {
        var kept = Kept(text).Trim();
        return kept.StartsWith("\\(", StringComparison.Ordinal) && kept.EndsWith("\\)", StringComparison.Ordinal) || kept.StartsWith("\\[", StringComparison.Ordinal) && kept.EndsWith("\\]", StringComparison.Ordinal) ? kept[2..^2].Trim() : kept;
    }

    // White space at both ends of a block says nothing.
    private static List<XNode> Trimmed(IEnumerable<XNode> nodes)
    {
        var content = nodes.ToList();
        while (content.Count > 0 && content[0] is XText { Value: var first } && string.IsNullOrWhiteSpace(first))
        {
            content.RemoveAt(0);
        }

        while (content.Count > 0 && content[^1] is XText { Value: var last } && string.IsNullOrWhiteSpace(last))
        {
            content.RemoveAt(content.Count - 1);
        }

        if (content.Count > 0 && content[0] is XText start)
        {
            start.Value = start.Value.TrimStart();
        }

        if (content.Count > 0 && content[^1] is XText end)
        {
            end.Value = end.Value.TrimEnd();
        }

        return content;
    }

    /// <summary>A text without what XML cannot hold.</summary>
    internal static string Kept(string text)
    {
        text = text.Replace(MarkdownMacros.Escaped.ToString(), "", StringComparison.Ordinal);
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u0008') && !text.AsSpan().ContainsAnyInRange('\u000B', '\u001F') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.AsSpan().ContainsAny('\uFFFE', '\uFFFF'))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            kept.Append(rune.Value is '\r' or '\u000B' or '\u000C' ? " " : rune.Value < 0x20 && rune.Value is not ('\t' or '\n') || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return kept.ToString();
    }
}
