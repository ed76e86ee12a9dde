using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>Sign-ins. One is over when its row is gone, when the account has another stamp, or when nobody has used it for <see cref="SessionLife"/>.</summary>
public sealed partial class AccountStore
{
    /// <summary>Most sign-ins of an account; the one that was longest not used gives way.</summary>
    public const int MostSessions = 50;

    /// <summary>After how long a sign-in that nobody uses is over.</summary>
    public static TimeSpan SessionLife { get; } = TimeSpan.FromDays(14);

    /// <summary>The account of a sign-in and when it was last seen, by one statement; null where the sign-in is over. An account that is out of use has none.</summary>
    public async Task<(Account Account, DateTimeOffset SeenAt)?> FindSignedInAsync(Guid id, Guid session, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<AccountRow>(new CommandDefinition($"""
            SELECT {AccountRow.Columns}, s.seen_at
            FROM accounts a JOIN account_sessions s ON s.account_id = a.id AND s.id = @session AND s.stamp = a.security_stamp AND s.seen_at > @oldest
            LEFT JOIN account_grants g ON g.account_id = a.id
            WHERE a.id = @id AND a.deactivated_at IS NULL ORDER BY g.ordinal
            """, new { id, session, oldest = now - SessionLife }, cancellationToken: ct))).AsList();
        return rows.Count == 0 ? null : (AccountRow.Gather(rows).Single(), Instants.FromStored(rows[0].SeenAt!.Value));
    }

    /// <summary>An account's sign-ins that are not over, the latest used first.</summary>
    public async Task<IReadOnlyList<AccountSession>> ListSessionsAsync(Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<SessionRow>(new CommandDefinition("""
            SELECT s.id, s.account_id, s.way, s.browser, s.system, s.created_at, s.seen_at
            FROM account_sessions s JOIN accounts a ON a.id = s.account_id AND a.security_stamp = s.stamp
            WHERE s.account_id = @accountId AND s.seen_at > @oldest ORDER BY s.seen_at DESC, s.created_at DESC, s.id DESC LIMIT @most
            """, new { accountId, oldest = now - SessionLife, most = MostSessions }, cancellationToken: ct))).Select(row => row.ToSession())];
    }

    /// <summary>Begins a sign-in, and throws away those that are over.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="session">The sign-in.</param>
    /// <param name="stamp">The account's stamp of now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AddSessionAsync(WriteTransaction tx, AccountSession session, string stamp, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await WriteAsync(tx, """
            DELETE FROM account_sessions WHERE seen_at <= @oldest OR account_id = @AccountId AND stamp <> @stamp
                OR account_id = @AccountId AND id IN (SELECT s.id FROM account_sessions s WHERE s.account_id = @AccountId ORDER BY s.seen_at DESC, s.id DESC LIMIT 1000 OFFSET @most)
            """, new { session.AccountId, stamp, oldest = session.SeenAt - SessionLife, most = MostSessions - 1 }, ct);
        await WriteAsync(tx, """
            INSERT INTO account_sessions (id, account_id, stamp, way, browser, system, created_at, seen_at) VALUES (@Id, @AccountId, @stamp, @way, @Browser, @System, @CreatedAt, @seen)
            """, new { session.Id, session.AccountId, stamp, way = Words.Of(session.Way), Browser = StoredText.Worded(session.Browser), System = StoredText.Worded(session.System), session.CreatedAt, seen = Hour(session.SeenAt) }, ct);
    }

    /// <summary>Remembers that a sign-in was used, to the hour.</summary>
    public async Task SeenAsync(Guid session, DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await WriteAsync(tx, "UPDATE account_sessions SET seen_at = @hour WHERE id = @session AND seen_at < @hour", new { session, hour = Hour(now) }, ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Whether that hour was written already.</summary>
    public static bool IsOfThisHour(DateTimeOffset seenAt, DateTimeOffset now) => seenAt >= Hour(now);

    /// <summary>Ends one sign-in of an account.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndSessionAsync(WriteTransaction tx, Guid accountId, Guid session, CancellationToken ct) =>
        await WriteAsync(tx, "DELETE FROM account_sessions WHERE id = @session AND account_id = @accountId", new { session, accountId }, ct) == 1;

    /// <summary>Ends all sign-ins of an account but one.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="except">The one that stays; null for none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many ended.</returns>
    public Task<int> EndSessionsAsync(WriteTransaction tx, Guid accountId, Guid? except, CancellationToken ct) =>
        WriteAsync(tx, "DELETE FROM account_sessions WHERE account_id = @accountId AND id <> @except", new { accountId, except = except ?? Guid.Empty }, ct);

    private static DateTimeOffset Hour(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private sealed record SessionRow
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Way { get; init; } = "";
        public string? Browser { get; init; }
        public string? System { get; init; }
        public long CreatedAt { get; init; }
        public long SeenAt { get; init; }

        public AccountSession ToSession() => new(Id, AccountId, Words.Read<SignInWay>(Way), Browser, System, Instants.FromStored(CreatedAt), Instants.FromStored(SeenAt));
    }
}
