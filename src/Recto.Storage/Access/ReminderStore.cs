using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>Reminders of ends: each is written down before its mail goes out, so that none goes out twice, whoever else is at it.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ReminderStore(Database database)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(61);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(15);

    /// <summary>Rights of which a reminder may be due, by their end: subscriptions and trials of persons and institutions that end within two months or ended lately, grace counted, that stand and are not continued.</summary>
    /// <param name="now">Now.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<EndingRight>> ListEndingAsync(DateTimeOffset now, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<EndingRow>(new CommandDefinition($"""
            SELECT r.id, r.ends_at FROM rights r
            WHERE r.ends_at IS NOT NULL AND r.revoked_at IS NULL AND r.kind IN ('subscription', 'trial') AND r.token_hash IS NULL AND r.order_id IS NULL
                AND r.ends_at < @latest AND r.ends_at + r.grace_days * 86400000000 > @earliest
                AND NOT EXISTS (SELECT 1 FROM rights x WHERE x.renews_id = r.id AND x.revoked_at IS NULL)
                {(after is null ? "" : "AND (r.ends_at, r.id) > (@sort, @afterId)")}
            ORDER BY r.ends_at, r.id LIMIT @limit
            """, new { latest = now + Ahead, earliest = now - Behind, limit = size + 1, sort = after is { } place ? long.Parse(place.Sort, System.Globalization.CultureInfo.InvariantCulture) : 0, afterId = after?.Id }, cancellationToken: ct))).AsList();
        var last = await LastAsync(connection, rows.Take(size).Select(row => row.Id), ct);
        return Paging.Cut(rows, size, row => new Cursor(row.EndsAt.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Id), row => new EndingRight(row.Id, Instants.FromStored(row.EndsAt), last.TryGetValue((row.Id, row.EndsAt), out var reminder) ? reminder : null));
    }

    /// <summary>Writes down that a reminder is about to go out to somebody.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">Of what, which, to whom.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it is the caller's to send: false where it was written down before.</returns>
    public async Task<bool> ClaimAsync(WriteTransaction tx, ReminderKey key, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(key);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO right_reminders (right_id, ends_at, reminder, email_key, state, recorded_at) VALUES (@RightId, @EndsAt, @Reminder, @EmailKey, @State, @now)
            ON CONFLICT (right_id, ends_at, reminder, email_key) DO NOTHING
            """, new { key.RightId, key.EndsAt, Reminder = Words.Of(key.Reminder), key.EmailKey, State = key.EmailKey.Length == 0 ? "nobody" : "sending", now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Says what became of a mail that was written down.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">Which.</param>
    /// <param name="problem">Why it is not on its way, without addresses; null where it is.</param>
    /// <param name="again">When it is tried again; null for never.</param>
    /// <param name="ct">Cancels.</param>
    public Task SettleAsync(WriteTransaction tx, ReminderKey key, string? problem, DateTimeOffset? again, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(key);
        return tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE right_reminders SET state = @state, problem = @problem, not_before = @again WHERE right_id = @RightId AND ends_at = @EndsAt AND reminder = @Reminder AND email_key = @EmailKey
            """, new { key.RightId, key.EndsAt, Reminder = Words.Of(key.Reminder), key.EmailKey, state = problem is null ? "sent" : again is null ? "givenUp" : "failed", problem, again }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Takes up a mail again that a server did not take. Of several who try at once, one has it.</summary>
    /// <returns>Which, and how often it was tried; null where none is due.</returns>
    public async Task<(ReminderKey Key, int Tries)?> RetryAsync(WriteTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"""
            UPDATE right_reminders SET state = 'sending', tries = tries + 1
            WHERE (right_id, ends_at, reminder, email_key) IN (
                SELECT right_id, ends_at, reminder, email_key FROM right_reminders WHERE state = 'failed' AND not_before <= @now ORDER BY not_before, right_id, ends_at, reminder, email_key LIMIT 1{(database.Dialect.HasOneWriter ? "" : " FOR UPDATE SKIP LOCKED")})
            RETURNING right_id, ends_at, reminder, email_key, state, tries, problem, recorded_at
            """, new { now }, tx.Transaction, cancellationToken: ct));
        return row is null ? null : (row.ToKey(), row.Tries);
    }

    /// <summary>The reminders of a right, latest first.</summary>
    public async Task<IReadOnlyList<ReminderRow>> ListAsync(Guid rightId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition("""
            SELECT right_id, ends_at, reminder, email_key, state, tries, problem, recorded_at FROM right_reminders WHERE right_id = @rightId ORDER BY recorded_at DESC, email_key LIMIT 100
            """, new { rightId }, cancellationToken: ct))).Select(row => new ReminderRow(row.ToKey(), Words.Read<ReminderState>(row.State), row.Tries, row.Problem, Instants.FromStored(row.RecordedAt)))];
    }

    private static async Task<Dictionary<(Guid, long), Reminder>> LastAsync(System.Data.Common.DbConnection connection, IEnumerable<Guid> rights, CancellationToken ct)
    {
        var last = new Dictionary<(Guid, long), Reminder>();
        await using var command = connection.Command("");
        var names = rights.Select((id, i) => { command.Add($"r{i}", id); return $"@r{i}"; }).ToList();
        if (names.Count == 0)
        {
            return last;
        }

        command.CommandText = $"SELECT right_id, ends_at, reminder FROM right_reminders WHERE right_id IN ({string.Join(", ", names)})";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (key, reminder) = ((reader.GetGuid(0), reader.GetInt64(1)), Words.Read<Reminder>(reader.GetString(2)));
            last[key] = last.TryGetValue(key, out var known) && known > reminder ? known : reminder;
        }

        return last;
    }

    private sealed record EndingRow
    {
        public Guid Id { get; init; }
        public long EndsAt { get; init; }
    }

    private sealed record Kept
    {
        public Guid RightId { get; init; }
        public long EndsAt { get; init; }
        public string Reminder { get; init; } = "";
        public string EmailKey { get; init; } = "";
        public string State { get; init; } = "";
        public int Tries { get; init; }
        public string? Problem { get; init; }
        public long RecordedAt { get; init; }

        public ReminderKey ToKey() => new(RightId, Instants.FromStored(EndsAt), Words.Read<Reminder>(Reminder), EmailKey);
    }
}

/// <summary>A right whose end is near.</summary>
/// <param name="Id">The right.</param>
/// <param name="EndsAt">Its end.</param>
/// <param name="Last">The reminder of this end that was written down last; null for none.</param>
public sealed record EndingRight(Guid Id, DateTimeOffset EndsAt, Reminder? Last);

/// <summary>A reminder to one holder.</summary>
/// <param name="RightId">Of which right.</param>
/// <param name="EndsAt">Of which end.</param>
/// <param name="Reminder">Which.</param>
/// <param name="EmailKey">To whom, folded for comparing; empty where nobody can be told.</param>
public sealed record ReminderKey(Guid RightId, DateTimeOffset EndsAt, Reminder Reminder, string EmailKey);

/// <summary>A reminder that was written down.</summary>
/// <param name="Key">Of what, which, to whom.</param>
/// <param name="State">What became of it.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Problem">Why it is not on its way; null where it is.</param>
/// <param name="At">When it was written down.</param>
public sealed record ReminderRow(ReminderKey Key, ReminderState State, int Tries, string? Problem, DateTimeOffset At);

/// <summary>What became of a reminder.</summary>
public enum ReminderState
{
    /// <summary>On its way; or the program stopped just then, and whether it went out is not known. It is not sent again.</summary>
    Sending = 1,

    /// <summary>Sent.</summary>
    Sent,

    /// <summary>Not taken by the server; tried again.</summary>
    Failed,

    /// <summary>Not taken, and not tried any more.</summary>
    GivenUp,

    /// <summary>Nobody is known to be told.</summary>
    Nobody,
}
