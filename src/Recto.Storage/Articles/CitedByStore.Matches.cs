using Dapper;
using Recto.Journals.Identifiers;

namespace Recto.Storage.Articles;

/// <content>DOIs that were found for printed references.</content>
public sealed partial class CitedByStore
{
    /// <summary>What was found for the printed references of an article, by the key of each; by one statement. An article of this site that is not public is not told.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="least">How sure it must be, 0 to 1.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, Doi>> ListMatchedAsync(Guid articleId, double least, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Key, string Doi)>(new CommandDefinition("""
            SELECT c.key, m.doi FROM cited_works c JOIN reference_matches m ON m.string_key = c.string_key
            WHERE c.article_id = @articleId AND m.doi IS NOT NULL AND m.confidence >= @least
                AND NOT EXISTS (SELECT 1 FROM articles h WHERE h.doi_key = m.doi_key AND h.is_draft <> 0)
            ORDER BY c.key
            """, new { articleId, least }, cancellationToken: ct));
        var found = new Dictionary<string, Doi>(StringComparer.Ordinal);
        foreach (var (key, kept) in rows)
        {
            if (Doi.TryParse(kept, out var doi))
            {
                found.Add(key, doi);
            }
        }

        return found;
    }
}
