using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;

namespace Recto.App.Features.Import.Markdown;

/// <content>What stands inside a paragraph.</content>
internal sealed partial class MarkupJats
{
    /// <summary>Arguments of a figure that the article shows.</summary>
    private static readonly HashSet<string> Shown = ["filename", "src", "file", "image", "url", "path", "image_path", "alt", "caption", "title", "attr", "attrlink"];

    private IEnumerable<XNode> Inline(IEnumerable<INode> nodes)
    {
        foreach (var node in nodes)
        {
            IEnumerable<XNode> made = node switch
            {
                IText text => Words(text.Data),
                IElement element => Phrase(element),
                _ => [],
            };
            foreach (var one in made)
            {
                yield return one;
            }
        }
    }

    private List<XNode> Phrase(IElement element)
    {
        if (Silent.Contains(element.LocalName))
        {
            LeaveOut(element);
            return [];
        }

        switch (element.LocalName)
        {
            case "a" when element.HasAttribute("data-note"):
                return notes.Call(element.GetAttribute("data-note")) is { } call ? [call] : [];
            case "a" when !element.HasAttribute("href") && TakeId(element.GetAttribute("name") ?? element.Id) is { } anchor:
                return [new XElement("target", new XAttribute("id", anchor), new XAttribute("target-type", "anchor")), .. Inline(element.ChildNodes)];
            case "a":
                return Link(element);
            case "br":
                return [new XText(" ")];
            case "img":
                return [Graphic(element.GetAttribute("src") ?? "", element.GetAttribute("alt"), "inline-graphic", element.GetAttribute("title"))];
            case "q":
                return [new XText("“"), .. Inline(element.ChildNodes), new XText("”")];
            case "code" or "kbd" or "samp" or "tt" or "var":
                return [new XElement("monospace", Kept(macros.Replace(element.TextContent, macro => macro.Source)))];
            case "span" when element.ClassList.Contains("math"):
                return [new XElement("inline-formula", new XElement("tex-math", Formula(element.TextContent)))];
            case "math":
                return [new XElement("inline-formula", new XElement("tex-math", Kept(element.TextContent.Trim())))];
            case "wbr":
                return [];
            default:
                break;
        }

        var content = IsBlock(element) ? Blocks(element.ChildNodes).SelectMany(block => block.Name.LocalName == "p" ? [new XText(" "), .. block.Nodes()] : new XNode[] { block }).ToList() : Inline(element.ChildNodes).ToList();
        if (element.LocalName is "abbr" or "acronym" && element.GetAttribute("title") is { Length: > 0 } title)
        {
            leftOut.Add($"<abbr>: {title} (shown: {element.TextContent})");
        }

        return Setting(element) is { } name && content.Count > 0 && !content.Exists(node => node is XElement { Name.LocalName: "fig" or "list" or "disp-quote" or "table-wrap" or "code" or "disp-formula" }) ? [new XElement(name, content)] : content;
    }

    private static string? Setting(IElement element)
    {
        var style = element.GetAttribute("style") ?? "";
        return element.LocalName switch
        {
            "i" or "em" or "cite" or "dfn" => "italic",
            "b" or "strong" => "bold",
            "sup" => "sup",
            "sub" => "sub",
            "u" or "ins" => "underline",
            "s" or "strike" or "del" => "strike",
            _ when style.Contains("italic", StringComparison.OrdinalIgnoreCase) => "italic",
            _ when style.Contains("small-caps", StringComparison.OrdinalIgnoreCase) || element.ClassList.Any(name => name is "smallcaps" or "small-caps" or "sc") => "sc",
            _ when style.Contains("underline", StringComparison.OrdinalIgnoreCase) || element.ClassList.Contains("underline") => "underline",
            _ when style.Contains("font-weight", StringComparison.OrdinalIgnoreCase) && style.Contains("bold", StringComparison.OrdinalIgnoreCase) => "bold",
            _ => null,
        };
    }

