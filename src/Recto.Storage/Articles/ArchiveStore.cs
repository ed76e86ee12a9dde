using System.Data.Common;
using System.Globalization;
using Dapper;
using Recto.Journals.Archives;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>
/// The index of archives: which units the notes of all articles cite, and where. Only published articles are ever told of; counts are made when they are asked for,
/// but for an archive and what holds much of it, which thousands of articles cite: these are minutes old at most (<see cref="KeptCounts{T}"/>).
/// </summary>
/// <param name="database">Where it is kept.</param>
public sealed partial class ArchiveStore(Database database)
{
    private readonly KeptCounts<ArchiveUnitRow> _counted = new(KeptCounts<ArchiveUnitRow>.Many, TimeProvider.System);

    /// <summary>What counts are kept by; tests keep others.</summary>
    internal KeptCounts<ArchiveUnitRow> Counted { get => _counted; init => _counted = value; }

    private const string Counts = """
        (SELECT COALESCE(SUM(c.notes), 0) FROM archive_unit_articles c WHERE c.unit = u.unit AND c.is_public = 1),
        (SELECT COUNT(*) FROM archive_unit_articles c WHERE c.unit = u.unit AND c.is_public = 1)
        """;

    private const string IsCited = "EXISTS (SELECT 1 FROM archive_unit_articles c WHERE c.unit = u.unit AND c.is_public = 1)";

    /// <summary>Archives that published articles cite, those of the directory before others; by one statement. At most 2,000.</summary>
    public async Task<IReadOnlyList<ArchiveUnitRow>> ListArchivesAsync(CancellationToken ct)
    {
        var kept = _counted.All.Where(unit => unit.Address.Segments.Count == 0).ToList();
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        command.CommandText = $"""
            SELECT u.unit, u.printed, u.archive_name, SUM(c.notes), COUNT(*) FROM archive_units u JOIN archive_unit_articles c ON c.unit = u.unit
            WHERE u.parent IS NULL AND c.is_public = 1 {(kept.Count == 0 ? "" : $"AND u.unit NOT IN ({Names(command, kept.Select(unit => unit.Address))})")}
            GROUP BY u.unit, u.printed, u.archive_name ORDER BY CASE WHEN u.archive_name IS NULL THEN 0 ELSE 1 END, u.unit LIMIT 2000
            """;
        var counted = await ReadUnitsAsync(command, ct);
        Keep(counted);
        return kept.Count == 0 ? counted : [.. kept.Concat(counted).OrderBy(unit => unit.Address.Archive[0] == UnitAddress.Apart).ThenBy(unit => unit.Address.Key, StringComparer.Ordinal).Take(2000)];
    }

