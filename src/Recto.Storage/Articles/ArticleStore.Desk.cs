using System.Data.Common;
using System.Globalization;
using Dapper;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const string DeskColumns = """
        a.id, a.slug, a.title, a.subtitle, a.authors, a.language, a.type, a.doi, a.section, a.journal_id, j.key AS journal_key, j.title AS journal_title,
        a.issue_id, i.key AS issue_key, i.volume AS issue_volume, i.number AS issue_number, i.title AS issue_title, a.position, a.is_draft, a.version, a.source_format,
        a.updated_at, a.created_at, a.published_at, a.publish_at, a.withdrawn_at, a.pages
        """;

    private const string DeskTables = "FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id";

    /// <summary>Articles for the desk, drafts too, latest change first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<DeskArticleRow>> ListForDeskAsync(DeskFilter filter, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Paging.RequireSize(size);
        var place = 0L;
        if (after is { } cursor && !long.TryParse(cursor.Sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out place))
        {
            return new Page<DeskArticleRow>([], null);
        }

        var (conditions, values) = Conditions(filter, withState: true);
        values.Add("limit", size + 1);
        if (after is { } from)
        {
            conditions.Add("(a.updated_at, a.id) < (@sort, @after)");
            values.Add("sort", place);
            values.Add("after", from.Id);
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<DeskArticleRow>(new CommandDefinition(
            $"SELECT {DeskColumns} {DeskTables} {Where(conditions)} ORDER BY a.updated_at DESC, a.id DESC LIMIT @limit", values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(Instants.ToStored(row.UpdatedAt).ToString(CultureInfo.InvariantCulture), row.Id), row => row);
    }

    /// <summary>How many articles the filter finds in each state, whatever state it asks for.</summary>
    public async Task<IReadOnlyDictionary<ArticleState, int>> CountForDeskAsync(DeskFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (conditions, values) = Conditions(filter, withState: false);
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Counted>(new CommandDefinition($"""
            SELECT CASE WHEN a.is_draft = 0 THEN 'published' WHEN a.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN a.publish_at IS NOT NULL THEN 'scheduled' ELSE 'draft' END AS state, COUNT(*) AS number
            FROM articles a {Where(conditions)} GROUP BY 1
            """, values, cancellationToken: ct));
        return rows.ToDictionary(row => Words.Read<ArticleState>(row.State), row => (int)row.Number);
    }

    /// <summary>Everything that the desk says of one article; null where there is none.</summary>
    public async Task<DeskArticle?> FindForDeskAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindForDeskAsync(connection, null, id, ct);
    }

    /// <summary>The same as it stands in a transaction.</summary>
    public Task<DeskArticle?> FindForDeskAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return FindForDeskAsync(tx.Connection, tx.Transaction, id, ct);
    }

    private static async Task<DeskArticle?> FindForDeskAsync(DbConnection connection, DbTransaction? transaction, Guid id, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<DeskKept>(new CommandDefinition(
            $"SELECT {DeskColumns}, a.article, a.read_article, a.edits, a.edit_version, a.reading, a.tombstone, a.made_by, j.reading AS journal_reading {DeskTables} WHERE a.id = @id", new { id }, transaction, cancellationToken: ct));
        return row is null ? null : new DeskArticle
        {
            Row = row,
            Article = StoredJson.ReadArticle(row.Article),
            AsRead = StoredJson.ReadArticle(row.ReadArticle ?? row.Article),
            Edits = StoredJson.ReadEdits(row.Edits),
            EditVersion = row.EditVersion,
            Reading = row.Reading is { } own ? Words.Read<ReadingPolicy>(own) : null,
            JournalReading = Words.Read<ReadingPolicy>(row.JournalReading),
            Tombstone = row.Tombstone,
            MadeBy = row.MadeBy,
        };
    }

    /// <summary>The article of that address (present or former) or DOI, for whoever names one at the desk; null where there is none.</summary>
    public async Task<DeskArticleRow?> FindNamedForDeskAsync(string slugOrDoi, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(slugOrDoi);
        if (!StoredText.CanStand(slugOrDoi))
        {
            return null;
        }

        var key = Journals.Identifiers.Doi.TryParse(slugOrDoi, out var doi) ? DoiKey.Of(doi) : null;
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<DeskArticleRow>(new CommandDefinition($"""
            SELECT {DeskColumns} {DeskTables}
            WHERE a.slug = @slugOrDoi OR a.doi_key = @key OR a.id IN (SELECT article_id FROM old_slugs WHERE slug = @slugOrDoi)
            """, new { slugOrDoi, key }, cancellationToken: ct));
    }

    /// <summary>The issues that an article can stand in, newest first: drafts too.</summary>
    /// <param name="journals">Of these journals; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<IssueChoice>> ListIssueChoicesAsync(IReadOnlySet<Guid>? journals, CancellationToken ct)
    {
        var values = new DynamicParameters();
        var condition = journals is null ? "" : "WHERE " + values.In("i.journal_id", "j", journals);
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<IssueChoice>(new CommandDefinition($"""
            SELECT i.id, i.journal_id, j.key AS journal_key, j.title AS journal_title, i.key, i.volume, i.number, i.title, i.published FROM issues i JOIN journals j ON j.id = i.journal_id
            {condition} ORDER BY j.title, j.id, i.sort_key DESC, i.id DESC LIMIT 2000
            """, values, cancellationToken: ct))).AsList();
    }

    /// <summary>Puts an article into an issue of its journal, or out of all, and gives it its place there. Imports leave that alone from then on.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="issueId">An issue of its journal; null for none.</param>
    /// <param name="position">From 1; null to order by page.</param>
    /// <param name="shownVersion">The <c>edit_version</c> that the editor was shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where there is no such article, the issue is another journal's, or somebody was faster: nothing was changed then.</returns>
    public async Task<bool> PlaceAsync(WriteTransaction tx, Guid id, Guid? issueId, int? position, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var row = await tx.Connection.QuerySingleOrDefaultAsync<DeskKept>(new CommandDefinition("SELECT article FROM articles WHERE id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        if (row is null)
        {
            return false;
        }

        var order = ArticleColumns.IssueOrder(position, StoredJson.ReadArticle(row.Article));
        await using var command = tx.Command($"""
            UPDATE articles SET issue_id = @issue, position = @position, issue_order = @order, is_placed = 1, edit_version = edit_version + 1, {Changed}
            WHERE id = @id AND edit_version = @shown {(issueId is null ? "" : "AND journal_id = (SELECT journal_id FROM issues WHERE id = @issue)")}
            """, ("id", id), ("issue", issueId), ("position", position), ("order", order), ("shown", shownVersion), ("now", Instants.ToStored(now)));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Moves an article to another journal: into an issue of it or none. Its address and its heading stay; where the other journal has made one section of two, it stands in that. Imports leave its place alone from then on.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="journalId">The other journal.</param>
    /// <param name="issueId">An issue of that journal; null for none.</param>
    /// <param name="shownVersion">The <c>edit_version</c> that the editor was shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where there is no such article, it is in that journal already, the issue is not of that journal, or somebody was faster: nothing was changed then.</returns>
    public async Task<bool> TransferAsync(WriteTransaction tx, Guid id, Guid journalId, Guid? issueId, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var row = await tx.Connection.QuerySingleOrDefaultAsync<DeskKept>(new CommandDefinition("SELECT article FROM articles WHERE id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        if (row is null)
        {
            return false;
        }

        var article = StoredJson.ReadArticle(row.Article);
        await using var command = tx.Command($"""
            UPDATE articles SET journal_id = @journal, issue_id = @issue, position = NULL, issue_order = @order, is_placed = 1, section_key = {Section}, edit_version = edit_version + 1, {Changed}
            WHERE id = @id AND edit_version = @shown AND journal_id <> @journal AND EXISTS (SELECT 1 FROM journals j WHERE j.id = @journal)
                {(issueId is null ? "" : "AND EXISTS (SELECT 1 FROM issues i WHERE i.id = @issue AND i.journal_id = @journal)")}
            """, ("id", id), ("journal", journalId), ("issue", issueId), ("order", ArticleColumns.IssueOrder(null, article)), ("sectionKey", SectionKey.Of(article.Section)), ("shown", shownVersion), ("now", Instants.ToStored(now)));
        if (await command.ExecuteNonQueryAsync(ct) != 1)
        {
            return false;
        }

        await OpeningStamps.ArticleAsync(tx, id, now, ct);
        await TouchRelatedAsync(tx, id, now, ct);
        return true;
    }

    /// <summary>Says who may read an article, whatever its journal says; null for what its journal says.</summary>
    public async Task SetReadingAsync(WriteTransaction tx, Guid id, ReadingPolicy? reading, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition($"UPDATE articles SET reading = @reading, {Changed} WHERE id = @id",
            new { reading = reading is { } policy ? Words.Of(policy) : null, id, now }, tx.Transaction, cancellationToken: ct));
        await OpeningStamps.ArticleAsync(tx, id, now, ct);
    }

    private static string DeskKey(Article article) => TextKey.Of(string.Join(' ', new[] { article.Title, article.Subtitle, string.Join(' ', article.Contributors.Select(person => person.DisplayName)), article.Doi?.Value }.OfType<string>()));

    private static (List<string> Conditions, DynamicParameters Values) Conditions(DeskFilter filter, bool withState)
    {
        var values = new DynamicParameters();
        var conditions = new List<string>();
        if (filter.Journals is { } journals)
        {
            conditions.Add(values.In("a.journal_id", "j", journals));
        }

        if (filter.JournalId is { } journal)
        {
            conditions.Add("a.journal_id = @journal");
            values.Add("journal", journal);
        }

        if (filter.IssueId is { } issue)
        {
            conditions.Add("a.issue_id = @issue");
            values.Add("issue", issue);
        }

        var number = 0;
        foreach (var word in TextKey.Of(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(12))
        {
            conditions.Add($"COALESCE(a.desk_key, LOWER(a.title)) LIKE @w{number}");
            values.Add($"w{number++}", $"%{word}%"); // Letters and digits only: nothing in it is a sign of LIKE.
        }

        if (withState && filter.State is { } state)
        {
            conditions.Add(state switch
            {
                ArticleState.Published => "a.is_draft = 0",
                ArticleState.Withdrawn => "a.withdrawn_at IS NOT NULL",
                ArticleState.Scheduled => "a.is_draft = 1 AND a.withdrawn_at IS NULL AND a.publish_at IS NOT NULL",
                ArticleState.Draft => "a.is_draft = 1 AND a.withdrawn_at IS NULL AND a.publish_at IS NULL",
                _ => throw new ArgumentOutOfRangeException(nameof(filter)),
            });
        }

        return (conditions, values);
    }

    private static string Where(List<string> conditions) => conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);

    private sealed record Counted
    {
        public string State { get; init; } = "";
        public long Number { get; init; }
    }

    private sealed record DeskKept : DeskArticleRow
    {
        public string Article { get; init; } = "";
        public string? ReadArticle { get; init; }
        public string? Edits { get; init; }
        public int EditVersion { get; init; }
        public string? Reading { get; init; }
        public string JournalReading { get; init; } = "free";
        public string? Tombstone { get; init; }
        public string? MadeBy { get; init; }
    }
}
