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
        "display", "displaystyle", "scriptlevel", "stretchy", "symmetric", "fence", "separator", "form", "lspace", "rspace", "largeop", "movablelimits", "accent", "accentunder",
        "width", "height", "depth", "voffset", "columnspan", "rowspan", "linethickness", "minsize", "maxsize", "encoding", "notation",
        "open", "close", "separators", "columnalign", "rowalign", "columnspacing", "rowspacing", "bevelled", "mathsize", "mathcolor", "mathbackground", "align", "subscriptshift", "superscriptshift",
    };

    // 0.5em   -.2ex
    [GeneratedRegex(@"^[+-]?\d*\.\d+\s*[a-z%]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Length();

    // Signs of a formula in the text that fit on a line of a telephone.
    private const int LongFormula = 16;

    private void Formula(XElement element)
    {
        _html.Open("div", [("class", "formula"), ("id", _map.IdOf(element)), .. Speech(element)]);
        InBlock(() =>
        {
            _displayed = true;
            _html.Open("div", ("class", "shown"));
            Alternatives(element, withLabel: false);
            _html.Close("div");
            _displayed = false;
            if (element.Element("label") is { } label)
            {
                _html.Text(" ").Open("span", ("class", "number"));
                Inlines(label.Nodes());
                _html.Close("span");
            }
        });
        _html.Close("div").Line();
    }

    // Several ways of saying one thing: MathML before a picture before TeX. The words of the others are kept with it.
    private void Alternatives(XElement element, bool withLabel = true)
    {
        var id = element.Name.LocalName == "inline-formula" ? _map.IdOf(element) : null;
        if (id is not null)
        {
            _html.Open("span", ("id", id));
        }

        var holder = element.Element("alternatives") ?? element;
        var math = holder.Elements(Namespaces.MathMl + "math").FirstOrDefault();
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XElement { Name.LocalName: "alternatives" } when math is not null:
                    MathMl(math, InTex(holder));
                    break;
                case XElement { Name.LocalName: "alternatives" } alternatives:
                    Best(alternatives);
                    break;
                case XElement { Name.LocalName: "label" } when !withLabel:
                    break;
                case XElement child when child == math && holder == element && holder.Name.LocalName == "alternatives":
                    MathMl(math, InTex(holder));
                    break;
                case XElement { Name.LocalName: "tex-math" or "textual-form" or "inline-graphic" or "graphic" } when math is not null && holder == element && holder.Name.LocalName == "alternatives":
                    break;
                case XElement child when holder == element && holder.Name.LocalName == "alternatives":
                    if (child == holder.Elements().First())
                    {
                        Best(holder);
                    }

                    break;
                default:
                    Inline(node);
                    break;
            }
        }

        if (id is not null)
        {
            _html.Close("span");
        }
    }

    private static string InTex(XElement holder) =>
        string.Join(' ', holder.Elements().Where(other => other.Name.LocalName is "tex-math" or "textual-form").Select(other => other.Name.LocalName == "tex-math" ? TexSource.Of(other.Value) : other.Value));

    // No MathML: a picture that is here, with the TeX as its words; else the TeX; and only where there is neither the place of the picture.
    private void Best(XElement alternatives)
    {
        var pictures = alternatives.Elements().Where(other => other.Name.LocalName is "inline-graphic" or "graphic").ToList();
        var shown = pictures.Find(other => _pictures((string?)other.Attribute(Namespaces.XLink + "href") ?? "") is not null);
        var said = InTex(alternatives);
        if (shown is not null && said.Length > 0)
        {
            Picture(shown, isInline: true, said);
        }
        else if (shown is not null)
        {
            Inline(shown);
        }

        var others = alternatives.Elements().Where(other => !pictures.Contains(other) && (shown is null || said.Length == 0 || other.Name.LocalName is not ("tex-math" or "textual-form"))).ToList();
        if (shown is null && others.Count == 0 && pictures.Count > 0)
        {
            Inline(pictures[0]);
        }

        Inlines(others);
    }

    // TeX where that is all there is: its own notation, said to be that.
    private void TexMath(XElement element)
    {
        var source = TexSource.Of(element.Value);
        if (_displayed)
        {
            _html.Element("code", source, ("class", "tex")).Text(" ").SaidIn("span", Said.Of(Words.Tex), ("class", "says label"));
            return;
        }

        _html.Element("code", source, ("class", "tex"), ("title", Said.Of(Words.Tex)));
    }

    private bool _displayed;

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

        if (name == "mfenced")
        {
            Fenced(element);
            return;
        }

        // What does not break must scroll where the line is shorter: a long formula in the text gets a box for it.
        var isLong = name == "math" && !_displayed && element.Value.Count(character => !char.IsWhiteSpace(character)) > LongFormula;
        if (isLong)
        {
            _html.Open("span", ("class", "scrolls"));
        }

        name = name == "mlabeledtr" ? "mtr" : name;
        var (alphabet, normal, kind) = MathAlphabet.Of(element);
        kind = name == "mtd" ? AlignmentOf(element) : kind;
        _html.Open(name, [.. element.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None && MathAttributes.Contains(attribute.Name.LocalName)
                && (attribute.Name.LocalName is not ("width" or "height" or "depth" or "voffset" or "lspace" or "rspace") || !attribute.Value.Contains('.', StringComparison.Ordinal) || Length().IsMatch(attribute.Value)))
            .Where(attribute => !(name == "math" && _displayed && attribute.Name.LocalName == "display") && !(name == "mpadded" && attribute.Value.Trim() is ['+' or '-', ..]))
            .Select(attribute => (attribute.Name.LocalName, (AttributeValue)attribute.Value)),
            ("xmlns", name == "math" && _book is not null ? Namespaces.MathMl.NamespaceName : null), ("display", name == "math" && _displayed ? "block" : null), ("mathvariant", normal ? "normal" : null), ("class", kind)]);
        var isAnnotated = name == "math" && !string.IsNullOrWhiteSpace(annotation);
        if (isAnnotated)
        {
            _html.Open("semantics").Open("mrow");
        }

        foreach (var node in element.Nodes())
        {
            if (node is XText text)
            {
                _html.Text(alphabet is { } letters ? MathAlphabet.In(letters, text.Value) : text.Value);
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

        // Browsers read "+5pt" as 5pt in all: the space is set behind instead.
        if (name == "mpadded" && ((string?)element.Attribute("width"))?.Trim() is ['+', .. var more] && Length().IsMatch(more.Contains('.', StringComparison.Ordinal) ? more : "0." + more))
        {
            _html.Open("mspace", ("width", more)).Close("mspace");
        }

        if (isAnnotated)
        {
            _html.Close("mrow").Element("annotation", annotation!, ("encoding", "application/x-tex")).Close("semantics");
        }

        _html.Close(name);
        if (isLong)
        {
            _html.Close("span");
        }
    }

    // Browsers no longer read columnalign (MathML 3, 3.5.1.2): "right left", the last one for all columns behind it, of the cell before its row before its table.
    private static string? AlignmentOf(XElement cell)
    {
        var said = new[] { cell, cell.Parent, cell.Parent?.Parent }.Select(holder => (string?)holder?.Attribute("columnalign")).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return said.Length == 0 ? null : said[cell.ElementsBeforeSelf().Take(said.Length - 1).Count()] switch { "left" => "near", "right" => "far", _ => null };
    }

    // Browsers no longer know mfenced: a row of fences, contents and separators is the same thing (MathML 3, 3.3.8.2).
    private void Fenced(XElement element)
    {
        var (open, close) = MathAlphabet.Fences(element);
        var separators = MathAlphabet.Separators(element);
        var contents = element.Elements().ToList();
        _html.Open("mrow");
        Fence(open, "prefix");
        _html.Open("mrow");
        for (var i = 0; i < contents.Count; i++)
        {
            if (i > 0 && separators.Count > 0)
            {
                _html.Element("mo", separators[Math.Min(i, separators.Count) - 1], ("separator", "true"));
            }

            MathMl(contents[i], null);
        }

        _html.Close("mrow");
        Fence(close, "postfix");
        _html.Close("mrow");
    }

    private void Fence(string sign, string form)
    {
        if (sign.Length > 0)
        {
            _html.Element("mo", sign, ("fence", "true"), ("stretchy", "true"), ("form", form));
        }
    }
}
