using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Files;

/// <summary>The files to take away that were made of articles (<c>made_files</c>), for whoever packs them.</summary>
/// <param name="database">Where they are listed.</param>
public sealed class TakeAwayFileStore(Database database)
{
    /// <summary>What is made of an article and in the file store, by kind.</summary>
    public async Task<IReadOnlyList<TakeAwayFile>> ListAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Kept>(new CommandDefinition(
            "SELECT kind, media_type, hash FROM made_files WHERE article_id = @articleId AND state = 'made' AND hash IS NOT NULL ORDER BY kind", new { articleId }, cancellationToken: ct));
        return [.. from row in rows where FileHash.TryParse(row.Hash, out _) select new TakeAwayFile(row.Kind, row.MediaType, FileHash.TryParse(row.Hash, out var hash) ? hash : default)];
    }

    private sealed record Kept
    {
        public string Kind { get; init; } = "";
        public string MediaType { get; init; } = "";
        public string Hash { get; init; } = "";
    }
}

/// <summary>A file that was made of an article.</summary>
/// <param name="Kind"><c>pdf</c>, <c>apparatus</c>, <c>epub</c>, <c>jats</c>, <c>card</c>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Hash">Its bytes.</param>
public sealed record TakeAwayFile(string Kind, string MediaType, FileHash Hash);
