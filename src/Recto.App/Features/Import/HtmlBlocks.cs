using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.App.Features.Import;

/// <summary>Brings a page into a row of blocks, each a JATS element. Furniture goes to a list.</summary>
/// <param name="notes">The notes, which are no blocks.</param>
/// <param name="leftOut">Takes what is left out.</param>
internal sealed partial class HtmlBlocks(HtmlNotes notes, List<string> leftOut)
{
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
    private static readonly HashSet<string> Silent = ["script", "style", "noscript", "template", "link", "meta", "title", "head", "svg", "canvas", "object", "embed", "iframe", "audio", "video", "source", "track", "param", "map", "area", "math"];
    private static readonly HashSet<string> Furniture = ["nav", "footer", "aside", "form", "button", "input", "select", "textarea", "dialog", "menu", "label", "fieldset", "datalist"];
    private static readonly HashSet<string> Blocks = ["p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li", "blockquote", "pre", "table", "figure", "figcaption", "hr", "address", "details", "summary", "hgroup", "center", "fieldset", "form", "nav", "aside", "footer", "tbody", "thead", "tr", "td", "th", "caption"];

    private int _lastLine = 1;

    /// <summary>The blocks so far.</summary>
    public List<PageLine> Lines { get; } = [];

    /// <summary>Lists everything outside the content, and keeps what lies inside.</summary>
    public void LeaveOutAround(IElement root, IElement body)
    {
        foreach (var child in body.ChildNodes)
        {
            if (child == root)
            {
                continue;
            }

            if (child is IElement element && element.Contains(root))
            {
                LeaveOutAround(root, element);
            }
            else if (child is IElement with && notes.AnyIn(with))
            {
                continue; // The notes themselves are taken by their links.
            }
            else
            {
                LeaveOut(child);
            }
        }
    }

    /// <summary>Reads an element's content into blocks.</summary>
    public void Read(IElement element)
    {
        var inline = new List<INode>();
        var children = element.ChildNodes;
        for (var at = 0; at < children.Length; at++)
        {
            var child = children[at];
            if (child is IElement block && (Blocks.Contains(block.LocalName) || block.QuerySelector("p, div, h1, h2, h3, h4, ul, ol, table, blockquote, section") is not null) && !Silent.Contains(block.LocalName))
            {
                Flush(inline);
                ReadBlock(block);
            }
            else if (child is IElement { LocalName: "br" } && inline.Count > 0 && at + 1 < children.Length && children[at + 1] is IElement { LocalName: "br" })
            {
                Flush(inline);
            }
            else
            {
                inline.Add(child);
            }
        }

        Flush(inline);
    }

    /// <summary>The paragraphs of a note, without its label and the links that lead back.</summary>
    public IReadOnlyList<XElement> NoteParagraphs(HtmlNote note)
    {
        var inner = new HtmlBlocks(notes, leftOut);
        inner.Read(note.Element);
        var paragraphs = inner.Lines.Select(line => line.Rich ?? new XElement("p", line.Text)).ToList();
        if (paragraphs.Count > 0 && note.Label is { } label)
        {
            StripLabel(paragraphs[0], label);
        }

        paragraphs.RemoveAll(paragraph => string.IsNullOrWhiteSpace(paragraph.Value));
        return paragraphs.Count > 0 ? paragraphs : [new XElement("p")];
    }

    private void ReadBlock(IElement element)
    {
        _lastLine = element.SourceReference?.Position.Line ?? _lastLine;
        if (notes.IndexOf(element) is not null)
        {
            return; // Taken already.
        }

        if (IsFurniture(element))
        {
            LeaveOut(element);
            return;
        }

        switch (element.LocalName)
        {
            case ['h', >= '1' and <= '6']:
                Add("p", Phrasing(element.ChildNodes), element.LocalName[1] - '0');
                break;
            case "ul" or "ol" when element.QuerySelector("h1, h2, h3, table") is null && !notes.AnyIn(element):
                if (List(element) is { } list)
                {
                    Lines.Add(Line(list, null));
                }

                break;
            case "blockquote" when !notes.AnyIn(element):
                var inner = new HtmlBlocks(notes, leftOut);
                inner.Read(element);
                if (inner.Lines.Count > 0)
                {
                    Lines.Add(Line(new XElement("disp-quote", inner.Lines.Select(line => line.Rich ?? new XElement("p", line.Text))), null));
                }

                break;
            case "table" when element.QuerySelector("table, h1, h2, form") is null && !notes.AnyIn(element):
                Lines.Add(Line(new XElement("table-wrap", Caption(element.QuerySelector("caption")), Table(element)), null));
                break;
            case "figure" when element.QuerySelector("img") is not null:
                Lines.Add(Line(new XElement("fig", Caption(element.QuerySelector("figcaption")), element.QuerySelectorAll("img").Select(Graphic)), null));
                break;
            case "pre":
                Add("preformat", [new XText(Kept(element.TextContent))], null);
                break;
            case "hr":
                break;
            default:
                Read(element);
                break;
        }
    }

    private void Flush(List<INode> inline)
    {
        if (inline.Count > 0)
        {
            Add("p", Phrasing(inline), null);
            inline.Clear();
        }
    }

    private void Add(string name, IEnumerable<XNode> content, int? level)
    {
        var block = new XElement(name, content);
        if (name == "p")
        {
            TrimEnds(block);
        }

        if (block.Value.AsSpan().Trim().Length > 0 || block.Elements("inline-graphic").Any())
        {
            Lines.Add(Line(block, level));
        }
    }

