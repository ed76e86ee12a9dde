using System.Globalization;
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
        ["rb"] = ("rb", null),
        ["rt"] = ("rt", null),
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
            _html.Open(fount.Tag, [("class", fount.Class), .. Speech(element)]);
            Inlines(element.Nodes());
            _html.Close(fount.Tag);
        }
        else
        {
            OtherInline(element, name);
        }
    }

    private static bool TouchesTheFieldBefore(XElement element) => element.PreviousNode is XElement { Value: [.., var last] } && char.IsLetterOrDigit(last) && element.Value is [var first, ..] && char.IsLetterOrDigit(first);

    private void OtherInline(XElement element, string name)
    {
        switch (name)
        {
            case "xref":
                CrossReference(element);
                break;
            case "ext-link" or "uri" or "self-uri" or "email" or "inline-supplementary-material":
                Link(element);
                break;
            case "break":
                _html.Open("br");
                break;
            case "inline-formula" or "chem-struct" or "inline-media" or "alternatives":
                Alternatives(element);
                break;
            case "tex-math":
                _html.Element("code", element.Value, ("class", "tex"));
                break;
            case "inline-graphic" or "graphic":
                Picture(element, isInline: true);
                break;
            case "surname" or "given-names" or "suffix" or "name" or "string-name" or "collab" or "pub-id" when TouchesTheFieldBefore(element):
                // <given-names>Ada</given-names><surname>Lund</surname>: what print set apart the tagging did not.
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

                var speech = Speech(element);
                if (speech.Length > 0)
                {
                    _html.Open("span", speech);
                }

                Inlines(element.Nodes());
                if (speech.Length > 0)
                {
                    _html.Close("span");
                }

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

    private void Calls(XElement element, IReadOnlyList<(Articles.ArticleNote Note, string Id)> calls)
    {
        var printed = element.Name.LocalName == "fn" ? null : CallText(element);
        for (var i = 0; i < calls.Count; i++)
        {
            var (note, id) = calls[i];
            if (note.Element == element && note.Container == Articles.NoteContainer.Table)
            {
                _inPlace.Add(note);
            }

            if (i > 0)
            {
                _html.Element("span", ",", ("class", "call-comma"));
            }

            // Words that call several notes stay words: the first link takes them all.
            var label = printed is not null && (calls.Count == 1 || (i == 0 && !IsLabels(printed, calls))) ? printed : note.Note.Label;
            var tint = $"call c{Pend(note).ToString(CultureInfo.InvariantCulture)}";
            _html.Element("a", label, ("class", tint), ("id", id), ("href", "#" + note.HtmlId), ("role", "doc-noteref"), ("aria-label", label.Any(char.IsLetterOrDigit) ? (AttributeValue)null : Said.Of(Words.Note, label)));
        }
    }

    // Numbers, and labels of the notes that are called: each gets a link of its own.
    private static bool IsLabels(string printed, IReadOnlyList<(Articles.ArticleNote Note, string Id)> calls) =>
        printed.Split([.. printed.Where(character => !char.IsLetterOrDigit(character))], StringSplitOptions.RemoveEmptyEntries)
            .All(part => part.All(char.IsDigit) || calls.Any(call => call.Note.Note.Label == part));

    // A call that prints words, and not its number alone, keeps them.
    private static string? CallText(XElement element)
    {
        var printed = string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return printed.Length == 0 ? null : printed;
    }

    private void CrossReference(XElement element)
    {
        var target = ((string?)element.Attribute("rid"))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(_map.Target).FirstOrDefault(id => id is not null);
        if (target is null || _linkDepth > 0 || string.IsNullOrWhiteSpace(element.Value))
        {
            Inlines(element.Nodes());
            return;
        }

        Linked(element, "#" + target);
    }

    private void Link(XElement element)
    {
        var name = element.Name.LocalName;
        var written = ((string?)element.Attribute(Namespaces.XLink + "href") ?? element.Value).Trim();
        if (name == "email" && written.Contains('@', StringComparison.Ordinal) && !written.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            written = "mailto:" + written;
        }

        var address = _linkDepth > 0 || string.IsNullOrWhiteSpace(element.Value) ? null : SafeAddress.Of(written);
        if (address is null)
        {
            Inlines(element.Nodes());
            return;
        }

        Linked(element, address);
    }

    // No link stands in a link. A call parts it: what holds calls is not linked, the rest of the words is.
    private void Linked(XElement element, string address)
    {
        _linkDepth++;
        foreach (var node in element.Nodes())
        {
            var isParted = node is XElement child && child.DescendantsAndSelf().Any(inner => _map.CallsOf(inner).Count > 0 || _map.NoteOf(inner) is not null);
            if (isParted || (node is XText text && string.IsNullOrWhiteSpace(text.Value)))
            {
                Inline(node);
                continue;
            }

            _html.Open("a", ("href", address));
            Inline(node);
            _html.Close("a");
        }

        _linkDepth--;
    }

    private int _linkDepth;
    private int _skip;
}
