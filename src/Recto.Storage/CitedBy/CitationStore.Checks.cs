using Dapper;
using Recto.Journals.CitedBy;
using Recto.Storage.Sql;

namespace Recto.Storage.CitedBy;

public sealed partial class CitationStore
{
    /// <summary>DOIs of published articles that were not asked about since then, those never asked first.</summary>
    /// <param name="feed">What is asked: <c>openCitations</c>, <c>counts</c>.</param>
    /// <param name="before">Asked before then is long ago.</param>
    /// <param name="now">When; what failed waits.</param>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>DOIs as their articles write them.</returns>
    public async Task<IReadOnlyList<string>> ListChecksDueAsync(string feed, DateTimeOffset before, DateTimeOffset now, int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition("""
            SELECT a.doi FROM articles a LEFT JOIN citation_checks c ON c.doi_key = a.doi_key AND c.feed = @feed
            WHERE a.is_draft = 0 AND a.doi_key IS NOT NULL AND (c.asked_at IS NULL OR c.asked_at < @before) AND (c.not_before IS NULL OR c.not_before <= @now)
            ORDER BY CASE WHEN c.asked_at IS NULL THEN 0 ELSE 1 END, c.asked_at, a.doi_key LIMIT @size
            """, new { feed, before, now, size }, cancellationToken: ct))).AsList();
    }

    /// <summary>Notes what a source says of a DOI: how many citations, null where it does not know it. Where a count that pages tell is another, their article is stamped.</summary>
    public async Task KeepCheckAsync(WriteTransaction tx, string feed, string doiKey, int? count, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        if (feed == "counts")
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("""
                UPDATE articles SET cited_at = CASE WHEN cited_at IS NULL OR @now > cited_at THEN @now ELSE cited_at + 1 END
                WHERE doi_key = @doiKey AND COALESCE(CAST(@count AS INTEGER), 0) <> COALESCE((SELECT c.count FROM citation_checks c WHERE c.doi_key = @doiKey AND c.feed = @feed), 0)
                """, new { feed, doiKey, count, now }, tx.Transaction, cancellationToken: ct));
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO citation_checks (doi_key, feed, count, asked_at) VALUES (@doiKey, @feed, @count, @now)
            ON CONFLICT (doi_key, feed) DO UPDATE SET count = excluded.count, asked_at = excluded.asked_at, attempts = 0, not_before = NULL, message = NULL
            """, new { feed, doiKey, count, now }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Notes that a source did not answer about a DOI; what it said before stays.</summary>
    public async Task FailCheckAsync(WriteTransaction tx, string feed, string doiKey, string why, Func<int, TimeSpan> wait, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(wait);
        var attempts = 1 + await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT attempts FROM citation_checks WHERE doi_key = @doiKey AND feed = @feed", new { feed, doiKey }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO citation_checks (doi_key, feed, attempts, not_before, message) VALUES (@doiKey, @feed, @attempts, @after, @why)
            ON CONFLICT (doi_key, feed) DO UPDATE SET attempts = excluded.attempts, not_before = excluded.not_before, message = excluded.message
            """, new { feed, doiKey, attempts, after = now + wait(attempts), why = Keepable(why) }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>DOIs of a journal of which a source did not answer, at most 100.</summary>
    public async Task<IReadOnlyList<FailedCheckRow>> ListFailedChecksAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<FailedCheckRow>(new CommandDefinition("""
            SELECT c.doi_key, c.feed, c.attempts, c.message, c.not_before FROM citation_checks c JOIN articles a ON a.doi_key = c.doi_key
            WHERE c.attempts > 0 AND a.journal_id = @journalId AND a.is_draft = 0 ORDER BY c.doi_key, c.feed LIMIT 100
            """, new { journalId }, cancellationToken: ct))).AsList();
    }

    /// <summary>Printed references of published articles without a DOI that nobody was asked about, each string once.</summary>
    public async Task<IReadOnlyList<UnaskedReference>> ListUnaskedAsync(int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<(string Key, string Printed)>(new CommandDefinition("""
            SELECT w.string_key, MIN(w.printed) FROM cited_works w JOIN articles a ON a.id = w.article_id AND a.is_draft = 0
            WHERE w.string_key IS NOT NULL AND w.doi_key IS NULL AND NOT EXISTS (SELECT 1 FROM reference_matches m WHERE m.string_key = w.string_key)
            GROUP BY w.string_key ORDER BY w.string_key LIMIT @size
            """, new { size }, cancellationToken: ct))).Select(row => new UnaskedReference(row.Key, row.Printed))];
    }

    /// <summary>Keeps what was found for a printed reference, or that nothing was: it is never asked about again.</summary>
    /// <returns>False where somebody has kept an answer already: that one stays.</returns>
    public async Task<bool> KeepMatchAsync(WriteTransaction tx, string stringKey, FoundReference? found, string source, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO reference_matches (string_key, doi, doi_key, confidence, source, asked_at) VALUES (@stringKey, @doi, @doiKey, @confidence, @source, @now) ON CONFLICT (string_key) DO NOTHING
            """, new { stringKey, doi = found?.Doi.Value, doiKey = DoiKey.Of(found?.Doi), confidence = found?.Confidence, source, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>How many references of a journal’s published articles have a DOI, and whence.</summary>
    public async Task<ReferenceReport> ReportAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleAsync<ReferenceReport>(new CommandDefinition("""
            SELECT COUNT(DISTINCT w.article_id) AS articles, COUNT(*) AS "all",
                COUNT(w.doi_key) AS printed,
                COUNT(CASE WHEN w.doi_key IS NULL AND m.doi_key IS NOT NULL THEN 1 END) AS found,
                COUNT(CASE WHEN w.doi_key IS NULL AND m.string_key IS NOT NULL AND m.doi_key IS NULL THEN 1 END) AS not_found,
                COUNT(CASE WHEN w.doi_key IS NULL AND m.string_key IS NULL THEN 1 END) AS unasked
            FROM cited_works w JOIN articles a ON a.id = w.article_id LEFT JOIN reference_matches m ON m.string_key = w.string_key
            WHERE a.journal_id = @journalId AND a.is_draft = 0
            """, new { journalId }, cancellationToken: ct));
    }
}
