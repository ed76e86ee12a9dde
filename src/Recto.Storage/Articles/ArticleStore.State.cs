using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>A word that changes whenever a published page could: how many articles, issues and journals there are and when each was last changed.</summary>
    /// <param name="ct">Cancels.</param>
    public async Task<string> StateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition("""
            SELECT CAST((SELECT COUNT(*) FROM articles) AS TEXT) || '-' || CAST((SELECT COALESCE(MAX(updated_at), 0) FROM articles) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(updated_at), 0) FROM issues) AS TEXT) || '-' || CAST((SELECT COALESCE(MAX(updated_at), 0) FROM journals) AS TEXT)
            """, cancellationToken: ct)) ?? "";
    }
}
