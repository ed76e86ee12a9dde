using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Typst;

/// <summary>MathML as calls of Typst's functions for mathematics. Letters and signs stand in literals, as all text does.</summary>
internal sealed class TypstMath
{
    private const int Deepest = 30;
    private const double Em = 11.5;

    private static readonly Dictionary<string, string> Accents = new(StringComparer.Ordinal)
    {
        ["^"] = "\u0302",
        ["ˆ"] = "\u0302",
        ["~"] = "\u0303",
        ["˜"] = "\u0303",
        ["¯"] = "\u0304",
        ["‾"] = "\u0304",
        ["˙"] = "\u0307",
        ["."] = "\u0307",
        ["¨"] = "\u0308",
        ["→"] = "\u20D7",
        ["⃗"] = "\u20D7",
        ["´"] = "\u0301",
        ["`"] = "\u0300",
        ["˘"] = "\u0306",
        ["ˇ"] = "\u030C",
    };

    private int _depth;

    /// <summary>Elements that have no form here; their words were kept.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>A formula as content: <c>[#mi("x")#mo("=")…]</c>.</summary>
    /// <param name="math">The element <c>math</c>.</param>
    public string Of(XElement math) => Row(math.Elements().ToList());

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Row(IReadOnlyList<XElement> elements)
    {
        // A row between fences: they grow with what they hold.
        if (elements is [{ Name.LocalName: "mo" } first, _, .., { Name.LocalName: "mo" } last] && IsFence(first) && IsFence(last))
        {
            return $"[#math.lr({Content(elements)})]";
        }

        return Content(elements);
    }

    private string Content(IEnumerable<XElement> elements)
    {
        var row = new StringBuilder("[");
        foreach (var element in elements)
        {
            var said = Element(element);
            row.Append(said.Length > 0 ? "#" + said : "");
        }

        return row.Append(']').ToString();
    }

    private static bool IsFence(XElement sign) => (string?)sign.Attribute("stretchy") != "false" && Folded(sign.Value) is "(" or ")" or "[" or "]" or "{" or "}" or "|" or "‖" or "⟨" or "⟩" or "⌊" or "⌋" or "⌈" or "⌉" or "∣" or "∥";

    // An expression of Typst's code; nothing for what leaves no trace.
    private string Element(XElement element)
    {
        if (++_depth > Deepest)
        {
            _depth--;
            return TypstText.Literal(Folded(element.Value));
        }

        var said = ElementInDepth(element);
        _depth--;
        return said;
    }

    private string ElementInDepth(XElement element)
    {
        var children = element.Elements().ToList();
        switch (element.Name.LocalName)
        {
            case "mi": return Styled(element, Identifier(Folded(element.Value)));
            case "mn": return Styled(element, Folded(element.Value) is { Length: > 0 } number ? $"mn({TypstText.Literal(number)})" : "");
            case "mo": return Styled(element, Sign(element));
            case "mtext" or "ms": return element.HasElements ? Content(children) : Styled(element, element.Value.Length == 0 ? "" : $"mtext({TypstText.Literal(string.Join(' ', element.Value.Split([' ', '\n', '\t', '\r', '\u00A0'])))})");
            case "mspace": return Space(element);
            case "mrow" or "mstyle" or "mpadded" or "merror" or "math" or "mtd": return Styled(element, Row(children));
            case "mphantom": return $"hide({Content(children)})";
            case "semantics": return children.Count == 0 ? "" : Element(children[0]);
            case "annotation" or "annotation-xml" or "none" or "mprescripts" or "maligngroup" or "malignmark": return "";
            case "mfrac" when children.Count == 2 && (string?)element.Attribute("linethickness") is "0" or "0pt" or "0px": return $"math.vec(delim: none, {Part(children[0])}, {Part(children[1])})";
            case "mfrac" when children.Count == 2: return $"math.frac({Part(children[0])}, {Part(children[1])})";
            case "msqrt": return $"math.sqrt({Content(children)})";
            case "mroot" when children.Count == 2: return $"math.root({Part(children[1])}, {Part(children[0])})";
            case "msub" when children.Count == 2: return Attached(children[0], ("br", children[1]));
            case "msup" when children.Count == 2: return Attached(children[0], ("tr", children[1]));
            case "msubsup" when children.Count == 3: return Attached(children[0], ("br", children[1]), ("tr", children[2]));
            case "munder" when children.Count == 2: return Folded(children[1].Value) is "_" or "̲" or "¯" ? $"math.underline({Part(children[0])})" : Folded(children[1].Value) is "⏟" or "︸" ? $"math.underbrace({Part(children[0])})" : Limits(children[0], ("b", children[1]));
            case "mover" when children.Count == 2: return Over(children[0], children[1]);
            case "munderover" when children.Count == 3: return Limits(children[0], ("b", children[1]), ("t", children[2]));
            case "mmultiscripts" when children.Count > 0: return Scripts(children);
            case "mtable": return Table(children);
            case "menclose": return (string?)element.Attribute("notation") is "top" ? $"math.overline({Content(children)})" : (string?)element.Attribute("notation") is "updiagonalstrike" or "downdiagonalstrike" ? $"math.cancel({Content(children)})" : Content(children);
            case "mtr" or "mlabeledtr": return Content(children);
            default:
                if (element.Name.LocalName is not ("span" or "a" or "i" or "b"))
                {
                    Unknown.Add(element.Name.LocalName);
                }

                return Folded(element.Value) is { Length: > 0 } words ? $"mtext({TypstText.Literal(words)})" : "";
        }
    }

