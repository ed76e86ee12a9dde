using System.Data.Common;
using Dapper;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>The issues of the journals.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class IssueStore(Database database)
{
    private const string Columns = "id, journal_id, key, volume, number, title, published, kind, is_draft, details, edit_version";

    /// <summary>Makes sure of an issue with that key in its journal: adds it, or fills in what nobody has said yet.</summary>
    /// <returns>The issue as it is kept now.</returns>
    public async Task<IssueRow> EnsureAsync(WriteTransaction tx, Guid journalId, Issue issue, DateTimeOffset now, CancellationToken ct)
    {
        var kept = await WriteAsync(tx, journalId, issue, isFilledIn: true, now, $"""
            INSERT INTO issues (id, journal_id, key, volume, number, title, published, sort_key, kind, is_draft, details, created_at, updated_at)
            VALUES (@Id, @JournalId, @Key, @Volume, @Number, @Title, @Published, @SortKey, @Kind, @IsDraft, @Details, @Now, @Now)
            ON CONFLICT (journal_id, key) DO UPDATE SET
                volume = COALESCE(issues.volume, excluded.volume), number = COALESCE(issues.number, excluded.number),
                title = COALESCE(issues.title, excluded.title), published = COALESCE(issues.published, excluded.published)
            RETURNING {Columns}
            """, ct);

        // What was filled in may have changed its place among the others.
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "UPDATE issues SET sort_key = @sortKey WHERE id = @id AND sort_key <> @sortKey", new { sortKey = SortKey(kept.Issue), id = kept.Id }, tx.Transaction, cancellationToken: ct));
        return kept;
    }

    /// <summary>Writes an issue as it stands here, adding it where its key is new in the journal.</summary>
    /// <returns>The issue as it is kept now.</returns>
    public Task<IssueRow> SaveAsync(WriteTransaction tx, Guid journalId, Issue issue, DateTimeOffset now, CancellationToken ct) => WriteAsync(tx, journalId, issue, isFilledIn: false, now, $"""
        INSERT INTO issues (id, journal_id, key, volume, number, title, published, sort_key, kind, is_draft, details, created_at, updated_at)
        VALUES (@Id, @JournalId, @Key, @Volume, @Number, @Title, @Published, @SortKey, @Kind, @IsDraft, @Details, @Now, @Now)
        ON CONFLICT (journal_id, key) DO UPDATE SET
            volume = excluded.volume, number = excluded.number, title = excluded.title, published = excluded.published, sort_key = excluded.sort_key,
            kind = excluded.kind, is_draft = excluded.is_draft, details = excluded.details, edit_version = issues.edit_version + 1,
            updated_at = CASE WHEN excluded.updated_at > issues.updated_at THEN excluded.updated_at ELSE issues.updated_at END
        RETURNING {Columns}
        """, ct);

    /// <summary>The issue with that key in the journal with that key; null where there is none.</summary>
    public async Task<IssueRow?> FindAsync(string journalKey, string issueKey, CancellationToken ct)
    {
        if (!StoredText.CanStand(journalKey, issueKey))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return await FindOneAsync(connection, null, """
            SELECT i.id, i.journal_id, i.key, i.volume, i.number, i.title, i.published, i.kind, i.is_draft, i.details, i.edit_version
            FROM issues i JOIN journals j ON j.id = i.journal_id
            WHERE j.key = @journalKey AND i.key = @issueKey
            """, new { journalKey, issueKey }, ct);
    }

    /// <summary>Issues of a journal, newest first (by date, then volume, then number), with counts of what is published.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<IssueListRow>> ListAsync(Guid journalId, int size, Cursor? after, CancellationToken ct) => database.AskAsync(together => List(together, journalId, size, after), ct);

    /// <summary>The same, asked together with other things.</summary>
    /// <param name="together">With what.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public Answer<Page<IssueListRow>> List(RoundTrip together, Guid journalId, int size, Cursor? after)
    {
        database.RequireOwn(together);
        Paging.RequireSize(size);
        return together.Add($"""
            SELECT i.id, i.key, i.volume, i.number, i.title, i.published, i.sort_key, i.kind, i.details,
                (SELECT COUNT(*) FROM articles a WHERE a.issue_id = i.id AND a.is_draft = 0) AS article_count
            FROM issues i
            WHERE i.journal_id = @journalId AND i.is_draft = 0 {(after is null ? "" : "AND (i.sort_key, i.id) < (@Sort, @Id)")}
            ORDER BY i.sort_key DESC, i.id DESC
            LIMIT @limit
            """, async (reader, ct) => Paging.Cut(await RoundTrips.RowsAsync<Listed>(reader, ct), size, row => new Cursor(row.SortKey, row.Id), row => row.ToRow()),
            [("journalId", journalId), ("limit", size + 1), .. after is { } place ? new (string, object?)[] { ("Sort", place.Sort), ("Id", place.Id) } : []]);
    }

    private async Task<IssueRow> WriteAsync(WriteTransaction tx, Guid journalId, Issue issue, bool isFilledIn, DateTimeOffset now, string sql, CancellationToken ct)
    {
        database.RequireOwn(tx);
        RequireKeepable(issue);
        var values = Values(Guid.CreateVersion7(now), journalId, issue, now);
        await RecordStamps.IssueAsync(tx, values, "journal_id = @JournalId AND key = @Key", isFilledIn, ct);
        return (await FindOneAsync(tx.Connection, tx.Transaction, sql, values, ct))!;
    }

    private static void RequireKeepable(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        StoredText.Require(issue.Key, "The issue's key");
        StoredText.Require(issue.Volume, "The issue's volume");
        StoredText.Require(issue.Number, "The issue's number");
        StoredText.Require(issue.Title, "The issue's title");
        StoredText.Require(DetailsJson.Write(issue.Details), "The issue's description");
    }

    private static object Values(Guid id, Guid journalId, Issue issue, DateTimeOffset now) => new
    {
        Id = id,
        JournalId = journalId,
        issue.Key,
        Volume = StoredText.Worded(issue.Volume),
        Number = StoredText.Worded(issue.Number),
        Title = StoredText.Worded(issue.Title),
        Published = issue.Published?.ToString(),
        SortKey = SortKey(issue),
        Kind = Words.Of(issue.Kind),
        IsDraft = issue.IsDraft ? 1 : 0,
        Details = DetailsJson.Write(issue.Details),
        Now = now,
    };

    private static async Task<IssueRow?> FindOneAsync(DbConnection connection, DbTransaction? transaction, string sql, object values, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(sql, values, transaction, cancellationToken: ct));
        return row is null ? null : new IssueRow(row.Id, row.JournalId, new Issue
        {
            Key = row.Key,
            Volume = row.Volume,
            Number = row.Number,
            Title = row.Title,
            Published = PartialDate.TryParse(row.Published, out var date) ? date : null,
            Kind = Words.Read<IssueKind>(row.Kind),
            IsDraft = row.IsDraft,
            Details = DetailsJson.ReadIssue(row.Details),
        }, row.EditVersion);
    }

    private static string SortKey(Issue issue) => $"{SortKeys.Of(issue.Published)} {SortKeys.OfNumber(issue.Volume)} {SortKeys.OfNumber(issue.Number)}";

    private record Kept
    {
        public Guid Id { get; init; }
        public Guid JournalId { get; init; }
        public string Key { get; init; } = "";
        public string? Volume { get; init; }
        public string? Number { get; init; }
        public string? Title { get; init; }
        public string? Published { get; init; }
        public string Kind { get; init; } = "regular";
        public bool IsDraft { get; init; }
        public string? Details { get; init; }
        public int EditVersion { get; init; }
    }

    private sealed record Listed : Kept
    {
        public string SortKey { get; init; } = "";
        public int ArticleCount { get; init; }

        public IssueListRow ToRow() => new() { Id = Id, Key = Key, Volume = Volume, Number = Number, Title = Title, Published = Published, ArticleCount = ArticleCount, Kind = Words.Read<IssueKind>(Kind), Details = DetailsJson.ReadIssue(Details) };
    }
}