    private PageLine Line(XElement block, int? level) => new(_lastLine, HtmlMetadata.Clean(block.Value), true) { Rich = block, Level = level };

    private XElement? List(IElement list)
    {
        var items = list.Children.Where(item => notes.IndexOf(item) is null).Select(item =>
        {
            var inner = new HtmlBlocks(notes, leftOut);
            inner.Read(item);
            return inner.Lines.Count == 0 ? null : new XElement("list-item", inner.Lines.Select(line => line.Rich ?? new XElement("p", line.Text)));
        }).Where(item => item is not null).ToList();
        return items.Count == 0 ? null : new XElement("list", new XAttribute("list-type", list.LocalName == "ol" ? "order" : "bullet"), items);
    }

    private XElement Table(IElement table) => new("table", table.QuerySelectorAll("tr").Select(row => new XElement("tr", row.Children.Where(cell => cell.LocalName is "td" or "th").Select(cell =>
        new XElement(cell.LocalName, Span(cell, "colspan"), Span(cell, "rowspan"), Phrasing(cell.ChildNodes))))));

    private static XAttribute? Span(IElement cell, string name) => int.TryParse(cell.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var span) && span is > 1 and <= 1000 ? new XAttribute(name, span) : null;

    private XElement? Caption(IElement? caption) => caption is null ? null : new XElement("caption", new XElement("p", Phrasing(caption.ChildNodes)));

    private static XElement Graphic(IElement image) => Graphic(image, "graphic");

    private static XElement Graphic(IElement image, string name) => new(name,
        new XAttribute(XLink + "href", Kept(image.GetAttribute("src") ?? "")),
        image.GetAttribute("alt") is { Length: > 0 } alt ? new XElement("alt-text", Kept(alt)) : null);

    private bool IsFurniture(IElement element)
    {
        if (notes.AnyIn(element))
        {
            return false;
        }

        return Furniture.Contains(element.LocalName)
            || element.HasAttribute("hidden")
            || element.GetAttribute("aria-hidden") == "true"
            || element.GetAttribute("role") is "navigation" or "banner" or "complementary" or "contentinfo" or "search" or "dialog" or "alert" or "menu" or "menubar" or "toolbar" or "button" or "tablist" or "form"
            || element.LocalName == "header" && element.QuerySelector("h1") is null && element.Closest("article, main") is null
            || SiteName().IsMatch($" {element.ClassName} {element.Id} ") && element.QuerySelector("h1") is null && element.TextContent.Length < 6000;
    }

    private void LeaveOut(INode node)
    {
        if (node is IElement { LocalName: var name } && Silent.Contains(name) || node is IComment)
        {
            return;
        }

        if (node is IElement element && element.Children.Any(child => Blocks.Contains(child.LocalName) || child.LocalName is "a" or "button" or "span" or "label" or "option" or "input"))
        {
            foreach (var child in element.ChildNodes)
            {
                LeaveOut(child);
            }

            return;
        }

        var text = HtmlMetadata.Clean(Kept(node.TextContent));
        if (text.Length > 0)
        {
            leftOut.Add(text);
        }
    }

    private static void StripLabel(XElement paragraph, string label)
    {
        if (paragraph.DescendantNodes().OfType<XText>().FirstOrDefault(text => text.Value.AsSpan().Trim().Length > 0) is not { } first)
        {
            return;
        }

        var match = Regex.Match(first.Value, $@"^\s*[\^\[(]?{Regex.Escape(label)}(?:[\])]|[.:])*(?:\s+|$)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (match.Success)
        {
            first.Value = first.Value[match.Length..];
        }

        // What stood round a link that led back: "^ ", ". "
        if (first.Value.AsSpan().TrimStart() is { Length: > 0 } rest && rest[0] is '^' or '.' && rest.Length > 1 && rest[1] == ' ')
        {
            first.Value = rest[1..].TrimStart().ToString();
        }

        TrimEnds(paragraph);
    }

    private static void TrimEnds(XElement block)
    {
        while (block.FirstNode is XText { Value: var value } && string.IsNullOrWhiteSpace(value))
        {
            block.FirstNode.Remove();
        }

        while (block.LastNode is XText { Value: var value } && string.IsNullOrWhiteSpace(value))
        {
            block.LastNode.Remove();
        }

        if (block.FirstNode is XText first)
        {
            first.Value = first.Value.TrimStart();
        }

        if (block.LastNode is XText last)
        {
            last.Value = last.Value.TrimEnd();
        }
    }

    // White space folded, characters that XML cannot hold replaced.
    private static string Kept(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsWhiteSpace(rune) && rune.Value != 0xA0)
            {
                if (kept.Length == 0 || kept[^1] != ' ')
                {
                    kept.Append(' ');
                }
            }
            else
            {
                kept.Append(rune.Value < 0x20 || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
            }
        }

        return kept.ToString();
    }

    // Words of classes and ids by which sites call what is theirs.
    [GeneratedRegex(@"[\s_-](cookie|cookies|consent|breadcrumbs?|share|sharing|social|related|recommend\w*|sidebar|sidenav|navbar|nav|menu|login|signin|sign-in|cart|basket|purchase|metrics|altmetric|toolbar|tool-bar|advert\w*|ads|banner|newsletter|subscribe|paywall|popup|modal|skip-link|skip|site-header|site-footer|footer|page-footer|masthead|pagination|pager|toc|tools|access-options|citation-tools|download-links)[\s_-]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SiteName();
}
