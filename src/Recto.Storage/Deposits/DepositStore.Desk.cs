using System.Globalization;
using Dapper;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Deposits;

public sealed partial class DepositStore
{
    private const string RowColumns = """
        d.id, d.journal_id, d.kind, d.doi, d.state, COALESCE(a.title, i.title) AS title, a.authors, a.language, i.volume, i.number, d.message, d.submission, d.attempts, d.not_before, d.changed_at, d.accepted_at, d.matched,
        CASE WHEN d.kind = 'article' AND (a.is_draft = 1 OR a.doi_key IS NULL OR a.doi_key <> d.doi_key) OR d.kind = 'issue' AND i.is_draft = 1 THEN 1 ELSE 0 END AS is_hidden
        """;

    private const string RowTables = "FROM deposits d LEFT JOIN articles a ON a.id = d.article_id LEFT JOIN issues i ON i.id = d.issue_id";

    /// <summary>DOIs of a journal for its desk, latest change first.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<DepositRow>> ListAsync(Guid journalId, DepositState? state, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        var place = 0L;
        if (after is { } cursor && !long.TryParse(cursor.Sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out place))
        {
            return new Page<DepositRow>([], null);
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<KeptRow>(new CommandDefinition($"""
            SELECT {RowColumns} {RowTables} WHERE d.journal_id = @journalId {(state is null ? "" : "AND d.state = @state")} {(after is null ? "" : "AND (d.changed_at, d.id) < (@place, @afterId)")}
            ORDER BY d.changed_at DESC, d.id DESC LIMIT @limit
            """, new { journalId, state = state is { } only ? Words.Of(only) : null, place, afterId = after?.Id ?? Guid.Empty, limit = size + 1 }, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.ChangedAt.ToString(CultureInfo.InvariantCulture), row.Id), row => row.ToRow());
    }

    /// <summary>The DOI of an article, an issue or a journal; null where it is not in the queue.</summary>
    public async Task<DepositRow?> FindAsync(Guid journalId, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<KeptRow>(new CommandDefinition($"SELECT {RowColumns} {RowTables} WHERE d.id = @id AND d.journal_id = @journalId", new { id, journalId }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>The same as something to be looked at, due or not; null where it is not public.</summary>
    public async Task<DueDeposit?> FindDueAsync(Guid journalId, Guid id, string told, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Due>(new CommandDefinition(
            $"SELECT d.id, d.kind, d.doi, i.id AS issue_id, {Basis} AS basis, d.fingerprint, d.is_asked {QueueTables} WHERE d.id = @id AND d.journal_id = @journalId AND {IsThere}", new { id, journalId, told }, cancellationToken: ct)))?.ToDue();
    }

    /// <summary>How it stands with the DOIs of a journal.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="prefix">Its prefix; null where it has none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<DepositTally> TallyAsync(Guid journalId, string? prefix, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var states = await connection.QueryAsync<(string State, long Number)>(new CommandDefinition("SELECT state, COUNT(*) FROM deposits WHERE journal_id = @journalId GROUP BY state", new { journalId }, cancellationToken: ct));
        var (without, foreign) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition("""
            SELECT COALESCE(SUM(CASE WHEN doi_key IS NULL THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN doi_key IS NOT NULL AND doi_key NOT LIKE @begins THEN 1 ELSE 0 END), 0)
            FROM articles WHERE journal_id = @journalId AND is_draft = 0
            """, new { journalId, begins = (prefix ?? "-") + "/%" }, cancellationToken: ct));
        return new DepositTally(states.ToDictionary(row => Words.Read<DepositState>(row.State), row => (int)row.Number), (int)without, (int)foreign);
    }

