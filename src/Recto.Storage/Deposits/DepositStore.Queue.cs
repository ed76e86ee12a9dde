using Dapper;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Deposits;

public sealed partial class DepositStore
{
    // Everything that goes into a deposit, as one word. It is coarse: the fingerprint of what would be sent says whether anything is to be sent.
    private const string Basis = """
        CASE d.kind WHEN 'article' THEN CAST(a.record_at AS TEXT) || '.' || CAST(a.version AS TEXT) || '.' || CAST((SELECT COUNT(*) FROM made_files m WHERE m.article_id = a.id AND m.kind IN ('pdf', 'jats') AND m.hash IS NOT NULL) AS TEXT)
            WHEN 'issue' THEN CAST(i.edit_version AS TEXT) ELSE '' END || '.' || CAST(j.edit_version AS TEXT) || '.' || CAST(s.edit_version AS TEXT) || '.' || @told
        """;

    private const string QueueTables = """
        FROM deposits d JOIN deposit_settings s ON s.journal_id = d.journal_id JOIN journals j ON j.id = d.journal_id
        LEFT JOIN articles a ON a.id = d.article_id LEFT JOIN issues i ON i.id = COALESCE(d.issue_id, a.issue_id)
        """;

    // What is no longer public, or is called otherwise by now, is left alone: the DOI stays registered as it is.
    private const string IsThere = "(d.kind = 'journal' OR (d.kind = 'article' AND a.is_draft = 0 AND a.doi_key = d.doi_key AND a.journal_id = d.journal_id) OR (d.kind = 'issue' AND i.is_draft = 0 AND i.journal_id = d.journal_id))";

    private const string Unqueued = """
        a.journal_id = @journalId AND a.is_draft = 0 AND a.doi_key LIKE @begins
            AND NOT EXISTS (SELECT 1 FROM deposits d WHERE d.id = a.id AND d.doi_key = a.doi_key AND d.journal_id = a.journal_id)
        """;

    private const string UnqueuedIssue = """
        i.journal_id = @journalId AND i.is_draft = 0 AND n.doi_key LIKE @begins AND NOT EXISTS (SELECT 1 FROM deposits d WHERE d.id = i.id AND d.doi_key = n.doi_key)
        """;

