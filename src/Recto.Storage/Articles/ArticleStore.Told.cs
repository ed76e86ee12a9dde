using System.Data.Common;
using System.Globalization;
using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What programs are told of articles.</summary>
public sealed partial class ArticleStore
{
    private const string PeopleColumn = $"""
        (SELECT string_agg(x.line, '{Record}') FROM (
            SELECT CAST(p.ordinal AS TEXT) || '{Field}' || p.person_key || '{Field}' || p.role || '{Field}' || COALESCE(p.orcid, '') || '{Field}' || p.name AS line
            FROM article_people p WHERE p.article_id = a.id AND p.ordinal < 100) x)
        """;

    private const string ToldColumns = $"""
        SELECT a.id, a.slug, a.title, a.subtitle, a.section, a.type, a.language, a.pages, a.published, a.doi, a.record_at,
            j.key, j.title, COALESCE(j.online_issn, j.print_issn), i.key, i.volume, i.number, i.title, i.published,
            {ArticleTerms.Columns}, a.withdrawn_at, a.recency_key, a.issue_order, {PeopleColumn}
        """;

    private const string ToldTables = """
        FROM articles a
        JOIN journals j ON j.id = a.journal_id
        LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
        """;

    private const string WholeToldColumns = $"""
        {ToldColumns}, a.article, a.updated_at, a.published_at, j.publisher, a.tombstone,
            (SELECT COUNT(*) FROM notes n WHERE n.article_id = a.id), (SELECT COUNT(*) FROM article_sources s WHERE s.article_id = a.id),
            {RelationsColumn},
            {ArticleDownload.Column}
        {ToldTables}
        """;

    private const string WholeTold = WholeToldColumns + " WHERE a.slug = @value";

    /// <summary>Articles that fit, by one statement.</summary>
    /// <param name="filter">Which, and in which order.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<ToldArticleRow>> ListToldAsync(ToldFilter filter, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Paging.RequireSize(size);
        var at = 0L;
        if (!filter.CanStand || (after is { } place && filter.ByChange && !long.TryParse(place.Sort, NumberStyles.None, CultureInfo.InvariantCulture, out at)))
        {
            return new([], null);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("", ("limit", size + 1));
        var conditions = Conditions(filter, command);
        if (after is { } cursor)
        {
            conditions.Add(filter.ByChange ? "(a.record_at, a.id) > (@sort, @id)" : "(a.recency_key, a.id) < (@sort, @id)");
            command.Add("sort", filter.ByChange ? at : cursor.Sort);
            command.Add("id", cursor.Id);
        }

        command.CommandText = $"""
            {ToldColumns}
            {ToldTables}
            WHERE {string.Join(" AND ", conditions)}
            ORDER BY {(filter.ByChange ? "a.record_at, a.id" : "a.recency_key DESC, a.id DESC")} LIMIT @limit
            """;
        var rows = await ToldAsync(command, ct);
        return Paging.Cut(rows, size, row => new Cursor(filter.ByChange ? Instants.ToStored(row.Row.RecordAt).ToString(CultureInfo.InvariantCulture) : row.Recency, row.Row.Id), row => row.Row);
    }

