using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Files;

public sealed partial class ArticleFileStore
{
    /// <summary>The file that an article was made from, as it came in; null where there is no such article, or it kept none.</summary>
    public async Task<ArticleFile?> FindSourceAsync(string slug, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryFirstOrDefaultAsync<Kept>(new CommandDefinition("""
            SELECT f.name, f.role, f.media_type, f.hash, f.length
            FROM article_files f JOIN articles a ON a.id = f.article_id
            WHERE a.slug = @slug AND f.role = @role AND a.is_draft <= @drafts
            ORDER BY f.name
            """, new { slug, role = Words.Of(FileRole.Source), drafts = visibility == Visibility.WithDrafts ? 1 : 0 }, cancellationToken: ct)))?.ToFile();
    }
}
