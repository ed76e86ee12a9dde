using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What is asked at every door of an article before anything of it is given.</summary>
/// <param name="Id">The article.</param>
/// <param name="Slug">Its present address.</param>
/// <param name="Version">Its version.</param>
/// <param name="Terms">What decides who may read it.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn.</param>
/// <param name="Tombstone">What stands in its place then; null where nothing was written.</param>
public sealed record ArticleAccessRow(Guid Id, string Slug, int Version, AccessTerms Terms, bool IsWithdrawn, string? Tombstone)
{
    /// <summary>When a file to take away was last made of it, or tried, as it is stored; null where none ever was.</summary>
    public long? FilesTriedAt { get; init; }
}

public sealed partial class ArticleStore
{
    private const string AccessColumns = $"SELECT a.id, a.slug, a.version, a.withdrawn_at, a.tombstone, (SELECT MAX(m.tried_at) FROM made_files m WHERE m.article_id = a.id), {ArticleTerms.Columns} FROM articles a JOIN journals j ON j.id = a.journal_id";

    /// <summary>The terms of the article at that address, draft or not; null where there is none. Nothing of it may be given before <see cref="AccessRule"/> has decided.</summary>
    public Task<ArticleAccessRow?> FindAccessAsync(string slug, CancellationToken ct) => AccessAsync($"{AccessColumns} WHERE a.slug = @slug", slug, ct);

    /// <summary>The terms of the article that once had that address, draft or not; null where none had.</summary>
    public Task<ArticleAccessRow?> FindMovedAsync(string oldSlug, CancellationToken ct) => AccessAsync($"{AccessColumns} JOIN old_slugs o ON o.article_id = a.id WHERE o.slug = @slug", oldSlug, ct);

    private async Task<ArticleAccessRow?> AccessAsync(string sql, string slug, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(sql, ("slug", slug));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), ArticleTerms.Read(reader, 6), !reader.IsDBNull(3), reader.TextOrNull(4)) { FilesTriedAt = reader.IsDBNull(5) ? null : reader.GetInt64(5) }
            : null;
    }
}
