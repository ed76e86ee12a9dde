using System.Data.Common;
using Dapper;
using Recto.Journals.Works;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

public sealed partial class WorkStore
{
    // A key that more works share tells nothing.
    private const int MostUnderKey = 40;
    private const int MostFormsCompared = 24;

    /// <summary>
    /// Puts the sources of an article into the index in place of those before. What an editor moved stays where it was put; what is cited as before stays where it was;
    /// everything else is compared with the works that share a key with it. Nothing happens where the index knows a later version of the article, or there is no such article.
    /// </summary>
    /// <param name="tx">The transaction of the article, or one of its own.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="version">The version of the article whose sources these are; null for the one that it has in this transaction.</param>
    /// <param name="cited">Its published sources.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="UnkeepableTextException">A record holds U+0000 or half a surrogate pair.</exception>
    public async Task PutAsync(WriteTransaction tx, Guid articleId, int? version, IReadOnlyList<CitedWork> cited, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(cited);
        await database.Dialect.LockAsync(tx, [Lock], ct);
        var (current, put) = await tx.Connection.QuerySingleOrDefaultAsync<(int, int?)>(new CommandDefinition(
            "SELECT a.version, w.version FROM articles a LEFT JOIN work_articles w ON w.article_id = a.id WHERE a.id = @articleId", new { articleId }, tx.Transaction, cancellationToken: ct));
        version ??= current;
        if (current == 0 || put > version)
        {
            return;
        }

        var sources = cited.Select(work => new SourceToLink(work)).ToList();
        var known = await PlaceKnownAsync(tx, articleId, sources, ct);
        var touched = await DropGoneAsync(tx, articleId, known, sources, ct);
        await LinkAsync(tx, sources.Where(source => source.WorkId is null).ToList(), sources, touched, now, ct);
        await WriteLinksAsync(tx, articleId, sources, touched, ct);
        await RefreshAsync(tx, touched, now, ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO work_articles (article_id, version, analysis) VALUES (@articleId, @version, @analysis)
            ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, analysis = excluded.analysis
            """, new { articleId, version, analysis = Analysis }, tx.Transaction, cancellationToken: ct));
    }

    // What editors moved goes where they put it; what was linked before by the same way of deciding and says the same stays.
    private static async Task<List<KnownLink>> PlaceKnownAsync(WriteTransaction tx, Guid articleId, List<SourceToLink> sources, CancellationToken ct)
    {
        var known = (await tx.Connection.QueryAsync<KnownLink>(new CommandDefinition("""
            SELECT s.source_id, s.work_id, s.fingerprint, s.form_key, s.score, s.reasons, s.decision_id, CASE WHEN w.analysis = @analysis THEN 1 ELSE 0 END AS is_current
            FROM work_sources s LEFT JOIN work_articles w ON w.article_id = s.article_id WHERE s.article_id = @articleId
            """, new { articleId, analysis = Analysis }, tx.Transaction, cancellationToken: ct))).AsList();
        var byFingerprint = known.GroupBy(link => link.Fingerprint).ToDictionary(links => links.Key, links => links.First());
        foreach (var source in sources)
        {
            source.Before = byFingerprint.GetValueOrDefault(source.Cited.Fingerprint);
        }

        var moves = await ListMovesAsync(tx, articleId, ct);
        foreach (var (source, move) in Moved(sources, moves))
        {
            (source.WorkId, source.Score, source.Reasons, source.DecisionId) = (move.WorkId, 0, EditorSaid, move.DecisionId);
        }

        foreach (var source in sources.Where(source => source is { WorkId: null, Before: { IsCurrent: true, DecisionId: null } before } && before.FormKey == source.FormKey))
        {
            (source.WorkId, source.Score, source.Reasons, source.IsKept) = (source.Before!.WorkId, source.Before.Score, source.Before.Reasons, true);
        }

        return known;
    }

    // Takes away what is not cited so any more, so that it does not speak for or against what takes its place.
    private async Task<HashSet<Guid>> DropGoneAsync(WriteTransaction tx, Guid articleId, List<KnownLink> known, List<SourceToLink> sources, CancellationToken ct)
    {
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM work_sources WHERE article_id = @articleId", new { articleId }, tx.Transaction, cancellationToken: ct));
        var kept = sources.Where(source => source.IsKept).Select(source => (source.WorkId!.Value, source.FormKey)).ToHashSet();
        var gone = known.Where(link => !kept.Contains((link.WorkId, link.FormKey))).Select(link => link.WorkId).ToHashSet();
        if (gone.Count > 0)
        {
            // The kept ones hold their forms meanwhile.
            await PruneAsync(tx, gone, ct, kept);
        }

        // Whether a work is public, and by which record it is told, may have changed with the article.
        return [.. known.Select(link => link.WorkId)];
    }

    private async Task LinkAsync(WriteTransaction tx, List<SourceToLink> open, List<SourceToLink> all, HashSet<Guid> touched, DateTimeOffset now, CancellationToken ct)
    {
        if (open.Count > 0)
        {
            var keys = open.SelectMany(source => WorkKeys.Of(source.Shape)).Distinct().ToList();
            var forms = await CandidatesAsync(tx, keys, ct);
            var apart = await ListApartAsync(tx, [.. forms.Select(work => work.Id)], ct);
            var linker = new WorkLinker(forms, () => Guid.CreateVersion7(now), (one, other) => apart.Contains((one, other)));
            foreach (var source in open)
            {
                var link = linker.Link(source.Shape, source.Before?.WorkId);
                (source.WorkId, source.Score, source.Reasons) = (link.WorkId, link.Score, WorksJson.Write(link.Grounds));
                source.IsFounding = link.IsNew && link.WorkId != source.Before?.WorkId;
            }

            await FoundAsync(tx, [.. open.Where(source => source.IsFounding)], now, ct);
            foreach (var (from, into) in linker.Merged)
            {
                await MoveAllAsync(tx, from, into, now, ct);
                touched.Add(from);
                touched.Add(into);
            }

            foreach (var source in all)
            {
                source.WorkId = linker.Now(source.WorkId!.Value);
            }
        }

        touched.UnionWith(all.Select(source => source.WorkId!.Value));
    }

    private async Task<List<WorkForms>> CandidatesAsync(WriteTransaction tx, List<string> keys, CancellationToken ct)
    {
        await using var command = tx.Command($"""
            SELECT f.work_id, f.record FROM (
                SELECT work_id, record, ROW_NUMBER() OVER (PARTITION BY work_id ORDER BY fullness DESC, form_key) AS place FROM work_forms WHERE work_id IN (
                    SELECT work_id FROM (
                        SELECT work_id, ROW_NUMBER() OVER (PARTITION BY work_key ORDER BY work_id) AS place FROM work_keys WHERE work_key {Among("keys")}) k
                    WHERE k.place <= {MostUnderKey})) f
            WHERE f.place <= {MostFormsCompared} ORDER BY f.work_id, f.place
            """);
        AddList(command, database.Dialect, "keys", keys);
        var found = new List<WorkForms>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (id, shapes) = (Guid.Empty, new List<WorkShape>());
        while (await reader.ReadAsync(ct))
        {
            var work = reader.GetGuid(0);
            if (work != id)
            {
                (id, shapes) = (work, []);
                found.Add(new WorkForms(id, shapes));
            }

            shapes.Add(new WorkShape(WorksJson.ReadRecord(reader.GetString(1))));
        }

        return found;
    }

    private static async Task WriteLinksAsync(WriteTransaction tx, Guid articleId, List<SourceToLink> sources, HashSet<Guid> touched, CancellationToken ct)
    {
        var links = new RowWriter(tx, "work_sources", "article_id", "source_id", "ordinal", "work_id", "fingerprint", "form_key", "score", "reasons", "mentions", "mention_count", "decision_id");
        var forms = new RowWriter(tx, "work_forms", "work_id", "form_key", "fullness", "record") { OnConflict = " ON CONFLICT DO NOTHING" };
        var keys = new RowWriter(tx, "work_keys", "work_key", "work_id") { OnConflict = " ON CONFLICT DO NOTHING" };
        foreach (var source in sources)
        {
            var work = source.WorkId!.Value;
            links.Add(articleId, source.Cited.SourceId, source.Cited.Ordinal, work, source.Cited.Fingerprint, source.FormKey, source.Score, source.Reasons, WorksJson.Write(source.Cited.Mentions), source.Cited.Mentions.Count, source.DecisionId);
            if (!source.IsKept)
            {
                forms.Add(work, source.FormKey, BestRecord.Fullness(source.Cited.Record), source.RecordJson);
                foreach (var key in WorkKeys.Of(source.Shape))
                {
                    keys.Add(key, work);
                }
            }

            touched.Add(work);
        }

        await links.WriteAsync(ct);
        await forms.WriteAsync(ct);
        await keys.WriteAsync(ct);
    }

    private static readonly string EditorSaid = WorksJson.Write([new WorkReason(WorkGround.Editor)]);

    private sealed class SourceToLink
    {
        public SourceToLink(CitedWork cited)
        {
            Cited = cited;
            RecordJson = WorksJson.Write(cited.Record);
            StoredText.Require(RecordJson, $"The record of the source {cited.SourceId}");
            FormKey = WorksJson.KeyOf(RecordJson);
        }

        public CitedWork Cited { get; }

        public string RecordJson { get; }

        public string FormKey { get; }

        // Most sources stay where they are, and need none.
        public WorkShape Shape => field ??= new WorkShape(Cited.Record);

        public KnownLink? Before { get; set; }

        public Guid? WorkId { get; set; }

        public double Score { get; set; }

        public string Reasons { get; set; } = "[]";

        public Guid? DecisionId { get; set; }

        public bool IsKept { get; set; }

        public bool IsFounding { get; set; }
    }

    private sealed record KnownLink
    {
        public string SourceId { get; init; } = "";
        public Guid WorkId { get; init; }
        public string Fingerprint { get; init; } = "";
        public string FormKey { get; init; } = "";
        public double Score { get; init; }
        public string Reasons { get; init; } = "";
        public Guid? DecisionId { get; init; }
        public bool IsCurrent { get; init; }
    }
}
