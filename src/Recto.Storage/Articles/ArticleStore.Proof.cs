using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>What the proof of an article shows besides its notes; null where there is no such article. Drafts too: ask who may see it.</summary>
    public async Task<ProofRow?> FindProofAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ProofRow>(new CommandDefinition("""
            SELECT a.id, a.slug, a.title, a.language, a.version, a.is_draft, a.updated_at AS updated, a.journal_id, j.key AS journal_key, j.title AS journal_title, i.key AS issue_key, i.volume AS issue_volume, i.number AS issue_number, i.title AS issue_title,
                (SELECT MIN(s.name) FROM article_files s WHERE s.article_id = a.id AND s.role = 'source') AS source_name, f.abstract_html, f.body_html
            FROM articles a JOIN journals j ON j.id = a.journal_id JOIN article_fragments f ON f.article_id = a.id LEFT JOIN issues i ON i.id = a.issue_id
            WHERE a.id = @id
            """, new { id }, cancellationToken: ct));
    }
}

/// <summary>What the proof of an article shows besides its notes.</summary>
public sealed record ProofRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Plain title.</summary>
    public string Title { get; init; } = "";

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Counts every change.</summary>
    public int Version { get; init; }

    /// <summary>Whether only editors may see it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Its last change, UTC.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Its journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public string JournalKey { get; init; } = "";

    /// <summary>The journal's title.</summary>
    public string JournalTitle { get; init; } = "";

    /// <summary>The issue's part of the address; null where it stands in none.</summary>
    public string? IssueKey { get; init; }

    /// <summary>Title of its issue; null where there is none.</summary>
    public string? IssueTitle { get; init; }

    /// <summary>Volume of its issue; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>Number of its issue; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>The file that it was made from; null where none was kept.</summary>
    public string? SourceName { get; init; }

    /// <summary>Abstracts, UTF-8 HTML of our own writer.</summary>
    public byte[] AbstractHtml { get; init; } = [];

    /// <summary>The text with its notes, UTF-8 HTML of our own writer.</summary>
    public byte[] BodyHtml { get; init; } = [];
}
