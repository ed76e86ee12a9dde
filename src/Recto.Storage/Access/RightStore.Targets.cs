using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

public sealed partial class RightStore
{
    /// <summary>The article of that part of addresses, draft or not; null where there is none.</summary>
    public async Task<Guid?> FindArticleAsync(string slug, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return StoredText.CanStand(slug) ? await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition("SELECT id FROM articles WHERE slug = @slug", new { slug }, cancellationToken: ct)) : null;
    }

    /// <summary>The issue of those parts of addresses; null where there is none.</summary>
    public async Task<Guid?> FindIssueAsync(string journal, string issue, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return StoredText.CanStand(journal, issue) ? await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            "SELECT i.id FROM issues i JOIN journals j ON j.id = i.journal_id WHERE j.key = @journal AND i.key = @issue", new { journal, issue }, cancellationToken: ct)) : null;
    }
}
