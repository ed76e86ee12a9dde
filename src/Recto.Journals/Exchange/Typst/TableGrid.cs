using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Typst;

/// <summary>The cells of a table on their places, as HTML reckons them: what a row leaves open is filled with nothing, what would reach out of its part is cut.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">How many columns there are.</param>
internal sealed record TableGrid(IReadOnlyList<GridRow> Rows, int Columns)
{
    private const int Widest = 1000;

    /// <summary>Reads a table.</summary>
    public static TableGrid Of(XElement table)
    {
        var parts = table.Elements().Where(part => part.Name.LocalName is "thead" or "tbody" or "tfoot").ToList();
        var rows = new List<GridRow>();
        foreach (var part in parts)
        {
            var lines = part.Elements("tr").ToList();
            var taken = new Dictionary<int, int>(); // column: rows still covered from above
            for (var i = 0; i < lines.Count; i++)
            {
                var cells = new List<GridCell>();
                var own = new HashSet<int>();
                var column = 0;
                foreach (var element in lines[i].Elements().Where(cell => cell.Name.LocalName is "td" or "th"))
                {
                    while (taken.GetValueOrDefault(column) > 0)
                    {
                        column++;
                    }

                    var wide = Span(element, "colspan");
                    for (var other = 1; other < wide; other++)
                    {
                        wide = taken.GetValueOrDefault(column + other) > 0 ? other : wide;
                    }

                    var high = Math.Min(Span(element, "rowspan"), lines.Count - i);
                    cells.Add(new GridCell(element, column, wide, high));
                    for (var covered = column; covered < column + wide && high > 1; covered++)
                    {
                        taken[covered] = high;
                        own.Add(covered);
                    }

                    column += wide;
                }

                rows.Add(new GridRow(cells, part.Name.LocalName == "thead", [.. taken.Where(pair => pair.Value > 0 && !own.Contains(pair.Key)).Select(pair => pair.Key)]));
                foreach (var covered in taken.Keys.ToList())
                {
                    taken[covered]--;
                }
            }
        }

        var columns = rows.Count == 0 ? 0 : rows.Max(row => Math.Max(row.Cells.Count == 0 ? 0 : row.Cells.Max(cell => cell.Column + cell.Wide), row.Covered.Count == 0 ? 0 : row.Covered.Max() + 1));
        return new TableGrid(columns > Widest ? rows : rows.ConvertAll(row => row.Filled(columns)), columns);
    }

    /// <summary>How narrow it can be set, points: every column as wide as its longest word.</summary>
    /// <param name="letter">Width of a letter, points.</param>
    /// <param name="gutter">Space between columns, points.</param>
    public double Narrowest(double letter, double gutter) => Needs(letter, gutter).Sum();

    /// <summary>Widths of the columns as Typst writes them.</summary>
    public IEnumerable<string> Widths(double letter, double gutter, double measure)
    {
        var (least, most) = (Needs(letter, gutter), Wants(letter, gutter));
        if (most.Sum() <= measure)
        {
            return Enumerable.Repeat("auto", Columns);
        }

        // Every column its longest word; what is left goes to those that have more to say.
        var left = Math.Max(0, measure - least.Sum());
        var hunger = most.Zip(least, (want, need) => Math.Sqrt(Math.Max(0, want - need))).ToArray();
        var all = hunger.Sum();
        return least.Zip(hunger, (need, more) => (need + (all > 0 ? left * more / all : 0)).ToString("0.#", CultureInfo.InvariantCulture) + "fr");
    }

    private double[] Needs(double letter, double gutter) => PerColumn(text => Math.Min(text.Split((char[]?)[' ', '\n', '\t', '\r', '\u00A0', '-', '–', '/', '\u200B'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length).DefaultIfEmpty(0).Max(), 16), letter, gutter);

    private double[] Wants(double letter, double gutter) => PerColumn(text => Math.Min(text.Trim().Length, 400), letter, gutter);

    private double[] PerColumn(Func<string, int> letters, double letter, double gutter)
    {
        var widths = Enumerable.Repeat(gutter + letter, Columns).ToArray();
        foreach (var cell in Rows.SelectMany(row => row.Cells).Where(cell => cell.Element is not null && cell.Wide == 1))
        {
            widths[cell.Column] = Math.Max(widths[cell.Column], letters(cell.Element!.Value) * letter + gutter);
        }

        return widths;
    }

    private static int Span(XElement cell, string name) => int.TryParse((string?)cell.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span > 0 ? Math.Min(span, Widest) : 1;
}

/// <summary>A row.</summary>
/// <param name="Cells">Its cells in order.</param>
/// <param name="IsHead">Whether it belongs to the head.</param>
/// <param name="Covered">Columns that a cell of an earlier row reaches down to.</param>
internal sealed record GridRow(IReadOnlyList<GridCell> Cells, bool IsHead, IReadOnlyCollection<int> Covered)
{
    /// <summary>The row with a cell for every place that is not covered.</summary>
    public GridRow Filled(int columns)
    {
        var taken = Cells.SelectMany(cell => Enumerable.Range(cell.Column, cell.Wide)).Concat(Covered).ToHashSet();
        return this with { Cells = [.. Cells.Concat(Enumerable.Range(0, columns).Where(column => !taken.Contains(column)).Select(column => new GridCell(null, column, 1, 1))).OrderBy(cell => cell.Column)] };
    }
}

/// <summary>A cell.</summary>
/// <param name="Element">What it holds; null for a place that the source leaves open.</param>
/// <param name="Column">Its first column, from 0.</param>
/// <param name="Wide">How many columns it takes.</param>
/// <param name="High">How many rows it takes.</param>
internal sealed record GridCell(XElement? Element, int Column, int Wide, int High);
