using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Figures, pictures and formulas.</summary>
internal sealed class TeiFigures(TeiConversion conversion, TeiInline inline, TeiBlocks blocks)
{
    /// <summary>A figure: its heading and paragraphs are the caption, its description stands for the picture where none is seen.</summary>
    public List<XElement> Figure(XElement element)
    {
        var heads = TeiNames.Children(element, "head").ToList();
        var inner = element.Elements().Where(child => TeiNames.Is(child, "figure")).SelectMany(Figure).ToList();
        var tables = TeiNames.Children(element, "table").Select((table, index) => new TeiTables(conversion, inline, blocks).Table(table, index == 0 ? heads : null)).ToList();
        var graphics = element.Elements().Where(child => TeiNames.Is(child, "graphic", "media", "binaryObject")).ToList();
        var description = TeiNames.Line(TeiNames.Child(element, "figDesc")?.Value);
        var words = blocks.Content(element, child => TeiNames.Is(child, "head", "figure", "table", "graphic", "media", "binaryObject", "figDesc"));
        if (graphics.Count == 0 && tables.Count > 0)
        {
            return [.. tables, .. inner, .. words];
        }

        var caption = heads.Select(head => new XElement("p", inline.Content(head))).Concat(words.Where(block => block.Name.LocalName == "p")).ToList();
        if (graphics.Count == 0 && description is not null)
        {
            caption.Add(new XElement("p", description)); // No picture whose place it could take.
        }

        var figure = new XElement("fig", conversion.Marks(element),
            caption.Count > 0 ? new XElement("caption", caption) : null,
            graphics.Select((graphic, index) => Graphic(graphic, "graphic", index == 0 ? description : null)),
            words.Where(block => block.Name.LocalName != "p"));
        var isEmpty = !figure.HasElements;
        return [.. isEmpty ? [] : new[] { figure }, .. tables, .. inner];
    }

    /// <summary>A picture.</summary>
    public static XElement Graphic(XElement graphic, string name, string? description = null)
    {
        var words = TeiNames.Line(TeiNames.Child(graphic, "desc")?.Value) ?? description;
        return new XElement(name, new XAttribute(Namespaces.XLink + "href", TeiNames.Value(graphic, "url") ?? ""), words is null ? null : new XElement("alt-text", words));
    }

    /// <summary>A formula: MathML as it is, TeX as TeX, else its words.</summary>
    public static XElement Formula(XElement element, bool isBlock)
    {
        var name = isBlock ? "disp-formula" : "inline-formula";
        if (element.Descendants(Namespaces.MathMl + "math").FirstOrDefault() is { } math)
        {
            return new XElement(name, new XElement(math));
        }

        // MathML whose writer forgot the namespace.
        if (element.Descendants().FirstOrDefault(child => child.Name.LocalName == "math") is { } bare)
        {
            return new XElement(name, InMathMl(bare));
        }

        var notation = (TeiNames.Value(element, "notation") ?? TeiNames.Value(element, "rend") ?? "").ToLowerInvariant();
        return notation.Contains("tex", StringComparison.Ordinal) || element.Value.AsSpan().IndexOfAny('\\', '^', '$') >= 0
            ? new XElement(name, new XElement("tex-math", element.Value.Trim()))
            : new XElement(name, element.Value);
    }

    private static XElement InMathMl(XElement bare) =>
        new(Namespaces.MathMl + bare.Name.LocalName, bare.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration), bare.Nodes().Select(node => node is XElement child ? (XNode)InMathMl(child) : new XText((node as XText)?.Value ?? "")));
}
