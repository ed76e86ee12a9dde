using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// Where the cells of a table stand (WHATWG HTML, 4.9.12). Authors' tables declare columns that no cell begins in, rows that end before the others, and cells that reach below their part:
/// every browser shows them alike without the first, with the second filled and with the third cut, and so they are written.
/// </summary>
internal sealed class TableGrid
{
    /// <summary>A cell that says more than this says nothing.</summary>
    public const int MostSpan = 1000;

    private const int MostColumns = 2000;
    private readonly Dictionary<XElement, (int Column, int Columns, int Rows)> _cells = [];
    private readonly Dictionary<XElement, int> _free = [];
    private readonly int[] _left = new int[MostColumns]; // How many rows a cell from above still takes, by column.
    private readonly bool[] _isBegun = new bool[MostColumns];
    private int _width;

    private TableGrid() { }

    /// <summary>The grid of a table.</summary>
    /// <param name="table">Of <c>tr</c> in <c>thead</c>, <c>tbody</c>, <c>tfoot</c> or by themselves.</param>
    /// <returns>Null where the table is wider than any that can be shown.</returns>
    public static TableGrid? Of(XElement table)
    {
        var parts = new List<List<XElement>>();
        XElement? before = null;
        foreach (var part in table.Elements().Where(part => part.Name.LocalName is "tr" or "thead" or "tbody" or "tfoot"))
        {
            if (part.Name.LocalName != "tr")
            {
                parts.Add([.. part.Elements().Where(row => row.Name.LocalName == "tr")]);
            }
            else if (before?.Name.LocalName == "tr")
            {
                parts[^1].Add(part);
            }
            else
            {
                parts.Add([part]);
            }

            before = part;
        }

        // Twice: what is free in a row depends on all rows.
        var grid = new TableGrid();
        return parts.TrueForAll(grid.Place) && parts.TrueForAll(grid.Place) ? grid : null;
    }

    /// <summary>Columns that a cell takes; 1 and more.</summary>
    public int Columns(XElement cell) => _cells.TryGetValue(cell, out var place) ? Math.Max(1, Begun(place.Column, place.Columns)) : 1;

    /// <summary>Rows that a cell takes; 1 and more.</summary>
    public int Rows(XElement cell) => _cells.TryGetValue(cell, out var place) ? place.Rows : 1;

    /// <summary>Columns at the end of a row that no cell takes; 0 and more.</summary>
    public int Free(XElement row) => _free.GetValueOrDefault(row);

    /// <summary>How many columns or rows a cell asks for; 1 where it does not say or says what cannot be.</summary>
    public static int Span(XAttribute? value) => int.TryParse((string?)value, NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span is > 1 and <= MostSpan ? span : 1;

    // One part: nothing reaches out of it.
    private bool Place(List<XElement> rows)
    {
        Array.Clear(_left);
        for (var i = 0; i < rows.Count; i++)
        {
            var column = 0;
            foreach (var cell in rows[i].Elements().Where(cell => cell.Name.LocalName is "td" or "th"))
            {
                while (column < MostColumns && _left[column] > 0)
                {
                    column++;
                }

                var (columns, height) = (Span(cell.Attribute("colspan")), Math.Min(Span(cell.Attribute("rowspan")), rows.Count - i));
                if (column + columns > MostColumns)
                {
                    return false;
                }

                _cells[cell] = (column, columns, height);
                _isBegun[column] = true;
                _left.AsSpan(column, columns).Fill(height);
                column += columns;
                _width = Math.Max(_width, column);
            }

            _free[rows[i]] = Enumerable.Range(0, _width).Count(at => _isBegun[at] && _left[at] == 0);
            foreach (ref var left in _left.AsSpan(0, _width))
            {
                left = Math.Max(0, left - 1);
            }
        }

        return true;
    }

    private int Begun(int column, int columns) => _isBegun.AsSpan(column, columns).Count(true);
}
