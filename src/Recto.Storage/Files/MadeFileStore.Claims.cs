using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Files;

public sealed partial class MadeFileStore
{
    // What the files of an article hang on, as one word. It is coarse: the fingerprint of what goes in says whether anything is to be made.
    private const string Basis = """
        CAST(a.version AS TEXT) || '.' || CAST(j.edit_version AS TEXT) || '.' || CAST(COALESCE(i.edit_version, 0) AS TEXT) || '.' || CAST(COALESCE(i.is_draft, 0) AS TEXT) || '.' || CAST(COALESCE(s.asked, 0) AS TEXT)
        """;

    private const string Tables = "FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id LEFT JOIN made_states s ON s.article_id = a.id";

    // What another program made after this one was started is left alone: two that run side by side would make it in turns for ever.
    private const string IsDue = $"(s.article_id IS NULL OR s.basis <> {Basis} OR (s.made_by <> @makers AND (s.done_at IS NULL OR s.done_at < @since)))";

    // Paused is only what broke off: a change since then is tried at once.
    private const string IsFree = $"""
        (s.article_id IS NULL OR ((s.leased_until IS NULL OR s.leased_until <= @now) AND (s.not_before IS NULL OR s.not_before <= @now OR s.tried_basis <> {Basis})))
        """;

    /// <summary>How long is waited after the first, second, … time in a row that it broke off; the last holds for all others.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>Published articles whose files are to be made and that nobody makes now: what has none yet first, of these what was changed last.</summary>
    public async Task<IReadOnlyList<Guid>> ListDueAsync(string makers, DateTimeOffset since, DateTimeOffset now, int size, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition($"""
            SELECT a.id {Tables} WHERE a.is_draft = 0 AND {IsDue} AND {IsFree} ORDER BY CASE WHEN s.done_at IS NULL THEN 0 ELSE 1 END, a.updated_at DESC, a.id LIMIT @size
            """, new { makers, since, now, size }, cancellationToken: ct))).AsList();
    }

    /// <summary>Takes an article to make its files. Of two who try at once, one is given it.</summary>
    /// <param name="id">The article.</param>
    /// <param name="makers">Versions of all makers together.</param>
    /// <param name="since">When this program was started.</param>
    /// <param name="now">Now.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="evenIfNotDue">Whether it is given where nothing is to be made, or is paused: somebody asked for it. What another makes now is not given all the same.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where it is not to be had.</returns>
    public async Task<MadeClaim?> ClaimAsync(Guid id, string makers, DateTimeOffset since, DateTimeOffset now, TimeSpan lease, bool evenIfNotDue, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var values = new DynamicParameters(new { id, makers, since, now, token = Guid.NewGuid().ToString("N"), until = now + lease });
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO made_states (article_id, basis, made_by) SELECT id, '', '' FROM articles WHERE id = @id AND is_draft = 0 ON CONFLICT (article_id) DO NOTHING", values, tx.Transaction, cancellationToken: ct));

        // Whoever is second waits for the row, and sees then that it is taken.
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE made_states SET attempts = attempts WHERE article_id = @id", values, tx.Transaction, cancellationToken: ct));
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Claimed>(new CommandDefinition($"""
            SELECT a.slug, {Basis} AS basis, s.basis AS was, s.asked, s.attempts, s.tried_basis {Tables}
            WHERE a.id = @id AND a.is_draft = 0 AND {(evenIfNotDue ? "(s.leased_until IS NULL OR s.leased_until <= @now)" : $"{IsDue} AND {IsFree}")}
            """, values, tx.Transaction, cancellationToken: ct));
        if (row is null)
        {
            return null; // The row that was added goes with the transaction.
        }

        // Should this one end without a word, the pause is set already.
        var attempts = row.TriedBasis == row.Basis ? row.Attempts : 0;
        values.AddDynamicParams(new { basis = row.Basis, attempts = attempts + 1, after = now + lease + Pauses[Math.Min(attempts, Pauses.Count - 1)] });
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE made_states SET lease = @token, leased_until = @until, attempts = @attempts, tried_basis = @basis, not_before = @after WHERE article_id = @id
            """, values, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return new MadeClaim(id, row.Slug, values.Get<string>("token"), row.Basis, row.Was.Length > 0 && row.Was[(row.Was.LastIndexOf('.') + 1)..] != row.Basis[(row.Basis.LastIndexOf('.') + 1)..], attempts);
    }

    /// <summary>Holds on to an article for another while.</summary>
    /// <returns>False where it is another's by now.</returns>
    public async Task<bool> RenewAsync(MadeClaim claim, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(claim);
        await using var tx = await database.BeginAsync(ct);
        var held = await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE made_states SET leased_until = @until WHERE article_id = @ArticleId AND lease = @Lease",
            new { claim.ArticleId, claim.Lease, until = now + lease }, tx.Transaction, cancellationToken: ct)) == 1;
        await tx.CommitAsync(ct);
        return held;
    }

    /// <summary>Gives an article back: its files are those of the basis that it was taken with.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="claim">By what it was held.</param>
    /// <param name="makers">Versions of all makers together.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it is another's by now: nothing was changed then.</returns>
    public async Task<bool> CompleteAsync(WriteTransaction tx, MadeClaim claim, string makers, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE made_states SET basis = @Basis, made_by = @makers, done_at = @now, lease = NULL, leased_until = NULL, attempts = 0, not_before = NULL WHERE article_id = @ArticleId AND lease = @Lease
            """, new { claim.ArticleId, claim.Lease, claim.Basis, makers, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Gives an article back unfinished: it is tried again after a pause, or at once where it was only interrupted.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="claim">By what it was held.</param>
    /// <param name="isInterrupted">Whether nothing is wrong with it: the program is being stopped, or only some of its files were wanted.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ReturnAsync(WriteTransaction tx, MadeClaim claim, bool isInterrupted, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE made_states SET lease = NULL, leased_until = NULL, attempts = @attempts, not_before = @after WHERE article_id = @ArticleId AND lease = @Lease
            """, new
        {
            claim.ArticleId,
            claim.Lease,
            attempts = isInterrupted ? claim.Attempts : claim.Attempts + 1,
            after = isInterrupted ? (DateTimeOffset?)null : now + Pauses[Math.Min(claim.Attempts, Pauses.Count - 1)],
        }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Asks for all files of an article anew.</summary>
    /// <returns>False where there is no such published article.</returns>
    public async Task<bool> AskAgainAsync(WriteTransaction tx, Guid articleId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO made_states (article_id, basis, made_by, asked) SELECT id, '', '', 1 FROM articles WHERE id = @articleId AND is_draft = 0
            ON CONFLICT (article_id) DO UPDATE SET asked = made_states.asked + 1, not_before = NULL
            """, new { articleId }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>How it stands with the files of an article; null where it is not public.</summary>
    public async Task<MadeStanding?> FindStandingAsync(Guid articleId, string makers, DateTimeOffset since, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition($"""
            SELECT CASE WHEN {IsDue} THEN 1 ELSE 0 END AS due, s.leased_until, COALESCE(s.attempts, 0) AS attempts, CASE WHEN s.tried_basis = {Basis} THEN s.not_before ELSE NULL END AS not_before {Tables}
            WHERE a.id = @articleId AND a.is_draft = 0
            """, new { articleId, makers, since, now }, cancellationToken: ct));
        return row is null ? null : new MadeStanding(row.Due == 1, row.LeasedUntil > Instants.ToStored(now), row.Attempts, Instants.FromStored(row.NotBefore));
    }

    /// <summary>How it stands with the files of the whole site, whatever makers there are.</summary>
    public async Task<MadeTally> TallyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var due = await connection.QuerySingleAsync<(long All, long Due, long? Oldest)>(new CommandDefinition($"""
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN s.article_id IS NULL OR s.basis <> {Basis} THEN 1 ELSE 0 END), 0), MIN(CASE WHEN s.article_id IS NULL OR s.basis <> {Basis} THEN a.updated_at END) {Tables}
            WHERE a.is_draft = 0
            """, cancellationToken: ct));
        var failed = await connection.QuerySingleAsync<(long Files, long Articles)>(new CommandDefinition(
            "SELECT COUNT(*), COUNT(DISTINCT m.article_id) FROM made_files m JOIN articles a ON a.id = m.article_id WHERE m.state = 'failed' AND a.is_draft = 0", cancellationToken: ct));
        return new MadeTally((int)due.All, (int)due.Due, Instants.FromStored(due.Oldest), (int)failed.Files, (int)failed.Articles);
    }

    private static async Task<bool> HoldsAsync(WriteTransaction tx, MadeClaim claim, CancellationToken ct) => await tx.Connection.ExecuteAsync(new CommandDefinition("""
        UPDATE made_states SET attempts = attempts WHERE article_id = @ArticleId AND lease = @Lease AND EXISTS (SELECT 1 FROM articles a WHERE a.id = made_states.article_id AND a.is_draft = 0)
        """, new { claim.ArticleId, claim.Lease }, tx.Transaction, cancellationToken: ct)) == 1;

    private sealed record Claimed
    {
        public string Slug { get; init; } = "";
        public string Basis { get; init; } = "";
        public string Was { get; init; } = "";
        public int Asked { get; init; }
        public int Attempts { get; init; }
        public string TriedBasis { get; init; } = "";
    }

    private sealed record Standing
    {
        public int Due { get; init; }
        public long? LeasedUntil { get; init; }
        public int Attempts { get; init; }
        public long? NotBefore { get; init; }
    }
}
