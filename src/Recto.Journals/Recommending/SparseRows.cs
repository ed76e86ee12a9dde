namespace Recto.Journals.Recommending;

/// <summary>A matrix of which few cells are filled: rows one after the other, columns ascending within a row.</summary>
public sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    private SparseRows(int columns, int[] starts, int[] cells, float[] values) => (Columns, _starts, _columns, _values) = (columns, starts, cells, values);

    /// <summary>How many rows there are.</summary>
    public int Rows => _starts.Length - 1;

    /// <summary>How many columns there are.</summary>
    public int Columns { get; }

    /// <summary>How many cells are filled.</summary>
    public int Filled => _columns.Length;

    /// <summary>The columns of a row that are filled, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>What stands in them.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>Puts single cells into rows; what is given for one cell more than once is added up.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="cells">The cells, in any order.</param>
    public static SparseRows Of(int rows, int columns, IReadOnlyCollection<(int Row, int Column, float Value)> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var starts = new int[rows + 1];
        foreach (var (row, _, _) in cells)
        {
            starts[row + 1]++;
        }

        Sum(starts);
        var (at, column, value) = (starts[..^1], new int[cells.Count], new float[cells.Count]);
        foreach (var cell in cells)
        {
            (column[at[cell.Row]], value[at[cell.Row]++]) = (cell.Column, cell.Value);
        }

        // Within each row: sorted, and equal columns as one.
        var (to, from) = (0, 0);
        for (var row = 0; row < rows; row++)
        {
            var (begin, end) = (from, starts[row + 1]);
            Array.Sort(column, value, begin, end - begin);
            var first = to;
            for (var i = begin; i < end; i++)
            {
                if (to > first && column[to - 1] == column[i])
                {
                    value[to - 1] += value[i];
                }
                else
                {
                    (column[to], value[to]) = (column[i], value[i]);
                    to++;
                }
            }

            (from, starts[row + 1]) = (end, to);
        }

        return new SparseRows(columns, starts, column[..to], value[..to]);
    }

    /// <summary>Rows that are made one by one.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="make">Adds the cells of a row, columns ascending.</param>
    internal static SparseRows Make(int rows, int columns, Action<int, List<int>, List<float>> make)
    {
        var (starts, cells, values) = (new int[rows + 1], new List<int>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            make(row, cells, values);
            starts[row + 1] = cells.Count;
        }

        return new SparseRows(columns, starts, [.. cells], [.. values]);
    }

    /// <summary>Columns as rows.</summary>
    public SparseRows Transpose()
    {
        var starts = new int[Columns + 1];
        foreach (var column in _columns)
        {
            starts[column + 1]++;
        }

        Sum(starts);
        var (at, columns, values) = (starts[..^1], new int[Filled], new float[Filled]);
        for (var row = 0; row < Rows; row++)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                var to = at[_columns[i]]++;
                (columns[to], values[to]) = (row, _values[i]);
            }
        }

        return new SparseRows(Rows, starts, columns, values);
    }

    /// <summary>The same cells with other values.</summary>
    /// <param name="change">Row, column, value: the new value.</param>
    internal SparseRows With(Func<int, int, float, float> change)
    {
        var values = new float[Filled];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                values[i] = change(row, _columns[i], _values[i]);
            }
        }

        return new SparseRows(Columns, _starts, _columns, values);
    }

    /// <summary>Each row divided by its length (the root of the sum of squares); an empty row stays empty.</summary>
    internal SparseRows Normalised()
    {
        var scale = new float[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0f;
            foreach (var value in ValuesOf(row))
            {
                sum += value * value;
            }

            scale[row] = sum > 0 ? 1 / MathF.Sqrt(sum) : 0;
        }

        return With((row, _, value) => value * scale[row]);
    }

    /// <summary>Of each row the greatest so many; of equals those that stand first.</summary>
    internal SparseRows Strongest(int count) => Make(Rows, Columns, (row, columns, values) =>
    {
        var all = ColumnsOf(row);
        var how = ValuesOf(row).ToArray();
        var (least, equal) = (float.NegativeInfinity, all.Length);
        if (all.Length > count)
        {
            var sorted = how.ToArray();
            Array.Sort(sorted);
            least = sorted[^count];
            equal = count - sorted.Count(value => value > least);
        }

        for (var i = 0; i < all.Length; i++)
        {
            if (how[i] > least || (how[i] == least && equal-- > 0))
            {
                columns.Add(all[i]);
                values.Add(how[i]);
            }
        }
    });

    /// <summary>The cells of some columns; the others are empty.</summary>
    internal SparseRows Where(Func<int, bool> isKept) => Make(Rows, Columns, (row, columns, values) =>
    {
        var all = ColumnsOf(row);
        var how = ValuesOf(row);
        for (var i = 0; i < all.Length; i++)
        {
            if (isKept(all[i]))
            {
                columns.Add(all[i]);
                values.Add(how[i]);
            }
        }
    });

    /// <summary>Adds a row, so often, to a full vector.</summary>
    internal void AddRow(int row, float weight, float[] into)
    {
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            into[_columns[i]] += weight * _values[i];
        }
    }

    private static void Sum(int[] starts)
    {
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }
    }
}
