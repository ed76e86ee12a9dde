using System.Security.Cryptography;
using System.Text;
using Dapper;
using Recto.Journals.Articles;
using Recto.Journals.CitedBy;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>
/// Who cites each article: what its own notes and those of others tell, merged into one list (<see cref="CitationMerge"/>), written whenever one of them changes. Drafts and what was withdrawn cite nothing here; what they cite is
/// kept for the day on which they are published.
/// </summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class CitedByStore(Database database)
{
    private const int LongestKey = 500;

    // Which articles cite the one of these keys, with the key of what they cite: where a DOI is printed it alone decides.
    private const string Citing = """
        SELECT w.article_id, w.key FROM cited_works w WHERE w.doi_key = @doiKey
        UNION SELECT w.article_id, w.key FROM cited_works w WHERE w.doi_key IS NULL AND w.whole_key IN (@whole, @main)
        UNION SELECT w.article_id, w.key FROM cited_works w WHERE w.doi_key IS NULL AND w.main_key = @whole
        UNION SELECT w.article_id, w.key FROM reference_matches m JOIN cited_works w ON w.string_key = m.string_key WHERE m.doi_key = @doiKey AND w.doi_key IS NULL
        """;

    private const string CitedByThis = """
        SELECT a.id FROM cited_works w JOIN articles a ON a.doi_key = w.doi_key WHERE w.article_id = @id
        UNION SELECT k.article_id FROM cited_works w JOIN article_keys k ON k.whole_key = w.whole_key WHERE w.article_id = @id AND w.doi_key IS NULL
        UNION SELECT k.article_id FROM cited_works w JOIN article_keys k ON k.main_key = w.whole_key WHERE w.article_id = @id AND w.doi_key IS NULL
        UNION SELECT k.article_id FROM cited_works w JOIN article_keys k ON k.whole_key = w.main_key WHERE w.article_id = @id AND w.doi_key IS NULL
        UNION SELECT a.id FROM cited_works w JOIN reference_matches m ON m.string_key = w.string_key JOIN articles a ON a.doi_key = m.doi_key WHERE w.article_id = @id AND w.doi_key IS NULL
        UNION SELECT c.article_id FROM cited_by c WHERE c.citing_id = @id
        UNION SELECT c.article_id FROM article_relations r JOIN cited_by c ON c.citing_id = r.to_id WHERE r.from_id = @id
        """;

    /// <summary>Writes what an article cites in place of what it cited before, and the lists of everything that this changes: its own too, for others may have cited it before it came.</summary>
    /// <param name="tx">The article’s own transaction, after it was saved.</param>
    /// <param name="id">The article.</param>
    /// <param name="article">Its record.</param>
    /// <param name="cited">What it cites.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAsync(WriteTransaction tx, Guid id, Article article, IReadOnlyList<CitedWorkToSave> cited, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(cited);
        var before = await ListTouchedAsync(tx, id, ct);
        var keys = WorkKeys.Of(article);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO article_keys (article_id, whole_key, main_key) VALUES (@id, @Whole, @Main)
            ON CONFLICT (article_id) DO UPDATE SET whole_key = excluded.whole_key, main_key = excluded.main_key
            """, new { id, Whole = Keepable(keys.Whole), Main = Keepable(keys.Main) }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM cited_works WHERE article_id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        var rows = new RowWriter(tx, "cited_works", "article_id", "key", "source_id", "doi_key", "whole_key", "main_key", "string_key", "printed");
        foreach (var work in cited.Where(work => StoredText.CanStand(work.Key, work.SourceId ?? "", work.DoiKey ?? "")).DistinctBy(work => work.Key, StringComparer.Ordinal))
        {
            var printed = Keepable(work.Printed, int.MaxValue);
            rows.Add(id, work.Key, work.SourceId, Keepable(work.DoiKey), Keepable(work.Titles.Whole), Keepable(work.Titles.Main), printed is null ? null : ReferenceLookup.KeyOf(printed), printed);
        }

        await rows.WriteAsync(ct);
        await RefreshAsync(tx, before.Union(await ListTouchedAsync(tx, id, ct)).Append(id), now, ct);
    }

    /// <summary>Writes the lists of everything that an article cites: it was published, withdrawn, or is about to go.</summary>
    internal static async Task CitingChangedAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => await RefreshAsync(tx, await ListTouchedAsync(tx, id, ct), now, ct);

    /// <summary>Writes the lists of these DOIs’ articles, where the site has them.</summary>
    /// <param name="tx">The transaction in which what is told of them was changed.</param>
    /// <param name="doiKeys">DOIs, upper case.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many lists changed.</returns>
    public async Task<int> RefreshAsync(WriteTransaction tx, IReadOnlyCollection<string> doiKeys, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(doiKeys);
        var ids = new List<Guid>();
        foreach (var keys in doiKeys.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var values = new DynamicParameters();
            ids.AddRange(await tx.Connection.QueryAsync<Guid>(new CommandDefinition($"SELECT id FROM articles WHERE {values.In("doi_key", "key", keys)}", values, tx.Transaction, cancellationToken: ct)));
        }

        return await RefreshAsync(tx, ids, now, ct);
    }

    private static async Task<IReadOnlyList<Guid>> ListTouchedAsync(WriteTransaction tx, Guid id, CancellationToken ct) =>
        (await tx.Connection.QueryAsync<Guid>(new CommandDefinition(CitedByThis, new { id }, tx.Transaction, cancellationToken: ct))).AsList();

    private static async Task<int> RefreshAsync(WriteTransaction tx, IEnumerable<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var sorted = ids.Distinct().Order().ToList();
        await tx.Database.Dialect.LockAsync(tx, sorted.Select(id => "cited " + id.ToString("N")), ct);
        var changed = 0;
        foreach (var id in sorted)
        {
            changed += await RefreshAsync(tx, id, now, ct) ? 1 : 0;
        }

        return changed;
    }

    private static async Task<bool> RefreshAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        CommandDefinition Query(string sql, object values) => new(sql, values, tx.Transaction, cancellationToken: ct);
        if (await tx.Connection.QuerySingleOrDefaultAsync<Cited>(Query("SELECT a.article, a.doi_key, k.whole_key, k.main_key FROM articles a LEFT JOIN article_keys k ON k.article_id = a.id WHERE a.id = @id", new { id })) is not { } cited)
        {
            return false;
        }

        var keys = new { id, doiKey = cited.DoiKey, whole = cited.WholeKey, main = cited.MainKey };
        var before = (await tx.Connection.QueryAsync<Kept>(Query("SELECT id, key, citing_id, record, is_self, is_retracted FROM cited_by WHERE article_id = @id", keys))).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var others = (await tx.Connection.QueryAsync<Told>(Query("SELECT source, record, is_self, first_seen, last_seen FROM citations WHERE cited_key = @doiKey", keys))).AsList();
        var own = (await tx.Connection.QueryAsync<Own>(Query($"""
            SELECT a.id, a.slug, a.article, j.title AS journal, i.volume, i.number,
                CASE WHEN EXISTS (SELECT 1 FROM article_relations r JOIN articles n ON n.id = r.from_id WHERE r.to_id = a.id AND r.type = '{Retraction}' AND n.is_draft = 0) THEN 1 ELSE 0 END AS is_retracted
            FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
            WHERE a.is_draft = 0 AND a.id <> @id AND a.id IN (SELECT x.article_id FROM ({Citing}) x)
            """, keys))).AsList();
        if (before.Count == 0 && others.Count == 0 && own.Count == 0)
        {
            return false;
        }

        var known = others.Count == 0 ? [] : (await tx.Connection.QueryAsync<(string Key, string Record)>(Query("""
            SELECT r.citing_key, r.record FROM citing_records r WHERE r.record IS NOT NULL AND r.citing_key IN (SELECT c.citing_key FROM citations c WHERE c.cited_key = @doiKey)
            """, keys))).ToDictionary(row => row.Key, row => CitingWorkJson.Read(row.Record), StringComparer.Ordinal);
        var seen = before.Values.Where(row => row.CitingId is not null).GroupBy(row => row.CitingId!.Value)
            .ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Read().SeenBy.Where(by => by.Source == CitationSource.OwnNotes).Select(by => (DateTimeOffset?)by.First).Min()) ?? now);
        var merged = CitationMerge.Of(new CitedArticle(cited.DoiKey is null ? [] : [cited.DoiKey], CitingWorks.AuthorsOf(StoredJson.ReadArticle(cited.Article))),
        [
            .. others.Select(row => new ToldCitation(Words.Read<CitationSource>(row.Source), CitingWorkJson.Read(row.Record), row.FirstSeen, row.LastSeen) { IsSelf = row.IsSelf == 1 }),
            .. own.Select(row => new ToldCitation(CitationSource.OwnNotes, CitingWorks.Of(StoredJson.ReadArticle(row.Article), row.Journal, row.Volume, row.Number, "/articles/" + Uri.EscapeDataString(row.Slug)) with { IsRetracted = row.IsRetracted == 1 },
                seen.GetValueOrDefault(row.Id, now), now) { ArticleId = row.Id }),
        ], known);
        return await WriteAsync(tx, id, before, merged, now, ct);
    }

    private static async Task<bool> WriteAsync(WriteTransaction tx, Guid id, Dictionary<string, Kept> before, IReadOnlyList<MergedCitation> merged, DateTimeOffset now, CancellationToken ct)
    {
        var gone = before.Keys.Except(merged.Select(one => one.Key), StringComparer.Ordinal).ToList();
        var written = merged.Select(one => (Citation: one, Record: CitingWorkJson.WriteMerged(one)))
            .Where(one => !before.TryGetValue(one.Citation.Key, out var row) || row.Record != one.Record || row.CitingId != one.Citation.ArticleId || (row.IsSelf == 1) != one.Citation.IsSelf || (row.IsRetracted == 1) != one.Citation.IsRetracted).ToList();
        if (gone.Count == 0 && written.Count == 0)
        {
            return false;
        }

        foreach (var key in gone.Concat(written.Select(one => one.Citation.Key)))
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM cited_by WHERE article_id = @id AND id = @row", new { id, row = IdOf(id, key) }, tx.Transaction, cancellationToken: ct));
        }

        var rows = new RowWriter(tx, "cited_by", "article_id", "id", "key", "citing_id", "in_crossref", "in_open", "in_notes", "kind", "year", "is_self", "is_retracted", "first_seen", "by_year", "by_found", "by_author", "record");
        foreach (var (one, record) in written)
        {
            var (work, found) = (one.Work, Instants.ToStored(one.FirstSeen));
            var author = Shortened($"{(work.Authors.Count > 0 ? WorkKeys.Folded(work.Authors[0].Family) : null) ?? "\uFFFD"} {WorkKeys.Folded(work.Title)}");
            rows.Add(id, IdOf(id, one.Key), one.Key, one.ArticleId, Is(CitationSource.Crossref), Is(CitationSource.OpenCitations), Is(CitationSource.OwnNotes), CitingWorks.WordOf(work.Kind), work.Year, one.IsSelf ? 1 : 0, one.IsRetracted ? 1 : 0,
                found, FormattableString.Invariant($"{work.Year ?? 0:0000}"), FormattableString.Invariant($"{found:00000000000000000000}"), author, record);
            int Is(CitationSource source) => one.SeenBy.Any(by => by.Source == source) ? 1 : 0;
        }

        await rows.WriteAsync(ct);
        int Count(CitationSource source) => merged.Count(one => one.SeenBy.Any(by => by.Source == source));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE articles SET cited_count = @all, cited_crossref = @crossref, cited_open = @open, cited_notes = @notes, cited_at = CASE WHEN cited_at IS NULL OR @now > cited_at THEN @now ELSE cited_at + 1 END WHERE id = @id
            """, new { id, all = merged.Count, crossref = Count(CitationSource.Crossref), open = Count(CitationSource.OpenCitations), notes = Count(CitationSource.OwnNotes), now }, tx.Transaction, cancellationToken: ct));
        return true;
    }

    // The same for ever, so that a list’s place and a feed’s entry outlive a rewriting.
    private static Guid IdOf(Guid article, string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(article.ToString("N") + key)).AsSpan(0, 16), bigEndian: true);

    private static string Retraction => RelationTypes.Of(RelationKind.Retraction);

    private static string? Keepable(string? text, int longest = LongestKey) => text is null || text.Length > longest || StoredText.FindUnkeepable(text) >= 0 ? null : text;

    private static string Shortened(string text) => ShortText.Of(text, 200);

    private sealed record Cited
    {
        public string Article { get; init; } = "";
        public string? DoiKey { get; init; }
        public string? WholeKey { get; init; }
        public string? MainKey { get; init; }
    }

    private sealed record Told
    {
        public string Source { get; init; } = "";
        public string Record { get; init; } = "";
        public int? IsSelf { get; init; }
        public DateTimeOffset FirstSeen { get; init; }
        public DateTimeOffset LastSeen { get; init; }
    }

    private sealed record Own
    {
        public Guid Id { get; init; }
        public string Slug { get; init; } = "";
        public string Article { get; init; } = "";
        public string Journal { get; init; } = "";
        public string? Volume { get; init; }
        public string? Number { get; init; }
        public int IsRetracted { get; init; }
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public Guid? CitingId { get; init; }
        public string Record { get; init; } = "";
        public int IsSelf { get; init; }
        public int IsRetracted { get; init; }

        public MergedCitation Read() => CitingWorkJson.ReadMerged(Record, Key, CitingId, IsSelf == 1, IsRetracted == 1);
    }
}