    private static string Identifier(string name) => name.Length == 0 ? "" : new StringInfo(name).LengthInTextElements == 1 ? $"mi({TypstText.Literal(name)})" : $"math.op({TypstText.Literal(name)})";

    private string Part(XElement element) => Element(element) is { Length: > 0 } said ? said.StartsWith('[') ? said : $"[#{said}]" : "[]";

    private static string Sign(XElement element)
    {
        var sign = Folded(element.Value);
        return sign switch
        {
            "" or "\u2061" or "\u2062" or "\u2063" or "\u2064" => "",
            "-" => "mo(\"−\")",
            "'" => "mo(\"′\")",
            "︸" => "mo(\"⏟\")",
            "︷" => "mo(\"⏞\")",
            _ => new StringInfo(sign).LengthInTextElements == 1 ? $"mo({TypstText.Literal(sign)})" : $"math.op({TypstText.Literal(sign)})",
        };
    }

    private static string Styled(XElement element, string said)
    {
        if (said.Length == 0)
        {
            return said;
        }

        said = (string?)element.Attribute("mathvariant") == "normal" ? $"math.upright({said})" : said;
        var kinds = ((string?)element.Attribute("class"))?.Split(' ') ?? [];
        foreach (var (kind, call) in new[] { ("bold", "math.bold"), ("sans", "math.sans"), ("mono", "math.mono"), ("slanted", "math.italic") })
        {
            said = kinds.Contains(kind) ? $"{call}({said})" : said;
        }

        return said;
    }

    private static string Space(XElement element)
    {
        if ((string?)element.Attribute("linebreak") == "newline")
        {
            return "linebreak()";
        }

        var width = ((string?)element.Attribute("width"))?.Trim() ?? "";
        var digits = width.AsSpan(0, width.AsSpan().LastIndexOfAnyInRange('0', '9') + 1);
        var unit = width[digits.Length..].Trim() switch { "em" => Em, "ex" => Em / 2, "px" => 0.75, "pt" => 1, "mm" => 2.83, "cm" => 28.3, "in" => 72, _ => 0 };
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count * unit) && count * unit > 0 ? $"h({TypstText.Points(Math.Min(count * unit, 60))})" : "";
    }

    private string Attached(XElement on, params ReadOnlySpan<(string Place, XElement Element)> parts)
    {
        var call = new StringBuilder("math.attach(").Append(IsLarge(on) ? $"math.scripts({Part(on)})" : Part(on));
        foreach (var (place, element) in parts)
        {
            call.Append(", ").Append(place).Append(": ").Append(Part(element));
        }

        return call.Append(')').ToString();
    }

    private static bool IsLarge(XElement element) => Folded(element.Value) is "∑" or "∏" or "∐" or "⋃" or "⋂" or "⨁" or "lim" or "max" or "min" or "sup" or "inf";

    private string Limits(XElement on, params ReadOnlySpan<(string Place, XElement Element)> parts)
    {
        var call = new StringBuilder($"math.attach(math.limits({Part(on)})");
        foreach (var (place, element) in parts)
        {
            call.Append(", ").Append(place).Append(": ").Append(Part(element));
        }

        return call.Append(')').ToString();
    }

    private string Over(XElement on, XElement over)
    {
        var sign = Folded(over.Value);
        if (sign is "¯" or "‾" or "_" or "―" or "―" or "ˉ" or "−" && Folded(on.Value).Length > 1)
        {
            return $"math.overline({Part(on)})";
        }

        return sign is "⏞" or "︷" ? $"math.overbrace({Part(on)})"
            : Accents.TryGetValue(sign, out var accent) ? $"math.accent({Part(on)}, {TypstText.Literal(accent)})"
            : Limits(on, ("t", over));
    }

    private string Scripts(List<XElement> children)
    {
        var call = new StringBuilder("math.attach(").Append(Part(children[0]));
        var before = children.FindIndex(child => child.Name.LocalName == "mprescripts");
        var behind = children.GetRange(1, (before < 0 ? children.Count : before) - 1);
        var ahead = before < 0 ? [] : children.GetRange(before + 1, children.Count - before - 1);
        foreach (var (scripts, low, high) in new[] { (behind, "br", "tr"), (ahead, "bl", "tl") })
        {
            foreach (var (place, offset) in new[] { (low, 0), (high, 1) })
            {
                var said = Content(scripts.Where((_, index) => index % 2 == offset));
                call.Append(said == "[]" ? "" : $", {place}: {said}");
            }
        }

        return call.Append(')').ToString();
    }

    private string Table(List<XElement> rows)
    {
        var cells = rows.ConvertAll(row => row.Name.LocalName is "mtr" or "mlabeledtr" ? row.Elements().Select(Part).ToList() : [Part(row)]);
        var columns = cells.Select(row => row.Count).DefaultIfEmpty(0).Max();
        if (columns == 0)
        {
            return "";
        }

        var table = new StringBuilder("math.mat(delim: none, ");
        foreach (var row in cells)
        {
            table.Append('(').AppendJoin(", ", row.Concat(Enumerable.Repeat("[]", columns - row.Count))).Append(",), ");
        }

        return table.Append(')').ToString();
    }
}
