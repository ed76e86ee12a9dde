using System.Xml.Linq;
using AngleSharp.Dom;

namespace Recto.App.Features.Import;

// What stands inside a paragraph.
internal sealed partial class HtmlBlocks
{
    private IEnumerable<XNode> Phrasing(IEnumerable<INode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is IText text)
            {
                yield return new XText(Kept(text.Data));
            }
            else if (node is IElement element && !Silent.Contains(element.LocalName))
            {
                foreach (var made in Phrase(element))
                {
                    yield return made;
                }
            }
        }
    }

    private IEnumerable<XNode> Phrase(IElement element)
    {
        if (notes.IndexOf(element) is not null)
        {
            return [];
        }

        if (IsFurniture(element))
        {
            LeaveOut(element);
            return [];
        }

        var name = element.LocalName switch
        {
            "i" or "em" or "cite" or "dfn" or "var" => "italic",
            "b" or "strong" => "bold",
            "sup" => "sup",
            "sub" => "sub",
            "u" or "ins" => "underline",
            "s" or "strike" or "del" => "strike",
            "code" or "kbd" or "samp" or "tt" => "monospace",
            _ when (element.GetAttribute("style") ?? "").Contains("italic", StringComparison.OrdinalIgnoreCase) => "italic",
            _ when (element.GetAttribute("style") ?? "").Contains("small-caps", StringComparison.OrdinalIgnoreCase) || element.ClassName is "small-caps" or "smallcaps" or "sc" => "sc",
            _ => null,
        };
        switch (element.LocalName)
        {
            case "br":
                return [new XText(" ")];
            case "img":
                return [Graphic(element, "inline-graphic")];
            case "a":
                return Link(element);
            default:
                var content = Phrasing(element.ChildNodes);
                // A call is set superior by its own element already.
                return name is null || name == "sup" && element.QuerySelectorAll("a").Any(link => notes.Called(link) is not null) ? content : [new XElement(name, content)];
        }
    }

    private List<XNode> Link(IElement link)
    {
        if (notes.Called(link) is { } index)
        {
            return [new XElement("xref", new XAttribute("ref-type", "fn"), new XAttribute("rid", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"fn{index + 1}")), Phrasing(link.ChildNodes))];
        }

        if (notes.IsInNote(link))
        {
            if (HtmlNotes.IsLookUp(link))
            {
                LeaveOut(link);
                return [];
            }

            if (notes.IsBackLink(link))
            {
                return [];
            }
        }

        var content = Phrasing(link.ChildNodes).ToList();
        var href = link.GetAttribute("href") ?? "";
        return content.Count > 0 && (href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) && href.Length < 2000
            ? [new XElement("ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(XLink + "href", Kept(href)), content)]
            : content;
    }
}
