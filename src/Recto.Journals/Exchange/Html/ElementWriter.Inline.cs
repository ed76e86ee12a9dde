using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private static readonly Dictionary<string, (string Tag, string? Class)> Founts = new(StringComparer.Ordinal)
    {
        ["italic"] = ("i", null),
        ["bold"] = ("b", null),
        ["sc"] = ("span", "sc"),
        ["sub"] = ("sub", null),
        ["sup"] = ("sup", null),
        ["underline"] = ("span", "underline"),
        ["overline"] = ("span", "overline"),
        ["strike"] = ("s", null),
        ["monospace"] = ("code", null),
        ["roman"] = ("span", "roman"),
        ["sans-serif"] = ("span", null),
        ["styled-content"] = ("span", null),
        ["named-content"] = ("span", null),
        ["index-term"] = ("span", null),
        ["ruby"] = ("ruby", null),
        ["rt"] = ("rt", null),
        ["i"] = ("i", null),
        ["em"] = ("em", null),
        ["b"] = ("b", null),
        ["strong"] = ("strong", null),
        ["tt"] = ("code", null),
    };

    /// <summary>Elements that stand in a line and need no tag of their own.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "abbrev", "milestone-start", "milestone-end", "private-char", "x", "target", "price", "string-date", "term", "def-head", "term-head", "content-language", "date-in-citation", "institution-wrap",
        "institution", "named-anchor", "etal", "fixed-case", "glyph-data", "glyph-ref", "label", "title", "subtitle", "prefix", "suffix", "surname", "given-names", "name", "string-name", "collab", "year", "month",
        "day", "season", "volume", "issue", "fpage", "lpage", "source", "article-title", "person-group", "publisher-name", "publisher-loc", "comment", "pub-id", "edition", "page-range", "mixed-citation",
        "element-citation", "citation", "nlm-citation", "conf-name", "conf-date", "conf-loc", "chapter-title", "trans-title", "trans-source", "series", "size", "role", "elocation-id", "isbn", "issn",
        "patent", "std", "annotation", "access-date", "gov", "version", "data-title", "part-title", "issue-id", "volume-id", "volume-series", "issue-part", "issue-sponsor", "issue-title", "name-alternatives", "contrib",
        "anonymous", "aff", "addr-line", "city", "country", "email-address", "object-id", "speaker", "attrib", "award-id", "funding-source", "degrees", "on-behalf-of", "product", "related-object", "related-article", "alt-text",
        "date", "time-stamp", "era", "supplement", "phone", "fax", "state", "postal-code", "corresp", "contrib-id", "xref-group", "hr", "copyright-statement", "copyright-year", "copyright-holder", "license", "license-p", "permissions",
        "rb", "kwd", "def", "page-count", "conf-sponsor", "institution-id", "license_ref", "source-title", "sig", "compound-kwd", "compound-kwd-part", "nested-kwd", "trans-subtitle", "textual-form",
    };

    /// <summary>Nodes in a line.</summary>
    private void Inlines(IEnumerable<XNode> nodes)
    {
        foreach (var node in nodes)
        {
            Inline(node);
        }
    }

    private void Inline(XNode node)
    {
        if (node is XText text)
        {
            Printed(text.Value);
        }
        else if (node is XElement element)
        {
            InlineElement(element);
        }
    }

    private void InlineElement(XElement element)
    {
        var name = element.Name.LocalName;
        if (IsHidden(element))
        {
            return;
        }

        if (_map.CallsOf(element) is { Count: > 0 } calls)
        {
            Calls(element, calls);
        }
        else if (_map.NoteOf(element) is { } uncalled)
        {
            // A note in the line that nothing calls: it goes where notes go.
            Pend(uncalled);
        }
        else if (element.Name.Namespace == Namespaces.MathMl)
        {
            MathMl(element, null);
        }
        else if (Founts.TryGetValue(name, out var fount))
        {
            Fount(element, fount.Tag, fount.Class);
        }
        else
        {
            OtherInline(element, name);
        }
    }

    private void Fount(XElement element, string tag, string? kind)
    {
        var style = (string?)element.Attribute("style") ?? (string?)element.Attribute("toggle");
        var isStyled = element.Name.LocalName is "styled-content" or "named-content" && style is not null;
        (string Name, AttributeValue Value)[] speech = Speech(element);
        var direction = !isStyled || speech.Length > 0 ? null : style!.Contains("direction:rtl", StringComparison.Ordinal) ? "rtl" : style.Contains("direction:ltr", StringComparison.Ordinal) ? "ltr" : null;
        var address = element.Name.LocalName is "named-content" && _linkDepth == 0 && !string.IsNullOrWhiteSpace(element.Value) ? SafeAddress.Of((string?)element.Attribute(Namespaces.XLink + "href")) : null;
        _html.Open(tag, [("class", isStyled ? StyleNames(style!) : kind), ("id", _map.IdOf(element)), ("dir", direction), .. speech]);
        if (address is not null)
        {
            Linked(element, address);
        }
        else
        {
            Inlines(element.Nodes());
        }

        _html.Close(tag);
    }

    // What of a source's styles means something; colours and sizes of its own print do not.
    private static string? StyleNames(string style)
    {
        var names = new List<string>();
        foreach (var (sign, name) in new[] { ("bold", "bold"), ("italic", "slanted"), ("small-caps", "sc"), ("underline", "underline"), ("line-through", "struck"), ("uppercase", "capitals") })
        {
            if (style.Contains(sign, StringComparison.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
        }

        return names.Count == 0 ? null : string.Join(' ', names);
    }

    private bool TouchesTheFieldBefore(XElement element) => element.Value is [var first, ..] && char.IsLetterOrDigit(first) && _nodes.Of(element) is XElement { Value: [.., var last] } && char.IsLetterOrDigit(last);

    private void OtherInline(XElement element, string name)
    {
        switch (name)
        {
            case "xref":
            case "a" when element.Attribute("rid") is not null:
                CrossReference(element);
                break;
            case "ext-link" or "uri" or "self-uri" or "email" or "inline-supplementary-material" or "a":
            case "related-object" or "related-article" or "product" or "institution-id" when element.Attribute(Namespaces.XLink + "href") is not null:
                Link(element);
                break;
            case "target" or "milestone-start" when _book is not null && BookForm.IsPageBreak(element):
                PageBreak(element);
                break;
            case "break" or "br":
                _html.Open("br");
                break;
            case "inline-formula" or "chem-struct" or "inline-media" or "alternatives":
                Alternatives(element);
                break;
            case "tex-math":
                TexMath(element);
                break;
            case "label" when element.Parent?.Name.LocalName is "aff" or "corresp":
                _html.Open("sup");
                Inlines(element.Nodes());
                _html.Close("sup").Text(" ");
                break;
            case "hr" when element.Parent?.Name.LocalName is "td" or "th":
                _html.Open("hr");
                break;
            case "inline-graphic" or "graphic":
                Picture(element, isInline: true);
                break;
            case "pub-id" when _linkDepth == 0 && !element.HasElements && RegisteredAt(element) is { } address:
                _html.Text(TouchesTheFieldBefore(element) || (!_isPunctuated && FoldedText.IsParted(element, _nodes)) ? " " : "");
                _html.Element("a", element.Value.Trim(), ("href", address));
                break;
            case "surname" or "given-names" or "suffix" or "name" or "string-name" or "collab" or "pub-id" when TouchesTheFieldBefore(element):
                // <given-names>Ada</given-names><surname>Lund</surname>: what print set apart the tagging did not.
                _html.Text(" ");
                goto default;
            case var _ when !_isPunctuated && FoldedText.IsParted(element, _nodes):
                _html.Text(" ");
                goto default;
            default:
                if (!Plain.Contains(name))
                {
                    if (Blocks.Contains(name))
                    {
                        Spread(element);
                        break;
                    }

                    // Not known: its words, as close to their neighbours as the source has them; two such fields side by side are parted.
                    Unfamiliar(name);
                    Line(element);
                    _html.Text(element.NextNode is XElement ? " " : "");
                    break;
                }

                Line(element);
                break;
        }
    }

    // Which of several pictures is shown, the writer of alternatives decides.
    private static bool IsHidden(XElement element) => NotShown.Of(element) is not null && element.Name.LocalName is not ("graphic" or "inline-graphic" or "media" or "inline-media");

    /// <summary>A block in a line: its words, parted by spaces.</summary>
    private void Spread(XElement element)
    {
        _html.Text(" ");
        Line(element);
        _html.Text(" ");
    }

    /// <summary>The content of a block, in a line; its id and its language stay.</summary>
    private void Line(XElement element)
    {
        (string Name, AttributeValue Value)[] attributes = [("id", _map.IdOf(element)), .. Speech(element)];
        var isMarked = attributes.Any(attribute => attribute.Value.Text is not null);
        if (isMarked)
        {
            _html.Open("span", attributes);
        }

        Inlines(element.Nodes());
        if (isMarked)
        {
            _html.Close("span");
        }
    }

    private void Printed(string text)
    {
        if (_skip > 0)
        {
            var at = 0;
            while (at < text.Length && _skip > 0)
            {
                _skip -= char.IsWhiteSpace(text[at++]) ? 0 : 1;
            }

            text = _skip > 0 ? "" : text[at..].TrimStart();
        }

        _html.Text(text);
    }

    private int _skip;
    private bool _isPunctuated;
}
