using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Makes MathML of a formula (OMML, ISO/IEC 29500-1, 22.1): the usual constructs in form, of others their characters in order.</summary>
internal static class DocxMath
{
    private static readonly XNamespace MathMl = "http://www.w3.org/1998/Math/MathML";

    /// <summary>The formula; null where it holds no character.</summary>
    /// <param name="formula"><c>m:oMath</c> or <c>m:oMathPara</c>.</param>
    public static XElement? Of(XElement formula)
    {
        var content = Row(formula);
        return string.IsNullOrWhiteSpace(content.Value) ? null : new XElement(MathMl + "math", new XAttribute(XNamespace.Xmlns + "mml", MathMl.NamespaceName), content.Nodes());
    }

    private static XElement Row(XElement? container)
    {
        var row = new XElement(MathMl + "mrow");
        foreach (var child in container?.Elements() ?? [])
        {
            row.Add(Part(child));
        }

        return row;
    }

    private static object? Part(XElement element) => Ooxml.NameOf(element) switch
    {
        "m:r" => Words(element),
        "m:f" => Made("mfrac", Arg(element, "m:num"), Arg(element, "m:den")),
        "m:sSup" => Made("msup", Arg(element, "m:e"), Arg(element, "m:sup")),
        "m:sSub" => Made("msub", Arg(element, "m:e"), Arg(element, "m:sub")),
        "m:sSubSup" => Made("msubsup", Arg(element, "m:e"), Arg(element, "m:sub"), Arg(element, "m:sup")),
        "m:sPre" => Made("mmultiscripts", Arg(element, "m:e"), new XElement(MathMl + "mprescripts"), Arg(element, "m:sub"), Arg(element, "m:sup")),
        "m:rad" when string.IsNullOrWhiteSpace(element.Child("m:deg")?.Value) => Made("msqrt", Arg(element, "m:e")),
        "m:rad" => Made("mroot", Arg(element, "m:e"), Arg(element, "m:deg")),
        "m:nary" => new object[] { Made("munderover", Operator(Character(element, "m:naryPr", "m:chr", "∫")), Arg(element, "m:sub"), Arg(element, "m:sup")), Arg(element, "m:e") },
        "m:limLow" => Made("munder", Arg(element, "m:e"), Arg(element, "m:lim")),
        "m:limUpp" => Made("mover", Arg(element, "m:e"), Arg(element, "m:lim")),
        "m:acc" => Made("mover", Arg(element, "m:e"), Operator(Character(element, "m:accPr", "m:chr", "\u0302"))),
        "m:bar" => Made("mover", Arg(element, "m:e"), Operator("¯")),
        "m:d" => Delimited(element),
        "m:m" => Made("mtable", [.. element.Elements().Where(row => Ooxml.NameOf(row) == "m:mr").Select(row => Made("mtr", [.. row.Elements().Where(cell => Ooxml.NameOf(cell) == "m:e").Select(cell => Made("mtd", Row(cell)))]))]),
        "m:eqArr" => Made("mtable", [.. element.Elements().Where(row => Ooxml.NameOf(row) == "m:e").Select(row => Made("mtr", Made("mtd", Row(row))))]),
        "m:func" => new object[] { Arg(element, "m:fName"), Arg(element, "m:e") },
        "m:oMath" or "m:e" or "m:box" or "m:borderBox" or "m:phant" or "m:groupChr" or "m:num" or "m:den" or "ins" or "moveTo" => Row(element).Nodes(),
        "r" => Words(element),
        "del" or "moveFrom" => null,
        var name when name.EndsWith("Pr", StringComparison.Ordinal) => null,
        _ => Row(element).Nodes(),
    };

    private static XElement Made(string name, params XElement[] parts) => new(MathMl + name, parts.Cast<object>().ToArray());

    private static XElement Arg(XElement element, string name) => Row(element.Child(name));

    private static string Character(XElement element, string properties, string name, string otherwise) =>
        element.Child(properties).Child(name) is { } character ? character.Value("val") ?? "" : otherwise;

    private static XElement Operator(string sign) => new(MathMl + "mo", sign);

    private static IEnumerable<XElement> Delimited(XElement element)
    {
        yield return Operator(Character(element, "m:dPr", "m:begChr", "("));
        var isFirst = true;
        foreach (var part in element.Elements().Where(part => Ooxml.NameOf(part) == "m:e"))
        {
            if (!isFirst)
            {
                yield return Operator(Character(element, "m:dPr", "m:sepChr", "|"));
            }

            isFirst = false;
            yield return Row(part);
        }

        yield return Operator(Character(element, "m:dPr", "m:endChr", ")"));
    }

    // One element for each run of letters, figures or signs.
    private static IEnumerable<XElement> Words(XElement run)
    {
        var text = string.Concat(run.Elements().Where(child => Ooxml.NameOf(child) is "m:t" or "t").Select(child => child.Value));
        for (var i = 0; i < text.Length;)
        {
            var kind = Kind(text[i]);
            var end = i + 1;
            while (end < text.Length && (Kind(text[end]) == kind && kind != "mo" || char.IsLowSurrogate(text[end])))
            {
                end++;
            }

            yield return new XElement(MathMl + kind, text[i..end]);
            i = end;
        }
    }

    private static string Kind(char c) => char.IsDigit(c) || c is '.' ? "mn" : char.IsLetter(c) || char.IsSurrogate(c) ? "mi" : char.IsWhiteSpace(c) ? "mtext" : "mo";
}
