using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

internal sealed partial class TypstWriter
{
    private const int MostColumns = 80;

    // A letter of a table, of its size; the space between columns, points. For guessing whether a table fits.
    private const double Letter = 0.47;
    private const double Gutter = 8;
    private const double TableSize = 8.6;
    private const double SmallTableSize = 7.4;
    private const double SmallestTableSize = 6.8;
    private const double TurnedMeasure = 520;

    private void TableWrap(XElement wrap)
    {
        var tables = wrap.Descendants("table").Where(table => !table.Ancestors("table").Any()).ToList();
        var notes = wrap.Elements("div").Where(child => PrintArticle.HasClass(child, "tablenotes") || PrintArticle.HasClass(child, "tablenote")).ToList();
        AnchorBlock(wrap);
        if (tables.Count == 0)
        {
            Flow(wrap.Nodes());
            return;
        }

        var caption = tables[0].Element("caption") ?? wrap.Elements("div").FirstOrDefault(child => PrintArticle.HasClass(child, "caption"));
        var grids = tables.ConvertAll(table => TableGrid.Of(table));
        var isTurned = _nesting == 0 && !_inNote && (grids.Exists(grid => grid.Narrowest((PrintArticle.HasClass(wrap, "landscape") ? TableSize : SmallestTableSize) * Letter, Gutter) > Measure));
        var words = Apart(() => { if (caption is not null) { InLines(caption); } });
        var body = Apart(() => Nested(() =>
        {
            foreach (var node in wrap.Nodes().Where(node => node != caption && node is XElement child && !notes.Contains(child)))
            {
                var inner = ((XElement)node).DescendantsAndSelf("table").Where(tables.Contains).ToList();
                if (inner.Count == 0)
                {
                    Flow([node]);
                }

                inner.ForEach(table => Grid(grids[tables.IndexOf(table)], isTurned ? TurnedMeasure : Measure));
            }
        }));
        var foot = Apart(() => Nested(() => Flow(notes)));
        _out.Fresh().Code($"#tabled(turned: {(isTurned ? "true" : "false")}, caption: [{words}], foot: [{foot}])[{body}]\n").Fresh();
    }

    private void TableAlone(XElement table)
    {
        AnchorBlock(table);
        var caption = table.Element("caption");
        var grid = TableGrid.Of(table);
        var words = Apart(() => { if (caption is not null) { InLines(caption); } });
        var body = Apart(() => Nested(() => Grid(grid, Measure)));
        _out.Fresh().Code($"#tabled(turned: false, caption: [{words}], foot: [])[{body}]\n").Fresh();
    }

    private void Grid(TableGrid grid, double measure)
    {
        if (grid.Rows.Count == 0 || grid.Columns is 0 or > MostColumns)
        {
            if (grid.Columns > MostColumns)
            {
                Say(string.Create(CultureInfo.InvariantCulture, $"A table of {grid.Columns} columns is too wide for a page; its rows were set as paragraphs."));
            }

            foreach (var row in grid.Rows)
            {
                _out.Block("par", () =>
                {
                    foreach (var cell in row.Cells.Where(cell => cell.Element is not null))
                    {
                        Inlines(cell.Element!.Nodes());
                        _out.Text(" ");
                    }
                });
            }

            return;
        }

        var size = new[] { TableSize, SmallTableSize, SmallestTableSize }.FirstOrDefault(size => grid.Narrowest(size * Letter, Gutter) <= measure);
        size = size == 0 ? Math.Max(3.5, SmallestTableSize * measure / grid.Narrowest(SmallestTableSize * Letter, Gutter)) : size;
        var head = grid.Rows.TakeWhile(row => row.IsHead).Count();

        // A head with calls or links is not repeated: its notes would be too, and PDF/UA has no links in what is repeated. Nor is one that fills a page.
        var isRepeated = head is > 0 and <= 6 && head < grid.Rows.Count && !grid.Rows.Take(head).SelectMany(row => row.Cells).Any(cell => cell.Element is not null && (cell.Element.Descendants("a").Any() || cell.Element.Value.Length > 300));
        _out.Fresh().Code($"#grid-of(({string.Concat(grid.Widths(size * Letter, Gutter, measure).Select(width => width + ", "))}), size: {TypstText.Points(size)}, head: {head}, ");
        if (head > 0)
        {
            _out.Code($"table.header(repeat: {(isRepeated ? "true" : "false")}, ");
            grid.Rows.Take(head).ToList().ForEach(row => Row(row, isHead: true));
            _out.Code("), table.hline(stroke: .4pt), ");
        }

        grid.Rows.Skip(head).ToList().ForEach(row => Row(row, isHead: false));
        _out.Code(")\n").Fresh();
    }