    /// <summary>Published articles of an issue in their order there, by one statement.</summary>
    public async Task<Page<ToldArticleRow>> ListToldOfIssueAsync(Guid issueId, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            {ToldColumns}
            {ToldTables}
            WHERE a.issue_id = @issueId AND a.is_draft = 0 {(after is null ? "" : "AND (a.issue_order, a.id) > (@sort, @id)")}
            ORDER BY a.issue_order, a.id LIMIT @limit
            """, ("limit", size + 1), ("issueId", issueId));
        if (after is { } cursor)
        {
            command.Add("sort", cursor.Sort);
            command.Add("id", cursor.Id);
        }

        return Paging.Cut(await ToldAsync(command, ct), size, row => new Cursor(row.Order, row.Row.Id), row => row.Row);
    }

    /// <summary>Those of these articles that are published, in no order, by one statement.</summary>
    /// <param name="ids">At most 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ToldArticleRow>> ListToldAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        Paging.RequireSize(ids.Count);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        for (var i = 0; i < ids.Count; i++)
        {
            command.Add($"id{i}", ids[i]);
        }

        command.CommandText = $"{ToldColumns} {ToldTables} WHERE a.id IN ({string.Join(", ", Enumerable.Range(0, ids.Count).Select(i => $"@id{i}"))}) AND a.is_draft = 0";
        return [.. (await ToldAsync(command, ct)).Select(row => row.Row)];
    }

    /// <summary>Everything that is told of one article, draft or not, by one statement; null where there is none. Nothing of it may be given before <see cref="Journals.Access.AccessRule"/> has decided.</summary>
    public async Task<ToldArticle?> FindToldAsync(string slug, CancellationToken ct) => !StoredText.CanStand(slug) ? null : await database.Hot(WholeTold).FirstAsync(slug, ReadTold, ct);

    /// <summary>The lines of an article's history that readers see, latest first, at most 200.</summary>
    public async Task<IReadOnlyList<ToldVersion>> ListToldVersionsAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT v.number, v.at, v.act, v.summary FROM article_versions v WHERE v.article_id = @articleId AND v.is_public = 1 ORDER BY v.number DESC LIMIT 200", ("articleId", articleId));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var versions = new List<ToldVersion>();
        while (await reader.ReadAsync(ct))
        {
            versions.Add(new(reader.GetInt32(0), reader.Instant(1), Words.Read<VersionAct>(reader.GetString(2)), reader.TextOrNull(3)));
        }

        return versions;
    }

    /// <summary>The files that came with an article, by name, at most 1000; smaller sizes of pictures are left out.</summary>
    public async Task<IReadOnlyList<ToldFile>> ListToldFilesAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<(string Name, string Role, string MediaType, long Length)>(new CommandDefinition("""
            SELECT f.name, f.role, f.media_type, f.length FROM article_files f
            WHERE f.article_id = @articleId AND f.role IN ('source', 'figure', 'supplement', 'download') ORDER BY f.name LIMIT 1000
            """, new { articleId }, cancellationToken: ct))).Select(row => new ToldFile(row.Name, row.Role, row.MediaType, row.Length)).ToList();
    }

    private static List<string> Conditions(ToldFilter filter, DbCommand command)
    {
        var conditions = new List<string> { filter switch { { ByChange: true, WithDeleted: true } => "a.published_at IS NOT NULL", { ByChange: true } => "a.published_at IS NOT NULL AND a.is_draft = 0", _ => "a.is_draft = 0" } };
        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            command.Add(name, value);
        }

        if (filter.JournalId is { } journal)
        {
            Add("a.journal_id = @journal", "journal", journal);
        }

        if (filter.IssueId is { } issue)
        {
            Add("a.issue_id = @issue", "issue", issue);
        }

        if (filter.SectionKey is { } section)
        {
            Add("a.section_key = @section", "section", section);
        }

        if (filter.PersonKey is { } person)
        {
            Add("a.id IN (SELECT p.article_id FROM article_people p WHERE p.person_key = @person)", "person", person);
        }

        if (filter.Language is { } language)
        {
            Add("(lower(a.language) = @language OR lower(a.language) LIKE @language || '-%')", "language", language);
        }

        if (filter.Doi is { } doi)
        {
            Add("a.doi_key = @doi", "doi", DoiKey.Of(doi)!);
        }

        if (filter.From is { } from)
        {
            Add("a.recency_key >= @from", "from", SortKeys.Of(from));
        }

        if (filter.Until is { } until)
        {
            Add("a.recency_key <= @until AND a.recency_key >= '0001'", "until", string.Create(CultureInfo.InvariantCulture, $"{until.Year:0000}-{until.Month ?? 99:00}-{until.Day ?? 99:00}"));
        }

        if (filter.UpdatedSince is { } since)
        {
            Add("a.record_at >= @since", "since", Instants.ToStored(since));
        }

        if (filter.OpenAt is { } openAt)
        {
            Add(ArticleTerms.IsOpen, "at", Instants.ToStored(openAt));
        }

        return conditions;
    }

    private static async Task<List<(ToldArticleRow Row, string Recency, string Order)>> ToldAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(ToldArticleRow, string, string)>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add((ReadToldRow(reader), reader.GetString(31), reader.GetString(32)));
        }

        return rows;
    }

    private static ToldArticleRow ReadToldRow(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Slug = reader.GetString(1),
        Title = reader.GetString(2),
        Subtitle = reader.TextOrNull(3),
        Section = reader.TextOrNull(4),
        Type = reader.TextOrNull(5),
        Language = reader.TextOrNull(6),
        Pages = reader.TextOrNull(7),
        Published = reader.TextOrNull(8),
        Doi = reader.TextOrNull(9),
        RecordAt = reader.Instant(10),
        JournalKey = reader.GetString(11),
        JournalTitle = reader.GetString(12),
        JournalIssn = reader.TextOrNull(13),
        IssueKey = reader.TextOrNull(14),
        IssueVolume = reader.TextOrNull(15),
        IssueNumber = reader.TextOrNull(16),
        IssueTitle = reader.TextOrNull(17),
        IssuePublished = reader.TextOrNull(18),
        Terms = ArticleTerms.Read(reader, 19),
        IsWithdrawn = !reader.IsDBNull(30),
        People = ReadPeople(reader.TextOrNull(33)),
    };

    private static ToldArticle ReadTold(DbDataReader reader) => new(ReadToldRow(reader))
    {
        ArticleJson = reader.Bytes(34),
        Updated = reader.Instant(35),
        FirstPublic = reader.IsDBNull(36) ? null : reader.Instant(36),
        JournalPublisher = reader.TextOrNull(37),
        Tombstone = reader.TextOrNull(38),
        NoteCount = Convert.ToInt32(reader.GetInt64(39)),
        SourceCount = Convert.ToInt32(reader.GetInt64(40)),
        Relations = ReadRelations(reader.TextOrNull(41)),
        Downloads = ArticleDownload.Read(reader.TextOrNull(42)),
    };

    private static IReadOnlyList<ToldPerson> ReadPeople(string? kept) =>
    [
        .. PackedLines.Read(kept, 5).Where(parts => int.TryParse(parts[0], CultureInfo.InvariantCulture, out _))
            .OrderBy(parts => int.Parse(parts[0], CultureInfo.InvariantCulture)).Select(parts => new ToldPerson(parts[1], parts[4], parts[2], parts[3].Length == 0 ? null : parts[3])),
    ];
}
