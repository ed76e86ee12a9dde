using System.Data.Common;
using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <content>The article whose sources they are.</content>
public sealed partial class SourceStore
{
    private const string ArticleColumns = $"""
        a.id, a.slug, a.version, j.edit_version, a.title, a.authors, a.language, a.published, a.doi, j.key, j.title, j.publisher, COALESCE(j.online_issn, j.print_issn), j.language,
        a.withdrawn_at, a.tombstone, {ArticleTerms.Columns}
        """;

    /// <summary>What the page of an article’s sources tells of the article, draft or not; null where there is none. Nothing of it may be given before <see cref="AccessRule"/> has decided. By one statement.</summary>
    public async Task<SourcedArticle?> FindArticleAsync(string slug, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT {ArticleColumns} FROM articles a JOIN journals j ON j.id = a.journal_id WHERE a.slug = @slug", ("slug", slug));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? ArticleOf(reader) : null;
    }

    /// <summary>The published articles of a journal whose notes were read, in order of id; by one statement.</summary>
    /// <param name="journalKey">The journal's part of the address.</param>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="after">The last of those before; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SourcedArticle>> ListArticlesAsync(string journalKey, int size, Guid? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(journalKey))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {ArticleColumns} FROM articles a JOIN journals j ON j.id = a.journal_id
            WHERE j.key = @key AND a.is_draft = 0 {(after is null ? "" : "AND a.id > @after")} AND EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = a.id)
            ORDER BY a.id LIMIT @size
            """, ("key", journalKey), ("size", size));
        if (after is { } place)
        {
            command.Add("after", place);
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var articles = new List<SourcedArticle>();
        while (await reader.ReadAsync(ct))
        {
            articles.Add(ArticleOf(reader));
        }

        return articles;
    }

    private static SourcedArticle ArticleOf(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Slug = reader.GetString(1),
        Version = reader.GetInt32(2),
        JournalVersion = reader.GetInt32(3),
        Title = reader.GetString(4),
        Authors = reader.TextOrNull(5),
        Language = reader.TextOrNull(6),
        Published = reader.TextOrNull(7),
        Doi = reader.TextOrNull(8),
        JournalKey = reader.GetString(9),
        JournalTitle = reader.GetString(10),
        JournalPublisher = reader.TextOrNull(11),
        JournalIssn = reader.TextOrNull(12),
        JournalLanguage = reader.TextOrNull(13),
        IsWithdrawn = !reader.IsDBNull(14),
        Tombstone = reader.TextOrNull(15),
        Terms = ArticleTerms.Read(reader, 16),
    };
}

/// <summary>An article whose sources are told of.</summary>
public sealed record SourcedArticle
{
    /// <summary>The article's key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Counts its changes.</summary>
    public required int Version { get; init; }

    /// <summary>Counts changes of the journal by hand.</summary>
    public required int JournalVersion { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>Authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Date as ISO 8601; null where it is not known.</summary>
    public string? Published { get; init; }

    /// <summary>DOI; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>The journal's publisher; null where it is not known.</summary>
    public string? JournalPublisher { get; init; }

    /// <summary>ISSN to show; null where there is none.</summary>
    public string? JournalIssn { get; init; }

    /// <summary>BCP 47 tag of the journal; null where it is not known.</summary>
    public string? JournalLanguage { get; init; }

    /// <summary>Whether it was withdrawn.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What stands in its place then; null where nothing was written.</summary>
    public string? Tombstone { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }
}
