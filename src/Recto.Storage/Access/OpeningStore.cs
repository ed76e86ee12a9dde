using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>What opens and closes by the clock: moving walls, and times in which articles stand open.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class OpeningStore(Database database)
{
    private const string Turns = """
        SELECT opens_at AS at FROM articles WHERE opens_at > @now
        UNION SELECT shown_from FROM articles WHERE shown_from > @now
        UNION SELECT shown_until FROM articles WHERE shown_until > @now
        """;

    // Told of already is what was changed, or told of, at the turn or later.
    private const string Untold = """
        (opens_at > 0 AND opens_at > @since AND opens_at <= @now AND record_at < opens_at)
        OR (shown_from > @since AND shown_from <= @now AND record_at < shown_from)
        """;

    /// <summary>When articles open or close after that instant, each time once, the earliest first.</summary>
    /// <param name="now">After when.</param>
    /// <param name="most">Most times to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DateTimeOffset>> ListTurnsAsync(DateTimeOffset now, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var turns = await connection.QueryAsync<long>(new CommandDefinition($"SELECT t.at FROM ({Turns}) t ORDER BY t.at LIMIT @most", new { now, most }, cancellationToken: ct));
        return [.. turns.Select(Instants.FromStored)];
    }

    /// <summary>Tells machines of the articles that the clock has opened or closed: they have changed, and where a time has ended, the journal's next one is filled in. What was told of once is not told of again, however often and by however many processes this is asked.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="since">Turns up to that instant are known to be told of; null for none, as after a start: then what was missed while nothing ran is made up for.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many turns were made up for: an article that opened and closed since has made two.</returns>
    public async Task<int> TurnAsync(WriteTransaction tx, DateTimeOffset? since, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var opened = await tx.Connection.ExecuteAsync(new CommandDefinition($"UPDATE articles SET {RecordStamps.Changed} WHERE {Untold}",
            new { since = since is { } known ? Instants.ToStored(known) : long.MinValue, now }, tx.Transaction, cancellationToken: ct));
        return opened + await OpeningStamps.EndedAsync(tx, now, ct);
    }

    /// <summary>Whether anything has turned that nobody was told of, so that a transaction is begun only then.</summary>
    public async Task<bool> HasTurnedAsync(DateTimeOffset? since, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT CASE WHEN EXISTS (SELECT 1 FROM articles WHERE {Untold} OR shown_until <= @now) THEN 1 ELSE 0 END",
            new { since = since is { } known ? Instants.ToStored(known) : long.MinValue, now }, cancellationToken: ct)) == 1;
    }
}