    /// <summary>A unit and all that hold it, the archive first; by one statement. Empty where no published article cites the unit or something in it.</summary>
    public async Task<IReadOnlyList<ArchiveUnitRow>> FindLineAsync(UnitAddress unit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (!StoredText.CanStand(unit.Key))
        {
            return [];
        }

        var kept = unit.Line.Select(address => _counted.Find(address.Key)).OfType<ArchiveUnitRow>().ToList();
        var left = unit.Line.Where(address => kept.TrueForAll(row => !row.Address.Equals(address))).ToList();
        if (left.Count == 0)
        {
            return kept;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        command.CommandText = $"""
            SELECT u.unit, u.printed, u.archive_name, COALESCE(SUM(c.notes), 0), COUNT(c.unit) FROM archive_units u LEFT JOIN archive_unit_articles c ON c.unit = u.unit AND c.is_public = 1
            WHERE u.unit IN ({Names(command, left)}) GROUP BY u.unit, u.printed, u.archive_name
            """;
        var counted = await ReadUnitsAsync(command, ct);
        Keep(counted);
        IReadOnlyList<ArchiveUnitRow> line = [.. kept.Concat(counted).OrderBy(row => row.Address.Segments.Count)];
        return line is [.., { Notes: > 0 } last] && last.Address.Equals(unit) ? line : [];
    }

    /// <summary>What a unit holds, in order, as far as published articles cite it; by one statement.</summary>
    /// <param name="parent">The unit that holds them.</param>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The units, and whether there are more.</returns>
    public async Task<(IReadOnlyList<ArchiveUnitRow> Units, bool HasMore)> ListChildrenAsync(UnitAddress parent, int size, UnitAddress? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(parent);
        Paging.RequireSize(size);
        if (!StoredText.CanStand(parent.Key, after?.Key ?? ""))
        {
            return ([], false);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT u.unit, u.printed, u.archive_name, {Counts} FROM archive_units u
            WHERE u.parent = @parent {(after is null ? "" : "AND (u.segment_order, u.unit) > (@order, @unit)")} AND {IsCited}
            ORDER BY u.segment_order, u.unit LIMIT @limit
            """, ("parent", parent.Key), ("limit", size + 1));
        AddPlace(command, after);
        var units = await ReadUnitsAsync(command, ct);
        return ([.. units.Take(size)], units.Count > size);
    }

    /// <summary>Units of the same parent that stand next to a unit, itself among them, in order; by two statements.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="each">Most on each side, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ArchiveUnitRow>> ListAroundAsync(UnitAddress unit, int each, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(each, 100);
        if (unit.Parent is not { } parent || !StoredText.CanStand(unit.Key))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        async Task<IReadOnlyList<ArchiveUnitRow>> SideAsync(string comparison, string direction, int limit)
        {
            await using var command = connection.Command($"""
                SELECT u.unit, u.printed, u.archive_name, {Counts} FROM archive_units u WHERE u.parent = @parent AND (u.segment_order, u.unit) {comparison} (@order, @unit) AND {IsCited}
                ORDER BY u.segment_order {direction}, u.unit {direction} LIMIT @limit
                """, ("parent", parent.Key), ("limit", limit));
            AddPlace(command, unit);
            return await ReadUnitsAsync(command, ct);
        }

        var before = await SideAsync("<", "DESC", each);
        return [.. before.Reverse(), .. await SideAsync(">=", "", each + 1)];
    }

    /// <summary>The published articles that cite a unit or something in it, newest here first; by one statement.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="size">Most ids to give, 1 to 500.</param>
    /// <param name="skip">How many come before.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Guid>> ListArticlesAsync(UnitAddress unit, int size, int skip, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Paging.RequireSize(size);
        if (!StoredText.CanStand(unit.Key))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition("""
            SELECT a.id FROM archive_unit_articles c JOIN articles a ON a.id = c.article_id WHERE c.unit = @unit AND a.is_draft = 0
            ORDER BY a.published_at DESC, a.id DESC LIMIT @size OFFSET @skip
            """, new { unit = unit.Key, size, skip }, cancellationToken: ct))).AsList();
    }

    /// <summary>What is printed of the last level of each of these units, by key; by one statement for every 200. Those that nobody cites are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListPrintedAsync(IEnumerable<UnitAddress> units, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(units);
        var printed = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(ct);
        foreach (var keys in units.Select(unit => unit.Key).Where(key => StoredText.CanStand(key)).Distinct().Chunk(200))
        {
            var values = keys.Select((key, i) => ($"k{i}", (object?)key)).ToArray();
            await using var command = connection.Command(
                $"SELECT u.unit, COALESCE(u.archive_name, u.printed) FROM archive_units u WHERE u.unit IN ({string.Join(", ", values.Select(value => "@" + value.Item1))}) AND {IsCited}", values);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                printed[reader.GetString(0)] = reader.GetString(1);
            }
        }

        return printed;
    }

    /// <summary>Units that published articles cite, by key, for maps of the site.</summary>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="after">The last key of the page before; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UnitAddress>> ListUnitsAsync(int size, string? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        var keys = await connection.QueryAsync<string>(new CommandDefinition(
            $"SELECT u.unit FROM archive_units u WHERE u.unit > @after AND {IsCited} ORDER BY u.unit LIMIT @size", new { after = after ?? "", size }, cancellationToken: ct));
        return [.. keys.Select(UnitAddress.Of)];
    }

    private static string Names(DbCommand command, IEnumerable<UnitAddress> units) => string.Join(", ", units.Select(unit =>
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"k{command.Parameters.Count}");
        command.Add(name, unit.Key);
        return "@" + name;
    }).ToList());

    private void Keep(IReadOnlyList<ArchiveUnitRow> units)
    {
        foreach (var unit in units)
        {
            _counted.Keep(unit.Address.Key, unit, unit.Articles);
        }
    }

    private static void AddPlace(DbCommand command, UnitAddress? place)
    {
        if (place is not null)
        {
            command.Add("order", place.Order);
            command.Add("unit", place.Key);
        }
    }

    private static async Task<IReadOnlyList<ArchiveUnitRow>> ReadUnitsAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var units = new List<ArchiveUnitRow>();
        while (await reader.ReadAsync(ct))
        {
            units.Add(new()
            {
                Address = UnitAddress.Of(reader.GetString(0)),
                Printed = reader.TextOrNull(2) ?? reader.GetString(1),
                Notes = Convert.ToInt32(reader.GetValue(3), CultureInfo.InvariantCulture),
                Articles = Convert.ToInt32(reader.GetValue(4), CultureInfo.InvariantCulture),
            });
        }

        return units;
    }
}