    private void Row(GridRow row, bool isHead)
    {
        foreach (var cell in row.Cells)
        {
            if (cell.Element is not { } element)
            {
                _out.Code("[], ");
                continue;
            }

            var kinds = ((string?)element.Attribute("class"))?.Split(' ') ?? [];
            var arguments = new StringBuilder();
            _ = cell.Wide > 1 ? arguments.Append(CultureInfo.InvariantCulture, $"colspan: {cell.Wide}, ") : arguments;
            _ = cell.High > 1 ? arguments.Append(CultureInfo.InvariantCulture, $"rowspan: {cell.High}, ") : arguments;
            var across = kinds.Contains("mid") || (isHead && cell.Wide > 1) ? "center" : kinds.Contains("far") || kinds.Contains("figures") ? "right" : null;
            var down = kinds.Contains("level") ? "horizon" : kinds.Contains("low") || isHead && !kinds.Contains("high") ? "bottom" : null;
            _ = across is null && down is null ? arguments : arguments.Append(CultureInfo.InvariantCulture, $"align: {string.Join(" + ", new[] { across ?? "start", down ?? "top" })}, ");
            var rules = new[] { ("ruled-over", "top"), ("ruled-under", "bottom"), ("ruled-before", "left"), ("ruled-behind", "right") }.Where(rule => kinds.Contains(rule.Item1)).Select(rule => rule.Item2 + ": .4pt").ToList();
            _ = rules.Count == 0 ? arguments : arguments.Append(CultureInfo.InvariantCulture, $"stroke: ({string.Join(", ", rules)}), ");
            _ = kinds.Contains("shade") ? arguments.Append("fill: shade, ") : arguments;
            _ = kinds.Contains("in1") ? arguments.Append("inset: indented, ") : kinds.Contains("in2") ? arguments.Append("inset: indented-more, ") : arguments;
            _out.Code($"table.cell({arguments})[");
            InLanguage(element, () =>
            {
                Anchor(element);
                if (element.Name.LocalName == "th" && !isHead)
                {
                    _out.Code("#rowhead[");
                    InLines(element);
                    _out.Code("]");
                }
                else
                {
                    InLines(element);
                }
            });
            _out.Fresh().Code("], ");
        }
    }

    private void TableNote(XElement element)
    {
        var label = element.Elements().FirstOrDefault(child => PrintArticle.HasClass(child, "back") || PrintArticle.HasClass(child, "item-label"));
        _out.Block("tablenote", () =>
        {
            if (label is not null)
            {
                // Back to its call, where it has one here.
                var back = (string?)label.Attribute("href") is ['#', .. var call] && _wanted.Contains(call) ? call : null;
                Anchor(element);
                _out.Code(back is null ? $"#raised({TypstText.Literal(label.Value.Trim())})" : $"#go({TypstText.Literal(back)}, raised({TypstText.Literal(label.Value.Trim())}))").Set().Text(" ");
            }
            else
            {
                Anchor(element);
            }

            var nodes = element.Nodes().Where(node => node != label && !(node is XElement says && PrintArticle.HasClass(says, "says"))).ToList();
            if (nodes.OfType<XElement>().Any(IsBlock))
            {
                Flow(nodes);
            }
            else
            {
                Inlines(nodes);
            }
        });
    }
}
