using Dapper;
using Recto.Journals.CitedBy;
using Recto.Storage.Sql;

namespace Recto.Storage.CitedBy;

public sealed partial class CitationStore
{
    /// <summary>Keeps what a source tells. What it tells again is seen again, and nothing else.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="source">Crossref or OpenCitations.</param>
    /// <param name="told">What it tells, the same perhaps twice.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CitationsSaved> SaveAsync(WriteTransaction tx, CitationSource source, IReadOnlyCollection<CitationToSave> told, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(told);
        var (added, touched) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var cited in told.Where(IsKeepable).GroupBy(one => one.CitedKey, StringComparer.Ordinal).OrderBy(cited => cited.Key, StringComparer.Ordinal))
        {
            var before = await RecordsAsync(tx, cited.Key, source, ct);
            foreach (var one in cited.DistinctBy(one => one.Work.Key, StringComparer.Ordinal).OrderBy(one => one.Work.Key, StringComparer.Ordinal))
            {
                var record = CitingWorkJson.Write(one.Work);
                var isNew = !before.TryGetValue(one.Work.Key!, out var known);
                added += isNew ? 1 : 0;
                if (isNew || known != record)
                {
                    touched.Add(cited.Key);
                }

                await tx.Connection.ExecuteAsync(new CommandDefinition("""
                    INSERT INTO citations (cited_key, source, citing_key, record, is_self, first_seen, last_seen) VALUES (@cited, @source, @citing, @record, @isSelf, @now, @now)
                    ON CONFLICT (cited_key, source, citing_key) DO UPDATE SET record = excluded.record, is_self = excluded.is_self, last_seen = excluded.last_seen
                    """, new { cited = cited.Key, source = Words.Of(source), citing = one.Work.Key, record, isSelf = one.IsSelf is { } self ? self ? 1 : 0 : (int?)null, now }, tx.Transaction, cancellationToken: ct));
            }
        }

        return new CitationsSaved(added, 0, touched);
    }

    /// <summary>Keeps everything that a source tells of one DOI: what it tells no longer is taken away.</summary>
    public async Task<CitationsSaved> ReplaceAsync(WriteTransaction tx, CitationSource source, string citedKey, IReadOnlyCollection<CitationToSave> told, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(told);
        var saved = await SaveAsync(tx, source, told, now, ct);
        var gone = (await RecordsAsync(tx, citedKey, source, ct)).Keys.Except(told.Select(one => one.Work.Key!), StringComparer.Ordinal).ToList();
        foreach (var citing in gone)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM citations WHERE cited_key = @citedKey AND source = @source AND citing_key = @citing", new { citedKey, source = Words.Of(source), citing }, tx.Transaction, cancellationToken: ct));
        }

        return saved with { Removed = gone.Count, Touched = gone.Count > 0 ? [citedKey] : saved.Touched };
    }

    /// <summary>DOIs that cite this site’s articles and of which the register was not asked since then, those never asked first.</summary>
    public async Task<IReadOnlyList<string>> ListRecordsDueAsync(DateTimeOffset before, int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition("""
            SELECT x.citing_key FROM (SELECT DISTINCT c.citing_key FROM citations c JOIN articles a ON a.doi_key = c.cited_key AND a.is_draft = 0 WHERE c.citing_key LIKE '10.%') x
            LEFT JOIN citing_records r ON r.citing_key = x.citing_key WHERE r.asked_at IS NULL OR r.asked_at < @before
            ORDER BY CASE WHEN r.asked_at IS NULL THEN 0 ELSE 1 END, r.asked_at, x.citing_key LIMIT @size
            """, new { before, size }, cancellationToken: ct))).AsList();
    }

    /// <summary>Keeps what the register says of citing works.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="records">DOI, upper case, and record; null where the register does not know it.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Cited DOIs of which something changed.</returns>
    public async Task<IReadOnlyCollection<string>> KeepRecordsAsync(WriteTransaction tx, IReadOnlyDictionary<string, CitingWork?> records, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(records);
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, work) in records.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var record = work is null || StoredText.FindUnkeepable(CitingWorkJson.Write(work)) >= 0 ? null : CitingWorkJson.Write(work);
            await tx.Connection.ExecuteAsync(new CommandDefinition("""
                INSERT INTO citing_records (citing_key, record, asked_at) VALUES (@key, @record, @now)
                ON CONFLICT (citing_key) DO UPDATE SET record = COALESCE(excluded.record, citing_records.record), asked_at = excluded.asked_at
                """, new { key, record, now }, tx.Transaction, cancellationToken: ct));
            touched.UnionWith(await tx.Connection.QueryAsync<string>(new CommandDefinition("SELECT DISTINCT cited_key FROM citations WHERE citing_key = @key", new { key }, tx.Transaction, cancellationToken: ct)));
        }

        return touched;
    }

    private static bool IsKeepable(CitationToSave one) => one.Work.Key is { Length: <= 500 } key && one.CitedKey.Length <= 500 && StoredText.CanStand(key, one.CitedKey) && StoredText.FindUnkeepable(CitingWorkJson.Write(one.Work)) < 0;

    private static async Task<Dictionary<string, string>> RecordsAsync(WriteTransaction tx, string citedKey, CitationSource source, CancellationToken ct) =>
        (await tx.Connection.QueryAsync<(string Key, string Record)>(new CommandDefinition("SELECT citing_key, record FROM citations WHERE cited_key = @citedKey AND source = @source", new { citedKey, source = Words.Of(source) }, tx.Transaction, cancellationToken: ct)))
        .ToDictionary(row => row.Key, row => row.Record, StringComparer.Ordinal);
}
