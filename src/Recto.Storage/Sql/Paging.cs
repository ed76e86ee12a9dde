using Recto.Storage.Lists;

namespace Recto.Storage.Sql;

/// <summary>Cuts what a query gave into a page. Queries ask for one row more than the page holds: it says whether there is a next page.</summary>
internal static class Paging
{
    private const int LargestPage = 500;

    public static void RequireSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestPage);
    }

    public static Page<T> Cut<TRow, T>(List<TRow> rows, int size, Func<TRow, Cursor> place, Func<TRow, T> item) =>
        new([.. rows.Take(size).Select(item)], rows.Count > size ? place(rows[size - 1]) : null);
}