    private List<XNode> Link(IElement link)
    {
        var content = Inline(link.ChildNodes).ToList();
        var href = Address(link.GetAttribute("href") ?? "");
        if (content.Count == 0 || href.Length == 0 || content.OfType<XElement>().Any(inner => inner.DescendantsAndSelf().Any(made => made.Name.LocalName is "xref" or "ext-link" or "fig" or "inline-graphic")))
        {
            return content;
        }

        if (href[0] == '#' && href.Length > 1)
        {
            return [new XElement("xref", new XAttribute("ref-type", "sec"), new XAttribute("rid", Kept(Uri.UnescapeDataString(href[1..]))), content)];
        }

        if (href.Length < 2000 && (href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || href.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase)))
        {
            return [new XElement("ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(XLink + "href", Kept(href)), content)];
        }

        leftOut.Add($"link to {href} (shown: {link.TextContent})");
        return content;
    }

    // Addresses that the site's machinery completes: {{ site.baseurl }}/x, {% link /x %}, {{< ref "x" >}}
    private string Address(string href)
    {
        var marked = href.Replace("%EF%B7%90", "\uFDD0", StringComparison.OrdinalIgnoreCase).Replace("%EF%B7%91", "\uFDD1", StringComparison.OrdinalIgnoreCase);
        return macros.Replace(marked, macro => macro.Name switch
        {
            "link" or "post_url" or "ref" or "relref" or "asset" or "asset_path" => macro["0"] ?? "",
            "{{" when macro["0"] is ['"' or '\'', .. var quoted] => quoted.Split('"', '\'')[0],
            _ => LeftOut(macro),
        }).Trim();
    }

    private string LeftOut(MarkdownMacro macro)
    {
        leftOut.Add(macro.Source);
        return "";
    }

    private XElement Graphic(string src, string? alt, string name, string? title = null) => new(name,
        new XAttribute(XLink + "href", Kept(Address(src))),
        string.IsNullOrWhiteSpace(title) ? null : new XAttribute(XLink + "title", Kept(title)),
        string.IsNullOrWhiteSpace(alt) ? null : new XElement("alt-text", Kept(macros.Replace(alt, macro => macro.Source).Trim())));

    private IEnumerable<XNode> Words(string text)
    {
        var at = 0;
        foreach (Match match in Marks().Matches(text))
        {
            if (match.Index > at)
            {
                yield return new XText(Kept(text[at..match.Index]));
            }

            at = match.Index + match.Length;
            if (text[match.Index] == MarkdownMacros.Opens)
            {
                if (int.TryParse(text.AsSpan(match.Index + 1, match.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < macros.All.Count)
                {
                    foreach (var made in Machinery(macros.All[number]))
                    {
                        yield return made;
                    }
                }
            }
            else
            {
                yield return notes.CallByLabel(text.Substring(match.Index + 2, match.Length - 3)) is { } call ? call : new XText(text.Substring(match.Index, match.Length));
            }
        }

        if (at < text.Length)
        {
            yield return new XText(Kept(text[at..]));
        }
    }

    // The words that a site would print are kept, the rest is listed.
    private List<XNode> Machinery(MarkdownMacro macro)
    {
        var name = macro.Name.ToLowerInvariant();
        if (name.StartsWith('/') || name.StartsWith("end", StringComparison.Ordinal) || name is "toc" or "include:toc.html")
        {
            return [];
        }

        var caption = macro["caption"] ?? macro["title"];
        var source = macro["filename"] ?? macro["src"] ?? macro["file"] ?? macro["image"] ?? macro["url"] ?? macro["path"] ?? macro["image_path"];
        var isPicture = source is not null && (name.Contains("fig", StringComparison.Ordinal) || name.Contains("im", StringComparison.Ordinal) || name.Contains("picture", StringComparison.Ordinal) || name.Contains("photo", StringComparison.Ordinal));
        if (isPicture || name.Contains("figure", StringComparison.Ordinal))
        {
            if (macro.HasTwice || macro.Arguments.Keys.Any(key => !Shown.Contains(key.ToLowerInvariant())))
            {
                leftOut.Add(macro.Source);
            }

            var credit = macro["attr"] is { } attr && macro["attrlink"] is { } site ? $"[{attr}](<{site}>)" : macro["attr"] ?? macro["attrlink"];
            var words = new[] { macro["title"], macro["caption"], credit }.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return [new XElement("fig", words.Count > 0 ? new XElement("caption", words.Select(line => new XElement("p", Caption(line)))) : null, source is null ? null : Graphic(source, macro["alt"], "graphic"))];
        }

        if (name.Contains("quote", StringComparison.Ordinal))
        {
            var words = macro["text"] ?? macro["quote"] ?? macro.Arguments.Where(argument => int.TryParse(argument.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(argument => argument.Value).OrderByDescending(value => value.Length).FirstOrDefault();
            return words is null ? [] : [new XElement("disp-quote", new XAttribute("content-type", "pull-quote"), new XElement("p", Caption(words)))];
        }

        leftOut.Add(macro.Source);
        return caption is null ? [] : Caption(caption);
    }

    private void LeaveOut(IElement element)
    {
        var address = string.Join(' ', element.QuerySelectorAll("*").Prepend(element).Select(inner => inner.GetAttribute("src") ?? inner.GetAttribute("data")).OfType<string>().Take(20).Select(Address));
        var title = element.GetAttribute("title");
        var words = string.Join(' ', (title + " " + macros.Replace(element.TextContent, macro => macro.Source)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        leftOut.Add($"<{element.LocalName}>{(address.Length == 0 ? "" : " " + address)}{(words.Length == 0 ? "" : ": " + (words.Length > 2000 ? words[..2000] + "…" : words))}");
    }

    // The mark of a piece of machinery, or a call that stands in HTML: [^1]
    [GeneratedRegex(@"\uFDD0\d{1,7}\uFDD1|\[\^[^\]\[\s]{1,100}\]", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Marks();
}
