using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

/// <content>DOIs that were found for the printed words of a work.</content>
public sealed partial class WorkStore
{
    // Which DOI the printed references of a work were found to have, where all that were found have the same; what an article of this site that is not public has is not told.
    private const string Found = """
        SELECT s.work_id, MIN(m.doi) AS doi, MIN(m.doi_key) AS doi_key, MAX(m.confidence) AS confidence
        FROM reference_matches m JOIN cited_works c ON c.string_key = m.string_key AND c.doi_key IS NULL
        JOIN articles a ON a.id = c.article_id AND a.is_draft = 0
        JOIN work_sources s ON s.article_id = c.article_id AND s.source_id = c.source_id
        WHERE m.doi_key IS NOT NULL AND m.confidence >= @least AND NOT EXISTS (SELECT 1 FROM articles h WHERE h.doi_key = m.doi_key AND h.is_draft <> 0)
        GROUP BY s.work_id HAVING COUNT(DISTINCT m.doi_key) = 1
        """;

    /// <summary>Gives works the DOIs that were found for their printed words, and takes away those that are found no longer. What a note prints or an editor gave stays as it is.</summary>
    /// <param name="least">How sure a match must be, 0 to 1.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many works have another DOI than before.</returns>
    public async Task<int> PutMatchedDoisAsync(double least, DateTimeOffset now, CancellationToken ct)
    {
        List<DueDoi> due;
        await using (var connection = await database.OpenAsync(ct))
        {
            due = (await connection.QueryAsync<DueDoi>(new CommandDefinition($"""
                SELECT w.id AS work_id, f.doi, f.confidence FROM works w JOIN ({Found}) f ON f.work_id = w.id
                WHERE w.merged_into IS NULL AND (w.doi IS NULL OR (w.doi_from = 'matched' AND (w.doi <> f.doi OR w.doi_score <> f.confidence)))
                UNION ALL SELECT w.id, NULL, NULL FROM works w LEFT JOIN ({Found}) f ON f.work_id = w.id WHERE w.doi_from = 'matched' AND f.work_id IS NULL
                """, new { least }, cancellationToken: ct))).AsList();
        }

        if (due.Count == 0)
        {
            return 0; // Asked before: writers wait for each other.
        }

        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, [Lock], ct);
        var changed = 0;
        foreach (var one in due)
        {
            changed += await tx.Connection.ExecuteAsync(new CommandDefinition("""
                UPDATE works SET doi = @Doi, doi_key = @key, doi_from = @from, doi_score = @Confidence, changed_at = @now WHERE id = @WorkId AND (doi IS NULL OR doi_from = 'matched')
                """, new { one.WorkId, one.Doi, key = one.Doi?.ToLowerInvariant(), from = one.Doi is null ? null : "matched", one.Confidence, now }, tx.Transaction, cancellationToken: ct));
        }

        await tx.CommitAsync(ct);
        return changed;
    }

    private sealed record DueDoi
    {
        public Guid WorkId { get; init; }
        public string? Doi { get; init; }
        public double? Confidence { get; init; }
    }
}
