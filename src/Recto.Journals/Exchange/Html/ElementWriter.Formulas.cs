using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private static readonly HashSet<string> MathElements = new(StringComparer.Ordinal)
    {
        "math", "mi", "mn", "mo", "mtext", "mspace", "ms", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover",
        "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mlabeledtr", "mtd", "maction", "semantics", "annotation", "mglyph", "maligngroup", "malignmark",
    };

    private static readonly HashSet<string> MathAttributes = new(StringComparer.Ordinal)
    {
        "mathvariant", "display", "displaystyle", "scriptlevel", "stretchy", "symmetric", "fence", "separator", "form", "lspace", "rspace", "largeop", "movablelimits", "accent", "accentunder",
        "width", "height", "depth", "voffset", "columnspan", "rowspan", "linethickness", "minsize", "maxsize", "encoding", "notation",
        "open", "close", "separators", "columnalign", "rowalign", "columnspacing", "rowspacing", "bevelled", "mathsize", "mathcolor", "mathbackground", "align", "subscriptshift", "superscriptshift",
    };

    // 0.5em   -.2ex
    [GeneratedRegex(@"^[+-]?\d*\.\d+\s*[a-z%]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Length();

    private void Formula(XElement element)
    {
        _html.Open("div", [("class", "formula"), ("id", _map.IdOf(element)), .. Speech(element)]);
        InBlock(() =>
        {
            Alternatives(element, withLabel: false);
            if (element.Element("label") is { } label)
            {
                _html.Text(" ").Open("span", ("class", "number"));
                Inlines(label.Nodes());
                _html.Close("span");
            }
        });
        _html.Close("div").Line();
    }

    // Several ways of saying one thing: the best is shown, and the words of the others are kept with it.
    private void Alternatives(XElement element, bool withLabel = true)
    {
        var holder = element.Element("alternatives") ?? element;
        var math = holder.Elements(Namespaces.MathMl + "math").FirstOrDefault();
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XElement { Name.LocalName: "alternatives" } when math is not null:
                    MathMl(math, string.Join(' ', holder.Elements().Where(other => other != math && other.Name.LocalName is "tex-math" or "textual-form").Select(other => other.Value)));
                    break;
                case XElement { Name.LocalName: "alternatives" } alternatives:
                    var shown = alternatives.Elements().FirstOrDefault(other => other.Name.LocalName is "inline-graphic" or "graphic" && _pictures((string?)other.Attribute(Namespaces.XLink + "href") ?? "") is not null);
                    foreach (var other in alternatives.Elements().Where(other => other == shown || other.Name.LocalName is not ("inline-graphic" or "graphic") || alternatives.Elements().Count() == 1))
                    {
                        Inline(other);
                    }

                    break;
                case XElement { Name.LocalName: "label" } when !withLabel:
                    break;
                case XElement child when child == math && holder == element && holder.Name.LocalName == "alternatives":
                    MathMl(math, string.Join(' ', holder.Elements().Where(other => other.Name.LocalName is "tex-math" or "textual-form").Select(other => other.Value)));
                    break;
                case XElement { Name.LocalName: "tex-math" or "textual-form" or "inline-graphic" or "graphic" } when math is not null && holder == element && holder.Name.LocalName == "alternatives":
                    break;
                default:
                    Inline(node);
                    break;
            }
        }
    }

    private void BlockAlternatives(XElement element)
    {
        if (element.Element("table") is { } table)
        {
            Table(table, null);
            Flow(element.Nodes().Where(node => node is XElement { Name.LocalName: not "table" and not "graphic" and not "media" }));
            return;
        }

        var best = element.Elements().FirstOrDefault(other => _pictures((string?)other.Attribute(Namespaces.XLink + "href") ?? "") is not null) ?? element.Elements().FirstOrDefault();
        Flow(element.Nodes().Where(node => node == best || node is XElement { Name.LocalName: not "graphic" and not "media" }));
    }

    private void MathMl(XElement element, string? annotation)
    {
        var name = element.Name.LocalName;
        if (element.Name.Namespace != Namespaces.MathMl || !MathElements.Contains(name))
        {
            if (element.Name.Namespace == Namespaces.MathMl && name != "annotation-xml")
            {
                Unfamiliar("mml:" + name);
            }

            // Words in a formula stay words.
            _html.Open("mtext").Text(element.Value).Close("mtext");
            return;
        }

        name = name == "mlabeledtr" ? "mtr" : name;
        _html.Open(name, [.. element.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None && MathAttributes.Contains(attribute.Name.LocalName)
                && (attribute.Name.LocalName is not ("width" or "height" or "depth" or "voffset" or "lspace" or "rspace") || !attribute.Value.Contains('.', StringComparison.Ordinal) || Length().IsMatch(attribute.Value)))
            .Select(attribute => (attribute.Name.LocalName, (string?)attribute.Value))]);
        var isAnnotated = name == "math" && !string.IsNullOrWhiteSpace(annotation);
        if (isAnnotated)
        {
            _html.Open("semantics").Open("mrow");
        }

        foreach (var node in element.Nodes())
        {
            if (node is XText text)
            {
                _html.Text(text.Value);
            }
            else if (node is XElement child)
            {
                var isCellAbsent = name == "mtr" && child.Name.LocalName != "mtd";
                if (isCellAbsent)
                {
                    _html.Open("mtd");
                }

                MathMl(child, null);
                if (isCellAbsent)
                {
                    _html.Close("mtd");
                }
            }
        }

        if (isAnnotated)
        {
            _html.Close("mrow").Element("annotation", annotation!, ("encoding", "application/x-tex")).Close("semantics");
        }

        _html.Close(name);
    }
}
