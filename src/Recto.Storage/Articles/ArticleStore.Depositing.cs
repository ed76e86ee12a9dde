using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>What a deposit says of an article beyond its record; null where there is no such one.</summary>
    public async Task<DepositedArticle?> FindDepositedAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        string slug;
        AccessTerms terms;
        DateTimeOffset? publishedAt;
        Issue? issue = null;
        Guid? issueId = null;
        await using (var command = connection.Command($"""
            SELECT a.slug, a.published_at, i.id, i.key, i.volume, i.number, i.title, i.published, {ArticleTerms.Columns}
            FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0 WHERE a.id = @id
            """, ("id", id)))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct))
            {
                return null;
            }

            slug = reader.GetString(0);
            publishedAt = reader.IsDBNull(1) ? null : reader.Instant(1);
            terms = ArticleTerms.Read(reader, 8);
            if (!reader.IsDBNull(2))
            {
                issueId = reader.GetGuid(2);
                issue = new Issue
                {
                    Key = reader.GetString(3),
                    Volume = reader.TextOrNull(4),
                    Number = reader.TextOrNull(5),
                    Title = reader.TextOrNull(6),
                    Published = reader.TextOrNull(7) is { } date && PartialDate.TryParse(date, out var published) ? published : null,
                };
            }
        }

        var files = await connection.QueryAsync<string>(new CommandDefinition("""
            SELECT kind FROM made_files WHERE article_id = @id AND hash IS NOT NULL
            UNION SELECT 'pdf' FROM article_files WHERE article_id = @id AND role = 'download' AND media_type = 'application/pdf'
            """, new { id }, cancellationToken: ct));
        var notices = await connection.QueryAsync<(string Type, string Doi)>(new CommandDefinition("""
            SELECT r.type, o.doi FROM article_relations r JOIN articles o ON o.id = r.to_id
            WHERE r.from_id = @id AND o.doi IS NOT NULL AND o.published_at IS NOT NULL ORDER BY r.type, o.doi_key
            """, new { id }, cancellationToken: ct));
        return new DepositedArticle { Slug = slug, Terms = terms, PublishedAt = publishedAt, Files = files.ToHashSet(StringComparer.Ordinal), Notices = [.. notices], Issue = issue, IssueId = issueId };
    }
}

/// <summary>What a deposit says of an article beyond its record.</summary>
public sealed record DepositedArticle
{
    /// <summary>Its part of the address.</summary>
    public required string Slug { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>When it became public here, UTC; null where it is not.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Kinds of files that are there to take away: <c>pdf</c>, <c>jats</c>.</summary>
    public IReadOnlySet<string> Files { get; init; } = new HashSet<string>();

    /// <summary>JATS name of the relation and DOI of each article that it is a notice on.</summary>
    public IReadOnlyList<(string Type, string Doi)> Notices { get; init; } = [];

    /// <summary>Its issue; null where it stands in none, or in a draft.</summary>
    public Issue? Issue { get; init; }

    /// <summary>Id of that issue.</summary>
    public Guid? IssueId { get; init; }
}
