using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Harvest;

/// <summary>What archives of the world take away: years of a journal, its issues, its articles, and their files. An article belongs to the year of its issue; one without an issue to the year of its own date.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class PreservationStore(Database database)
{
    private const int MostYears = 2000;
    private const int MostIssues = 5000;

    // A year of a journal: issue_id is null where the issue is no public one.
    private const string YearOf = "SUBSTR(COALESCE(i.published, a.recency_key), 1, 4)";

    /// <summary>Years in which a journal has published articles, newest first, with how many and when one of them, or its issue, was last changed. Four zeros for what bears no date.</summary>
    public async Task<IReadOnlyList<PreservedYear>> ListYearsAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<PreservedYear>(new CommandDefinition($"""
            SELECT {YearOf} AS year, COUNT(*) AS articles, MAX(a.record_at) AS changed
            FROM articles a LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
            WHERE a.journal_id = @journalId AND a.is_draft = 0 GROUP BY {YearOf} ORDER BY {YearOf} DESC LIMIT @MostYears
            """, new { journalId, MostYears }, cancellationToken: ct))).AsList();
    }

    /// <summary>Public issues of that year that hold something, oldest first.</summary>
    public async Task<IReadOnlyList<PreservedIssue>> ListIssuesAsync(Guid journalId, string year, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<PreservedIssue>(new CommandDefinition($"""
            SELECT i.key, i.volume, i.number, i.title, i.published, i.updated_at AS changed FROM issues i
            WHERE i.journal_id = @journalId AND i.is_draft = 0 AND EXISTS (SELECT 1 FROM articles a WHERE a.issue_id = i.id AND a.is_draft = 0 AND {YearOf} = @year)
            ORDER BY i.sort_key, i.id LIMIT @MostIssues
            """, new { journalId, year, MostIssues }, cancellationToken: ct))).AsList();
    }

    /// <summary>Published articles of that year, with their files.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="year">Four digits.</param>
    /// <param name="size">Most to give.</param>
    /// <param name="after">Id of the last that was given; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PreservedArticle>> ListArticlesAsync(Guid journalId, string year, int size, Guid? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        var rows = new List<Kept>();
        await using (var command = connection.Command($"""
            SELECT a.slug, a.title, a.record_at, i.key, {ArticleTerms.Columns}
            FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
            WHERE a.id IN (SELECT a.id FROM articles a LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
                WHERE a.journal_id = @journalId AND a.is_draft = 0 AND {YearOf} = @year {(after is null ? "" : "AND a.id > @after")} ORDER BY a.id LIMIT @size)
            ORDER BY a.id
            """, ("journalId", journalId), ("year", year), ("size", size)))
        {
            if (after is { } last)
            {
                command.Add("after", last);
            }

            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(new Kept(reader.GetString(0), reader.GetString(1), reader.Instant(2), reader.TextOrNull(3), ArticleTerms.Read(reader, 4)));
            }
        }

        if (rows.Count == 0)
        {
            return [];
        }

        // Dapper writes a list out for SQLite and hands it to PostgreSQL as the array that it is.
        var among = database.Dialect.HasOneWriter ? "IN @ids" : "= ANY(@ids)";
        var ids = rows.Select(row => row.Terms.ArticleId).ToArray();
        var files = (await connection.QueryAsync<KeptFile>(new CommandDefinition($"""
            SELECT f.article_id, f.name, '' AS kind, CAST(0 AS BIGINT) AS at FROM article_files f WHERE f.article_id {among} AND f.role IN ('figure', 'download', 'supplement')
            UNION ALL SELECT f.article_id, '', 'source', 0 FROM article_files f WHERE f.article_id {among} AND f.role = 'source'
            UNION ALL SELECT m.article_id, '', m.kind, m.made_at FROM made_files m WHERE m.article_id {among} AND m.hash IS NOT NULL
            """, new { ids }, cancellationToken: ct))).ToLookup(file => file.ArticleId);
        return [.. rows.Select(row => new PreservedArticle
        {
            Id = row.Terms.ArticleId,
            Slug = row.Slug,
            Title = row.Title,
            Changed = files[row.Terms.ArticleId].Select(file => Instants.FromStored(file.At)).Append(row.RecordAt).Max(),
            IssueKey = row.IssueKey,
            Terms = row.Terms,
            Kinds = [.. files[row.Terms.ArticleId].Select(file => file.Kind).Where(kind => kind.Length > 0).Distinct().Order(StringComparer.Ordinal)],
            Files = [.. files[row.Terms.ArticleId].Select(file => file.Name).Where(name => name.Length > 0).Order(StringComparer.Ordinal)],
        })];
    }

    private sealed record Kept(string Slug, string Title, DateTimeOffset RecordAt, string? IssueKey, AccessTerms Terms);

    private sealed record KeptFile
    {
        public Guid ArticleId { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public long At { get; init; }
    }
}

/// <summary>A year of a journal.</summary>
public sealed record PreservedYear
{
    /// <summary>Four digits; zeros for what bears no date.</summary>
    public string Year { get; init; } = "";

    /// <summary>Published articles.</summary>
    public int Articles { get; init; }

    /// <summary>When one of them was last changed.</summary>
    public DateTimeOffset Changed { get; init; }
}

/// <summary>An issue of a year.</summary>
public sealed record PreservedIssue
{
    /// <summary>Its part of the address.</summary>
    public string Key { get; init; } = "";

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue; null for others.</summary>
    public string? Title { get; init; }

    /// <summary>Cover date as ISO 8601; null where it is not known.</summary>
    public string? Published { get; init; }

    /// <summary>When its record was last changed.</summary>
    public DateTimeOffset Changed { get; init; }
}

/// <summary>An article and what is to be taken with it.</summary>
public sealed record PreservedArticle
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>When its record, or a file that was made of it, was last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Its issue's part of the address; null where it stands in none that is public.</summary>
    public string? IssueKey { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>Kinds of files that were made of it, and <c>source</c>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Names of files that belong to it: pictures, supplements, what the publisher gives.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
