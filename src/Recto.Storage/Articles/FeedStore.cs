using System.Data.Common;
using System.Globalization;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What feeds tell of: published articles with everything that an entry says of them.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class FeedStore(Database database)
{
    private const int MostIds = 100;
    private const int RecordAt = 3;
    private const int IssueOrder = 4;

    private const string Columns = $"""
        SELECT a.id, a.slug, a.article, a.record_at, a.issue_order, a.published_at, a.doi, a.language,
            j.key, j.title, j.print_issn, j.online_issn, j.publisher, j.language, i.key, i.volume, i.number, i.published,
            (SELECT MIN(n.slug) FROM article_relations r JOIN articles n ON n.id = r.from_id WHERE r.to_id = a.id AND r.type = 'retracted-article' AND n.is_draft = 0),
            (SELECT MAX(r.type) FROM article_relations r WHERE r.from_id = a.id AND r.type IN ('retracted-article', 'corrected-article', 'object-of-concern')),
            {ArticleTerms.Columns}
        FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
        """;

    private const string Newest = "ORDER BY a.record_at DESC, a.id DESC LIMIT @limit";

    /// <summary>Published articles of the whole site, those first of which something new is told.</summary>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<FeedRow>> ListAsync(int size, Cursor? after, CancellationToken ct) => NewestAsync("", null, null, size, after, ct);

    /// <summary>The same of a journal.</summary>
    public Task<Page<FeedRow>> ListOfJournalAsync(Guid journalId, int size, Cursor? after, CancellationToken ct) => NewestAsync("AND a.journal_id = @of", journalId, null, size, after, ct);

    /// <summary>The same of a section of a journal.</summary>
    public Task<Page<FeedRow>> ListOfSectionAsync(Guid journalId, string sectionKey, int size, Cursor? after, CancellationToken ct) =>
        StoredText.CanStand(sectionKey) ? NewestAsync("AND a.journal_id = @of AND a.section_key = @key", journalId, sectionKey, size, after, ct) : Nothing;

    /// <summary>The same of a person.</summary>
    public Task<Page<FeedRow>> ListOfPersonAsync(string personKey, int size, Cursor? after, CancellationToken ct) =>
        StoredText.CanStand(personKey) ? NewestAsync("AND a.id IN (SELECT p.article_id FROM article_people p WHERE p.person_key = @key)", null, personKey, size, after, ct) : Nothing;

    /// <summary>Published articles of an issue in their order there.</summary>
    public Task<Page<FeedRow>> ListOfIssueAsync(Guid issueId, int size, Cursor? after, CancellationToken ct) => ReadAsync($"""
        {Columns} WHERE a.issue_id = @of AND a.is_draft = 0 {(after is null ? "" : "AND (a.issue_order, a.id) > (@sort, @id)")}
        ORDER BY a.issue_order, a.id LIMIT @limit
        """, size, after?.Id, IssueOrder, ct, ("of", issueId), ("sort", after?.Sort));

    /// <summary>These articles as far as they are published, in the order asked for.</summary>
    /// <param name="ids">At most 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<FeedRow>> ListAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostIds, nameof(ids));
        if (ids.Count == 0)
        {
            return [];
        }

        var names = ids.Select((id, i) => ($"i{i}", (object?)id)).ToArray();
        var page = await ReadAsync($"{Columns} WHERE a.id IN ({string.Join(", ", names.Select(name => "@" + name.Item1))}) AND a.is_draft = 0 LIMIT @limit", MostIds, null, RecordAt, ct, names);
        var rows = page.Items.ToDictionary(row => row.Id);
        return [.. ids.Distinct().Select(rows.GetValueOrDefault).OfType<FeedRow>()];
    }

    /// <summary>When anything that feeds, sitemaps and lists tell was last changed; null on an empty site.</summary>
    public async Task<DateTimeOffset?> LastChangeAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT MAX(at) FROM (
                SELECT MAX(record_at) AS at FROM articles WHERE published_at IS NOT NULL
                UNION ALL SELECT MAX(updated_at) FROM journals
                UNION ALL SELECT MAX(updated_at) FROM issues) AS changes
            """);
        return await command.ExecuteScalarAsync(ct) is long at ? Instants.FromStored(at) : null;
    }

    private static Task<Page<FeedRow>> Nothing => Task.FromResult(new Page<FeedRow>([], null));

    private Task<Page<FeedRow>> NewestAsync(string of, Guid? owner, string? key, int size, Cursor? after, CancellationToken ct)
    {
        long at = 0;
        return after is { } place && !long.TryParse(place.Sort, NumberStyles.None, CultureInfo.InvariantCulture, out at)
            ? Nothing
            : ReadAsync($"""
                {Columns} WHERE a.published_at IS NOT NULL AND a.is_draft = 0 {of} {(after is null ? "" : "AND (a.record_at, a.id) < (@sort, @id)")} {Newest}
                """, size, after?.Id, RecordAt, ct, ("of", owner), ("key", key), ("sort", after is null ? null : at));
    }

    private async Task<Page<FeedRow>> ReadAsync(string sql, int size, Guid? afterId, int sortColumn, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(sql, [("limit", size + 1), .. values.Where(value => value.Value is not null)]);
        if (afterId is { } id)
        {
            command.Add("id", id);
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(FeedRow Row, string Sort)>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add((Row(reader), sortColumn == RecordAt ? reader.GetInt64(RecordAt).ToString(CultureInfo.InvariantCulture) : reader.GetString(sortColumn)));
        }

        return Paging.Cut(rows, size, row => new Cursor(row.Sort, row.Row.Id), row => row.Row);
    }

    private static FeedRow Row(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Slug = reader.GetString(1),
        Article = StoredJson.ReadArticle(reader.Bytes(2)),
        RecordAt = reader.Instant(RecordAt),
        PublishedAt = reader.Instant(5),
        Doi = reader.TextOrNull(6),
        Language = reader.TextOrNull(7),
        JournalKey = reader.GetString(8),
        JournalTitle = reader.GetString(9),
        PrintIssn = reader.TextOrNull(10),
        OnlineIssn = reader.TextOrNull(11),
        Publisher = reader.TextOrNull(12),
        JournalLanguage = reader.TextOrNull(13),
        IssueKey = reader.TextOrNull(14),
        IssueVolume = reader.TextOrNull(15),
        IssueNumber = reader.TextOrNull(16),
        IssuePublished = reader.TextOrNull(17),
        RetractedBy = reader.TextOrNull(18),
        NoticeType = reader.TextOrNull(19),
        Terms = ArticleTerms.Read(reader, 20),
    };
}
