using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>How an element is set, by <c>@rend</c>, <c>@rendition</c>, <c>@style</c>, or by what it is.</summary>
internal static class TeiRend
{
    /// <summary>JATS emphasis elements for an element, the outermost first; none where it is set as what surrounds it.</summary>
    public static IReadOnlyList<string> Of(XElement element)
    {
        var rend = (string?)element.Attribute("rend");
        var style = (string?)element.Attribute("style");
        var rendition = (string?)element.Attribute("rendition");
        var said = $"{rend} {rendition} {style}".ToLowerInvariant();
        var set = new List<string>();
        var words = said.Split([' ', ';', ':', ',', '#', '(', ')', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            var name = word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) switch
            {
                "italic" or "italics" or "ital" or "it" or "i" or "kursiv" or "oblique" or "italique" or "simple:italic" or "emphasis" or "cursiva" or "corsivo" => "italic",
                "bold" or "b" or "bo" or "strong" or "fett" or "gras" or "negrita" or "grassetto" or "700" => "bold",
                "smallcaps" or "sc" or "smcap" or "smallcap" or "kapitälchen" or "petitescapitales" or "sm" => "sc",
                "sup" or "super" or "superscript" or "exposant" => "sup",
                "sub" or "subscript" => "sub",
                "underline" or "underlined" or "u" or "ul" or "doubleunderline" => "underline",
                "strike" or "strikethrough" or "linethrough" or "struck" => "strike",
                "code" or "monospace" or "mono" or "tt" or "typewriter" or "courier" => "monospace",
                "overline" or "overlined" => "overline",
                _ => null,
            };
            if (name is not null && !set.Contains(name))
            {
                set.Add(name);
            }
        }

        return set.Count > 0 || rend is not null ? set : ByName(element);
    }

    private static IReadOnlyList<string> ByName(XElement element) => TeiNames.Of(element) switch
    {
        "emph" => ["italic"],
        "hi" when element.Attribute("style") is null && element.Attribute("rendition") is null => ["italic"],
        "title" when TeiNames.Value(element, "level") is not ("a" or "u") => ["italic"],
        "mentioned" => ["italic"],
        "del" => ["strike"],
        "code" or "gi" or "att" or "val" or "tag" or "ident" => ["monospace"],
        _ => [],
    };
}
