using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Tables: <c>row</c> and <c>cell</c> become rows and cells of the kind that HTML and JATS share.</summary>
internal sealed class TeiTables(TeiConversion conversion, TeiInline inline, TeiBlocks blocks)
{
    /// <summary>A table with its heading.</summary>
    /// <param name="element">The TEI element.</param>
    /// <param name="heading">A heading from outside (a <c>figure</c> that holds the table); null where there is none.</param>
    public XElement Table(XElement element, IReadOnlyList<XElement>? heading = null)
    {
        var heads = TeiNames.Children(element, "head").Concat(heading ?? []).Select(head => new XElement("p", inline.Content(head))).ToList();
        var rows = element.Elements().Where(child => TeiNames.Is(child, "row")).ToList();
        var top = rows.TakeWhile(row => TeiNames.Value(row, "role") == "label").ToList();
        if (top.Count == rows.Count)
        {
            top.Clear();
        }

        var rest = element.Elements().Where(child => !TeiNames.Is(child, "row", "head") && !TeiBreaks.IsBreak(child) && conversion.Notes.Of(child) is not { IsApart: true }).SelectMany(child => TeiBlocks.IsBlock(child) ? blocks.Block(child) : [new XElement("p", inline.Nodes([child]))]).Where(block => block.Value.Length > 0).ToList();
        return new XElement("table-wrap", conversion.Marks(element),
            heads.Count > 0 ? new XElement("caption", heads) : null,
            new XElement("table",
                top.Count > 0 ? new XElement("thead", top.Select(Row)) : null,
                new XElement("tbody", rows.Skip(top.Count).Select(Row))),
            rest.Count > 0 ? new XElement("table-wrap-foot", rest.Select(block => block.Name.LocalName == "p" ? block : new XElement("p", block))) : null);
    }

    private XElement Row(XElement row) => new("tr", TeiNames.Children(row, "cell").Select(cell => new XElement(
        TeiNames.Value(cell, "role") == "label" || TeiNames.Value(row, "role") == "label" ? "th" : "td",
        Span(cell, "cols", "colspan"), Span(cell, "rows", "rowspan"), TeiConversion.Language(cell), Content(cell))));

    private IEnumerable<XNode> Content(XElement cell)
    {
        if (!cell.Elements().Any(TeiBlocks.IsBlock))
        {
            return inline.Content(cell);
        }

        var content = blocks.Content(cell);
        return content is [{ Name.LocalName: "p" } only] ? only.Nodes().ToList() : content;
    }

    private static XAttribute? Span(XElement cell, string from, string to) =>
        int.TryParse(TeiNames.Value(cell, from), NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span is > 1 and <= 1000 ? new XAttribute(to, span) : null;
}