    /// <summary>Published articles of a journal that have no DOI, oldest first.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="since">Only what became public since then; null for all.</param>
    /// <param name="size">Most rows to give.</param>
    /// <param name="after">Only ids greater than this.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Guid>> ListArticlesWithoutDoiAsync(Guid journalId, DateTimeOffset? since, int size, Guid after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT id FROM articles WHERE journal_id = @journalId AND is_draft = 0 AND doi_key IS NULL AND published_at >= @since AND id > @after ORDER BY id LIMIT @size", new { journalId, since = since ?? DateTimeOffset.UnixEpoch, size, after }, cancellationToken: ct))).AsList();
    }

    /// <summary>Published issues of a journal that have no DOI, oldest first.</summary>
    public async Task<IReadOnlyList<WithoutDoi>> ListIssuesWithoutDoiAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<WithoutDoi>(new CommandDefinition("""
            SELECT i.id, i.volume, i.number, i.published FROM issues i WHERE i.journal_id = @journalId AND i.is_draft = 0 AND NOT EXISTS (SELECT 1 FROM issue_dois n WHERE n.issue_id = i.id) ORDER BY i.sort_key, i.id LIMIT 5000
            """, new { journalId }, cancellationToken: ct))).AsList();
    }

    /// <summary>How many DOIs of that prefix the journal has: where its running numbers go on.</summary>
    public async Task<int> CountDoisAsync(Guid journalId, string prefix, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM articles WHERE journal_id = @journalId AND doi_key LIKE @begins", new { journalId, begins = prefix + "/%" }, cancellationToken: ct));
    }

    /// <summary>Whether a DOI names anything of this site, or ever did: it is never given to anything else.</summary>
    public async Task<bool> IsTakenAsync(Doi doi, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM articles WHERE doi_key = @key) OR EXISTS (SELECT 1 FROM issue_dois WHERE doi_key = @key) OR EXISTS (SELECT 1 FROM deposits WHERE doi_key = @key)
                OR EXISTS (SELECT 1 FROM deposit_timestamps WHERE doi_key = @key) THEN 1 ELSE 0 END
            """, new { key = DoiKey.Of(doi) }, cancellationToken: ct)) == 1;
    }

    /// <summary>Gives an issue a DOI where it has none.</summary>
    /// <returns>Whether it was given.</returns>
    public async Task<bool> GiveIssueAsync(WriteTransaction tx, Guid issueId, Doi doi, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO issue_dois (issue_id, doi, doi_key) VALUES (@issueId, @doi, @key) ON CONFLICT DO NOTHING",
            new { issueId, doi = doi.Value, key = DoiKey.Of(doi) }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Citations of a DOI that the register has matched: key and DOI.</summary>
    public async Task<IReadOnlyList<(string Key, string Doi)>> ListMatchesAsync(Doi doi, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<(string, string)>(new CommandDefinition("SELECT citation_key, doi FROM deposit_matches WHERE doi_key = @key ORDER BY citation_key LIMIT 1000", new { key = DoiKey.Of(doi) }, cancellationToken: ct))).AsList();
    }

    private sealed record KeptRow
    {
        public Guid Id { get; init; }
        public Guid JournalId { get; init; }
        public string Kind { get; init; } = "";
        public string Doi { get; init; } = "";
        public string State { get; init; } = "";
        public string? Title { get; init; }
        public string? Authors { get; init; }
        public string? Language { get; init; }
        public string? Volume { get; init; }
        public string? Number { get; init; }
        public string? Message { get; init; }
        public string? Submission { get; init; }
        public int Attempts { get; init; }
        public long? NotBefore { get; init; }
        public long ChangedAt { get; init; }
        public long? AcceptedAt { get; init; }
        public int Matched { get; init; }
        public int IsHidden { get; init; }

        public DepositRow ToRow() => new()
        {
            Id = Id,
            JournalId = JournalId,
            Kind = Words.Read<DepositKind>(Kind),
            Doi = Doi,
            State = Words.Read<DepositState>(State),
            Title = Title ?? (Kind == "issue" ? IssueNumbers.Of(Volume, Number) : null),
            Authors = Authors,
            Language = Language,
            Message = Message,
            Submission = Submission,
            Attempts = Attempts,
            NotBefore = Instants.FromStored(NotBefore),
            ChangedAt = Instants.FromStored(ChangedAt),
            AcceptedAt = Instants.FromStored(AcceptedAt),
            Matched = Matched,
            IsHidden = IsHidden != 0,
        };
    }
}
