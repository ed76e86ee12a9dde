using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.CitedBy;

/// <summary>What others tell of who cites this site’s DOIs: what is asked of whom and how far it came, and what was answered. Public articles alone are ever asked about.</summary>
/// <param name="database">Where it is kept.</param>
public sealed partial class CitationStore(Database database)
{
    private const string FeedColumns = "name, wanted_at, problem, attempts, not_before, done_at, full_at, through";

    /// <summary>Makes a feed where it is not there yet.</summary>
    public async Task EnsureAsync(IReadOnlyCollection<string> feeds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        var missing = feeds.Except((await ListFeedsAsync(ct)).Select(feed => feed.Name), StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return; // Asked before: writers wait for each other.
        }

        await using var tx = await database.BeginAsync(ct);
        foreach (var name in missing)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO citation_feeds (name) VALUES (@name) ON CONFLICT (name) DO NOTHING", new { name }, tx.Transaction, cancellationToken: ct));
        }

        await tx.CommitAsync(ct);
    }

    /// <summary>All feeds, by name.</summary>
    public async Task<IReadOnlyList<CitationFeedRow>> ListFeedsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<CitationFeedRow>(new CommandDefinition($"SELECT {FeedColumns} FROM citation_feeds ORDER BY name", cancellationToken: ct))).AsList();
    }

    /// <summary>One feed; null where there is none of that name.</summary>
    public async Task<CitationFeedRow?> FindFeedAsync(string name, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CitationFeedRow>(new CommandDefinition($"SELECT {FeedColumns} FROM citation_feeds WHERE name = @name", new { name }, cancellationToken: ct));
    }

    /// <summary>Takes a feed to ask for it. Of two who try at once, one is given it.</summary>
    /// <returns>Null where another has it, or there is none of that name.</returns>
    public async Task<CitationClaim?> ClaimAsync(string name, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        var token = Guid.NewGuid().ToString("N");
        return await ChangeAsync("UPDATE citation_feeds SET lease = @token, leased_until = @until WHERE name = @name AND (leased_until IS NULL OR leased_until <= @now)", new { name, token, now, until = now + lease }, ct)
            ? new CitationClaim(name, token) : null;
    }

    /// <summary>Gives a feed back.</summary>
    public async Task ReleaseAsync(CitationClaim claim, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(claim);
        await ChangeAsync("UPDATE citation_feeds SET lease = NULL, leased_until = NULL WHERE name = @Feed AND lease = @Lease", claim, ct);
    }

    /// <summary>Holds on to a feed for another while, in the transaction in which something is kept for it.</summary>
    /// <returns>False where it is another’s by now: nothing is to be kept then.</returns>
    public async Task<bool> HoldAsync(WriteTransaction tx, CitationClaim claim, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE citation_feeds SET leased_until = @until WHERE name = @Feed AND lease = @Lease", new { claim.Feed, claim.Lease, until = now + lease }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Wants a feed to be asked at once, whatever went wrong before.</summary>
    /// <param name="name">The feed.</param>
    /// <param name="isFull">Whether a prefix is to be asked about all days, and not about the latest alone.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether there is one of that name.</returns>
    public Task<bool> AskAsync(string name, bool isFull, DateTimeOffset now, CancellationToken ct) => ChangeAsync($"UPDATE citation_feeds SET wanted_at = @now, not_before = NULL, attempts = 0{(isFull ? ", full_at = NULL" : "")} WHERE name = @name", new { name, now }, ct);

    /// <summary>Says that nothing can be asked for a while.</summary>
    /// <param name="claim">By what it is held.</param>
    /// <param name="problem">What went wrong, in English; null where all is well again.</param>
    /// <param name="wait">How long is waited after the n-th time in a row.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task PauseAsync(CitationClaim claim, string? problem, Func<int, TimeSpan> wait, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(wait);
        var attempts = problem is null ? 0 : 1 + ((await FindFeedAsync(claim.Feed, ct))?.Attempts ?? 0);
        await ChangeAsync("UPDATE citation_feeds SET problem = @problem, attempts = @attempts, not_before = @after WHERE name = @Feed AND lease = @Lease",
            new { claim.Feed, claim.Lease, problem = Keepable(problem), attempts, after = problem is null ? (DateTimeOffset?)null : now + wait(attempts) }, ct);
    }

    /// <summary>Says that a round of questions ended.</summary>
    public async Task DoneAsync(WriteTransaction tx, CitationClaim claim, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE citation_feeds SET done_at = @now, wanted_at = NULL, problem = NULL, attempts = 0, not_before = NULL WHERE name = @Feed AND lease = @Lease", new { claim.Feed, claim.Lease, now }, tx.Transaction, cancellationToken: ct));
    }

    private async Task<bool> ChangeAsync(string sql, object values, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var changed = await tx.Connection.ExecuteAsync(new CommandDefinition(sql, values, tx.Transaction, cancellationToken: ct)) == 1;
        await tx.CommitAsync(ct);
        return changed;
    }

    // Words of a server may hold anything.
    private static string? Keepable(string? text) => StoredText.Keepable(text, 1000);
}
