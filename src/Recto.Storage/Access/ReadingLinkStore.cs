using System.Globalization;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>How often links that carry a right were followed, day by day. By whom is not kept.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ReadingLinkStore(Database database)
{
    /// <summary>Counts one use.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="rightId">The link's right.</param>
    /// <param name="now">When; only the day is kept.</param>
    /// <param name="ct">Cancels.</param>
    public Task CountAsync(WriteTransaction tx, Guid rightId, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO reading_link_uses (right_id, day, uses) VALUES (@rightId, @day, 1)
            ON CONFLICT (right_id, day) DO UPDATE SET uses = reading_link_uses.uses + 1
            """, new { rightId, day = Day(now) }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Uses of a link by day, the latest first; at most 100 days.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, int Uses)>> ListAsync(Guid rightId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<(long Day, long Uses)>(new CommandDefinition(
            "SELECT CAST(day AS BIGINT), CAST(uses AS BIGINT) FROM reading_link_uses WHERE right_id = @rightId ORDER BY day DESC LIMIT 100", new { rightId }, cancellationToken: ct)))
            .Select(row => (DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)row.Day), checked((int)row.Uses)))];
    }

    /// <summary>How often links were followed in all, by right; those that never were are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> CountsAsync(IReadOnlyCollection<Guid> rights, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rights);
        var counts = new Dictionary<Guid, long>();
        if (rights.Count == 0)
        {
            return counts;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        var names = rights.Select((id, i) => { var name = "r" + i.ToString(CultureInfo.InvariantCulture); command.Add(name, id); return "@" + name; }).ToList();
        command.CommandText = $"SELECT right_id, SUM(uses) FROM reading_link_uses WHERE right_id IN ({string.Join(", ", names)}) GROUP BY right_id";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            counts[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        return counts;
    }

    private static int Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
