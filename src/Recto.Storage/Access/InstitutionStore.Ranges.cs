using System.Data.Common;
using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

public sealed partial class InstitutionStore
{
    /// <summary>Most ranges that one institution has.</summary>
    public const int MostRanges = 20_000;

    private const string RangeColumns = "id, institution_id, first_address, last_address, written, note, is_excluded";

    /// <summary>Ranges of an institution by their first address.</summary>
    /// <param name="id">The institution.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<InstitutionRangeRow>> ListRangesAsync(Guid id, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("", ("id", id), ("limit", size + 1));
        if (after is { } place)
        {
            if (place.Sort.Length != 32 || !place.Sort.All(char.IsAsciiHexDigit))
            {
                return new([], null); // Not a place in this list.
            }

            command.AddBytes("first", Convert.FromHexString(place.Sort));
            command.Add("afterId", place.Id);
        }

        command.CommandText = $"""
            SELECT {RangeColumns} FROM institution_ranges WHERE institution_id = @id{(after is null ? "" : " AND (first_address, id) > (@first, @afterId)")}
            ORDER BY first_address, id LIMIT @limit
            """;
        return Paging.Cut(await ReadAsync(command, ct), size, row => new Cursor(Convert.ToHexStringLower(AddressNumber.ToBytes(row.Range.First)), row.Id), row => row);
    }

    /// <summary>Ranges, of whichever institution, that hold that address; at most 100, those of closed institutions too.</summary>
    public async Task<IReadOnlyList<InstitutionRangeRow>> ListHoldingAsync(UInt128 address, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT {RangeColumns} FROM institution_ranges WHERE first_address <= @address AND last_address >= @address ORDER BY first_address DESC, id LIMIT 100");
        command.AddBytes("address", AddressNumber.ToBytes(address));
        return await ReadAsync(command, ct);
    }

    /// <summary>Those of the ranges that are the institution's; what is another's, or gone, is left out.</summary>
    public async Task<IReadOnlyList<InstitutionRangeRow>> FindRangesAsync(Guid id, IReadOnlyCollection<Guid> ranges, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("", ("id", id));
        command.CommandText = $"SELECT {RangeColumns} FROM institution_ranges WHERE institution_id = @id AND {command.In("id", "range", ranges)} ORDER BY first_address, id";
        return await ReadAsync(command, ct);
    }

    /// <summary>Adds ranges to an institution; those that it has already, end by end, are left out.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The institution.</param>
    /// <param name="ranges">The ranges; what names an institution in them is not asked.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Those that were added; null where the institution would have more than <see cref="MostRanges"/>, or is gone, and none was added then.</returns>
    public async Task<IReadOnlyList<InstitutionRangeRow>?> AddRangesAsync(WriteTransaction tx, Guid id, IReadOnlyList<InstitutionRangeRow> ranges, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(ranges);
        await database.Dialect.LockAsync(tx, [$"ranges {id:N}"], ct);
        if (!await TouchAsync(tx, id, now, ct))
        {
            return null;
        }

        await using var command = tx.Command("SELECT first_address, last_address FROM institution_ranges WHERE institution_id = @id", ("id", id));
        var known = new HashSet<AddressRange>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                known.Add(new(AddressNumber.FromBytes(reader.Bytes(0)), AddressNumber.FromBytes(reader.Bytes(1))));
            }
        }

        var added = ranges.Where(range => known.Add(range.Range)).ToList();
        if (known.Count > MostRanges)
        {
            return null;
        }

        var rows = new RowWriter(tx, "institution_ranges", "id", "institution_id", "first_address", "last_address", "written", "note", "is_excluded", "created_at");
        foreach (var range in added)
        {
            StoredText.Require(range.Written, "The range");
            StoredText.Require(range.Note, "The note of the range");
            rows.Add(range.Id, id, AddressNumber.ToBytes(range.Range.First), AddressNumber.ToBytes(range.Range.Last), range.Written, StoredText.Worded(range.Note), range.IsExcluded ? 1 : 0, Instants.ToStored(now));
        }

        await rows.WriteAsync(ct);
        return added;
    }

    /// <summary>Removes ranges of an institution.</summary>
    /// <returns>Those that were removed.</returns>
    public async Task<IReadOnlyList<InstitutionRangeRow>> RemoveRangesAsync(WriteTransaction tx, Guid id, IReadOnlyCollection<Guid> ranges, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await using var command = tx.Command("", ("id", id));
        command.CommandText = $"DELETE FROM institution_ranges WHERE institution_id = @id AND {command.In("id", "range", ranges)} RETURNING {RangeColumns}";
        var removed = await ReadAsync(command, ct);
        if (removed.Count > 0)
        {
            await TouchAsync(tx, id, now, ct);
        }

        return removed;
    }

    /// <summary>Says whether addresses count as an institution's or are taken out of it.</summary>
    /// <returns>The ranges that were changed.</returns>
    public async Task<IReadOnlyList<InstitutionRangeRow>> ExcludeRangesAsync(WriteTransaction tx, Guid id, IReadOnlyCollection<Guid> ranges, bool areExcluded, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await using var command = tx.Command("", ("id", id), ("to", areExcluded ? 1 : 0));
        command.CommandText = $"UPDATE institution_ranges SET is_excluded = @to WHERE institution_id = @id AND {command.In("id", "range", ranges)} AND is_excluded <> @to RETURNING {RangeColumns}";
        var changed = await ReadAsync(command, ct);
        if (changed.Count > 0)
        {
            await TouchAsync(tx, id, now, ct);
        }

        return changed;
    }

    private static async Task<bool> TouchAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) =>
        await tx.Connection.ExecuteAsync(new CommandDefinition($"UPDATE institutions SET {Touched} WHERE id = @id", new { id, now }, tx.Transaction, cancellationToken: ct)) == 1;

    private static async Task<List<InstitutionRangeRow>> ReadAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<InstitutionRangeRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetGuid(0), reader.GetGuid(1), new(AddressNumber.FromBytes(reader.Bytes(2)), AddressNumber.FromBytes(reader.Bytes(3))), reader.GetString(4), reader.TextOrNull(5), reader.GetInt32(6) != 0));
        }

        return rows;
    }
}

/// <summary>A range of addresses of an institution as it is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="InstitutionId">Whose it is.</param>
/// <param name="Range">The addresses.</param>
/// <param name="Written">As it was written.</param>
/// <param name="Note">What the desk says of it; null for nothing.</param>
/// <param name="IsExcluded">Whether its addresses are taken out of the institution's other ranges.</param>
public sealed record InstitutionRangeRow(Guid Id, Guid InstitutionId, AddressRange Range, string Written, string? Note = null, bool IsExcluded = false);
