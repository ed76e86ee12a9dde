using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.CitedBy;

/// <content>References that the site's own index was asked about.</content>
public sealed partial class CitationStore
{
    /// <summary>Printed references of published articles without a DOI that nobody has answered, and about which this version of the site's own index was not asked; each string once.</summary>
    /// <param name="indexVersion">The index's version.</param>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UnaskedReference>> ListUnmatchedAsync(long indexVersion, int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<(string Key, string Printed)>(new CommandDefinition("""
            SELECT w.string_key, MIN(w.printed) FROM cited_works w JOIN articles a ON a.id = w.article_id AND a.is_draft = 0
            WHERE w.string_key IS NOT NULL AND w.doi_key IS NULL AND NOT EXISTS (SELECT 1 FROM reference_matches m WHERE m.string_key = w.string_key)
                AND NOT EXISTS (SELECT 1 FROM reference_misses x WHERE x.string_key = w.string_key AND x.index_version = @indexVersion)
            GROUP BY w.string_key ORDER BY w.string_key LIMIT @size
            """, new { indexVersion, size }, cancellationToken: ct))).Select(row => new UnaskedReference(row.Key, row.Printed))];
    }

    /// <summary>Notes that the index knows no work of a printed reference. Unlike what a register says, this is no answer for ever.</summary>
    public async Task KeepMissAsync(WriteTransaction tx, string stringKey, long indexVersion, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO reference_misses (string_key, index_version) VALUES (@stringKey, @indexVersion) ON CONFLICT (string_key) DO UPDATE SET index_version = excluded.index_version
            """, new { stringKey, indexVersion }, tx.Transaction, cancellationToken: ct));
    }
}
