using System.Data.Common;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const string ListColumns = $"""
        SELECT a.id, a.slug, a.title, a.subtitle, f.title_html, a.authors, a.section, a.type, a.language, a.pages, a.published, a.doi,
            j.key, j.title, i.key, a.position, a.recency_key, a.issue_order,
            {ArticleTerms.Columns}
        FROM articles a
        JOIN journals j ON j.id = a.journal_id
        JOIN article_fragments f ON f.article_id = a.id
        LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
        """;

    /// <summary>Published articles of the whole site, newest date of publication first, undated last.</summary>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListAsync(int size, Cursor? after, CancellationToken ct) => database.AskAsync(together => List(together, size, after), ct);

    /// <summary>The same, asked together with other things.</summary>
    /// <param name="together">With what.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public Answer<Page<ArticleListRow>> List(RoundTrip together, int size, Cursor? after) => List(together, $"""
        {ListColumns}
        WHERE a.is_draft = 0 {(after is null ? "" : "AND (a.recency_key, a.id) < (@sort, @id)")}
        ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit
        """, null, size, after, Recency);

    /// <summary>Published articles of a journal, newest date of publication first, undated last.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListOfJournalAsync(Guid journalId, int size, Cursor? after, CancellationToken ct) => database.AskAsync(together => ListOfJournal(together, journalId, size, after), ct);

    /// <summary>The same, asked together with other things.</summary>
    /// <param name="together">With what.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public Answer<Page<ArticleListRow>> ListOfJournal(RoundTrip together, Guid journalId, int size, Cursor? after) => List(together, $"""
        {ListColumns}
        WHERE a.journal_id = @of AND a.is_draft = 0 {(after is null ? "" : "AND (a.recency_key, a.id) < (@sort, @id)")}
        ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit
        """, journalId, size, after, Recency);

    /// <summary>Published articles of an issue in their order there: by position, else by page.</summary>
    /// <param name="issueId">The issue.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListOfIssueAsync(Guid issueId, int size, Cursor? after, CancellationToken ct) => ListOfIssueAsync(issueId, Visibility.Published, size, after, ct);

    /// <summary>Articles of an issue in their order there, drafts too where they may be seen.</summary>
    /// <param name="issueId">The issue.</param>
    /// <param name="visibility">Whether drafts are listed.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListOfIssueAsync(Guid issueId, Visibility visibility, int size, Cursor? after, CancellationToken ct) => database.AskAsync(together => ListOfIssue(together, issueId, visibility, size, after), ct);

    /// <summary>The same, asked together with other things.</summary>
    /// <param name="together">With what.</param>
    /// <param name="issueId">The issue.</param>
    /// <param name="visibility">Whether drafts are listed.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public Answer<Page<ArticleListRow>> ListOfIssue(RoundTrip together, Guid issueId, Visibility visibility, int size, Cursor? after) => List(together, $"""
        {ListColumns}
        WHERE a.issue_id = @of {Seen(visibility, "a.")} {(after is null ? "" : "AND (a.issue_order, a.id) > (@sort, @id)")}
        ORDER BY a.issue_order, a.id LIMIT @limit
        """, issueId, size, after, IssueOrder);

    private const int Recency = 16;
    private const int IssueOrder = 17;

    private Task<Page<ArticleListRow>> ListAsync(string sql, object? of, int size, Cursor? after, int sortColumn, CancellationToken ct, string? key = null) =>
        database.AskAsync(together => List(together, sql, of, size, after, sortColumn, key), ct);

    private Answer<Page<ArticleListRow>> List(RoundTrip together, string sql, object? of, int size, Cursor? after, int sortColumn, string? key = null)
    {
        database.RequireOwn(together);
        Paging.RequireSize(size);
        var values = new List<(string, object?)> { ("limit", size + 1) };
        if (of is { } owner)
        {
            values.Add(("of", owner));
        }

        if (key is not null)
        {
            values.Add(("key", key));
        }

        if (after is { } cursor)
        {
            values.AddRange([("sort", cursor.Sort), ("id", cursor.Id)]);
        }

        return together.Add(sql, async (reader, ct) =>
        {
            var rows = new List<(ArticleListRow Row, string Sort)>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add((ListRow(reader), reader.GetString(sortColumn)));
            }

            return Paging.Cut(rows, size, row => new Cursor(row.Sort, row.Row.Id), row => row.Row);
        }, [.. values]);
    }

    private static ArticleListRow ListRow(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Slug = reader.GetString(1),
        Title = reader.GetString(2),
        Subtitle = reader.TextOrNull(3),
        TitleHtml = reader.Bytes(4),
        Authors = reader.TextOrNull(5),
        Section = reader.TextOrNull(6),
        Type = reader.TextOrNull(7),
        Language = reader.TextOrNull(8),
        Pages = reader.TextOrNull(9),
        Published = reader.TextOrNull(10),
        Doi = reader.TextOrNull(11),
        JournalKey = reader.GetString(12),
        JournalTitle = reader.GetString(13),
        IssueKey = reader.TextOrNull(14),
        Position = reader.NumberOrNull(15),
        Terms = ArticleTerms.Read(reader, 18),
    };
}