    /// <summary>Whether there is a DOI of that prefix that <see cref="EnqueueAsync"/> would put into the queue: asked before, since writers wait for each other.</summary>
    public async Task<bool> HasUnqueuedAsync(Guid journalId, string prefix, Doi? journalDoi, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM articles a WHERE {Unqueued}) OR EXISTS (SELECT 1 FROM issues i JOIN issue_dois n ON n.issue_id = i.id WHERE {UnqueuedIssue})
                OR (@doiKey IS NULL AND EXISTS (SELECT 1 FROM deposits d WHERE d.id = @journalId AND d.state <> 'sent'))
                OR (@doiKey IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deposits d WHERE d.id = @journalId AND d.doi_key = @doiKey)) THEN 1 ELSE 0 END
            """, new { journalId, begins = prefix + "/%", doiKey = DoiKey.Of(journalDoi) }, cancellationToken: ct)) == 1;
    }

    /// <summary>Puts every DOI of a journal into the queue that is not in it: of its published articles, its issues, and its own. What has another DOI by now begins anew.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="prefix">Only DOIs of this prefix.</param>
    /// <param name="journalDoi">DOI of the journal itself; null where it has none.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were put in.</returns>
    public async Task<int> EnqueueAsync(WriteTransaction tx, Guid journalId, string prefix, Doi? journalDoi, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        const string Anew = """
            ON CONFLICT (id) DO UPDATE SET journal_id = excluded.journal_id, doi = excluded.doi, doi_key = excluded.doi_key, basis = '', not_before = NULL, attempts = 0,
                state = CASE WHEN deposits.doi_key = excluded.doi_key THEN deposits.state ELSE 'waiting' END,
                fingerprint = CASE WHEN deposits.doi_key = excluded.doi_key THEN deposits.fingerprint ELSE NULL END,
                message = CASE WHEN deposits.doi_key = excluded.doi_key THEN deposits.message ELSE NULL END,
                accepted_at = CASE WHEN deposits.doi_key = excluded.doi_key THEN deposits.accepted_at ELSE NULL END,
                matched = CASE WHEN deposits.doi_key = excluded.doi_key THEN deposits.matched ELSE 0 END, changed_at = excluded.changed_at
                WHERE deposits.state <> 'sent'
            """;
        var values = new { journalId, begins = prefix + "/%", doi = journalDoi?.Value, doiKey = DoiKey.Of(journalDoi), now };
        var added = await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO deposits (id, journal_id, kind, article_id, doi, doi_key, state, changed_at)
            SELECT a.id, a.journal_id, 'article', a.id, a.doi, a.doi_key, 'waiting', @now FROM articles a
            WHERE {Unqueued}
            {Anew}
            """, values, tx.Transaction, cancellationToken: ct));
        added += await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO deposits (id, journal_id, kind, issue_id, doi, doi_key, state, changed_at)
            SELECT i.id, i.journal_id, 'issue', i.id, n.doi, n.doi_key, 'waiting', @now FROM issues i JOIN issue_dois n ON n.issue_id = i.id
            WHERE {UnqueuedIssue}
            {Anew}
            """, values, tx.Transaction, cancellationToken: ct));
        if (journalDoi is not null)
        {
            added += await tx.Connection.ExecuteAsync(new CommandDefinition($"""
                INSERT INTO deposits (id, journal_id, kind, doi, doi_key, state, changed_at)
                SELECT j.id, j.id, 'journal', @doi, @doiKey, 'waiting', @now FROM journals j WHERE j.id = @journalId AND NOT EXISTS (SELECT 1 FROM deposits d WHERE d.id = j.id AND d.doi_key = @doiKey)
                {Anew}
                """, values, tx.Transaction, cancellationToken: ct));
        }
        else
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM deposits WHERE id = @journalId AND kind = 'journal' AND state <> 'sent'", values, tx.Transaction, cancellationToken: ct));
        }

        return added;
    }

    /// <summary>DOIs that are to be looked at now, those of one issue together.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="told">What else goes in and is not in the database: the site's address, the rules of writing. Where it is another, all are to be looked at.</param>
    /// <param name="now">Now.</param>
    /// <param name="size">Most rows to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DueDeposit>> ListDueAsync(Guid journalId, string told, DateTimeOffset now, int size, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Due>(new CommandDefinition($"""
            SELECT d.id, d.kind, d.doi, i.id AS issue_id, {Basis} AS basis, d.fingerprint, d.is_asked {QueueTables}
            WHERE d.journal_id = @journalId AND d.state <> 'sent' AND (d.not_before IS NULL OR d.not_before <= @now) AND {IsThere} AND d.basis <> {Basis}
            ORDER BY d.attempts, CASE WHEN d.kind = 'journal' THEN 0 ELSE 1 END, CASE WHEN i.id IS NULL THEN 1 ELSE 0 END, i.id, CASE WHEN d.kind = 'issue' THEN 0 ELSE 1 END, a.issue_order, d.id LIMIT @size
            """, new { journalId, told, now, size }, cancellationToken: ct))).Select(row => row.ToDue()).OfType<DueDeposit>()];
    }

    /// <summary>What <see cref="EnqueueAsync"/> and <see cref="ListDueAsync"/> would give, waits or not, without writing anything: articles only, those of one issue together.</summary>
    public async Task<IReadOnlyList<DueDeposit>> ListWouldBeDueAsync(Guid journalId, string prefix, int size, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Due>(new CommandDefinition("""
            SELECT a.id, 'article' AS kind, a.doi, a.issue_id, '' AS basis, d.fingerprint, COALESCE(d.is_asked, 0) AS is_asked FROM articles a LEFT JOIN deposits d ON d.id = a.id AND d.doi_key = a.doi_key
            WHERE a.journal_id = @journalId AND a.is_draft = 0 AND a.doi_key LIKE @begins AND (d.state IS NULL OR d.state <> 'sent') ORDER BY CASE WHEN a.issue_id IS NULL THEN 1 ELSE 0 END, a.issue_id, a.issue_order, a.id LIMIT @size
            """, new { journalId, begins = prefix + "/%", size }, cancellationToken: ct))).Select(row => row.ToDue()).OfType<DueDeposit>()];
    }

    /// <summary>A public issue by its id; null where there is no such one.</summary>
    public async Task<Issue?> FindIssueAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(string Key, string? Volume, string? Number, string? Title, string? Published)?>(new CommandDefinition(
            "SELECT key, volume, number, title, published FROM issues WHERE id = @id AND is_draft = 0", new { id }, cancellationToken: ct));
        return row is { } kept ? new Issue { Key = kept.Key, Volume = kept.Volume, Number = kept.Number, Title = kept.Title, Published = PartialDate.TryParse(kept.Published, out var date) ? date : null } : null;
    }

    /// <summary>Says that a DOI was looked at and nothing is to be sent.</summary>
    /// <param name="due">What was looked at.</param>
    /// <param name="refusal">Why it cannot be sent; null where the register has all of it.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task SettleAsync(DueDeposit due, string? refusal, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(due);
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition(refusal is null
            ? """
              UPDATE deposits SET basis = @Basis, attempts = 0, not_before = NULL, message = CASE WHEN state IN ('accepted', 'warned') THEN message ELSE NULL END,
                state = CASE WHEN state IN ('accepted', 'warned') THEN state ELSE 'accepted' END WHERE id = @Id AND state <> 'sent'
              """
            : "UPDATE deposits SET basis = @Basis, attempts = 0, not_before = NULL, is_asked = 0, state = 'failed', message = @message, changed_at = @now WHERE id = @Id AND state <> 'sent'",
            new { due.Id, due.Basis, message = Keepable(refusal), now }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Asks to send a DOI once more, even though nothing has changed.</summary>
    /// <returns>Whether it is there and not on its way.</returns>
    public async Task<bool> AskAgainAsync(WriteTransaction tx, Guid journalId, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE deposits SET state = 'waiting', basis = '', is_asked = 1, attempts = 0, not_before = NULL, changed_at = @now WHERE id = @id AND journal_id = @journalId AND state <> 'sent'
            """, new { id, journalId, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private sealed record Due
    {
        public Guid Id { get; init; }
        public string Kind { get; init; } = "";
        public string Doi { get; init; } = "";
        public Guid? IssueId { get; init; }
        public string Basis { get; init; } = "";
        public string? Fingerprint { get; init; }
        public int IsAsked { get; init; }

        public DueDeposit? ToDue() => Journals.Identifiers.Doi.TryParse(Doi, out var doi)
            ? new DueDeposit { Id = Id, Kind = Words.Read<DepositKind>(Kind), Doi = doi, IssueId = IssueId, Basis = Basis, Fingerprint = Fingerprint, IsAsked = IsAsked != 0 } : null;
    }
}
