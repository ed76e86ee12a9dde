using Dapper;
using Recto.Journals.Works;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

/// <summary>What editors say of works, and what follows.</summary>
public sealed partial class WorkStore
{
    /// <summary>Most sources that one decision moves.</summary>
    public const int MostMoved = 5000;

    /// <summary>Makes two works one: all sources of the one belong to the other from now on, and its address leads there. Holds when the articles are read anew.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="from">The work that ends.</param>
    /// <param name="into">The work that stays.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The decision; null where there is no such pair of works any more, or where too many sources would move.</returns>
    public async Task<Guid?> MergeAsync(WriteTransaction tx, Guid from, Guid into, WorkDecider by, DateTimeOffset now, CancellationToken ct)
    {
        await BeginAsync(tx, by, ct);
        var sources = await SourcesOfAsync(tx, from, ct);
        if (from == into || sources.Count is 0 or > MostMoved || await TitleAsync(tx, from, ct) is not { } fromTitle || await TitleAsync(tx, into, ct) is not { } intoTitle)
        {
            return null;
        }

        var id = await DecideAsync(tx, "merge", (from, fromTitle), (into, intoTitle), by, now, sources, ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE work_sources SET score = 0, reasons = @EditorSaid, decision_id = @id WHERE work_id = @from", new { EditorSaid, id, from }, tx.Transaction, cancellationToken: ct));
        await MoveAllAsync(tx, from, into, now, ct);
        await RefreshAsync(tx, [from, into], now, ct);
        return id;
    }

    /// <summary>Takes sources out of a work: they are a work of their own from now on, or belong to another one. Holds when the articles are read anew.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="from">The work that keeps the rest.</param>
    /// <param name="chosen">Article and source of each that goes.</param>
    /// <param name="into">The work to which they go; null for a new one.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The decision and the work to which they went; null where the work has none of these, or nothing would be left of it.</returns>
    public async Task<(Guid Decision, Guid Work)?> SplitAsync(WriteTransaction tx, Guid from, IReadOnlyCollection<(Guid ArticleId, string SourceId)> chosen, Guid? into, WorkDecider by, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        await BeginAsync(tx, by, ct);
        var all = await SourcesOfAsync(tx, from, ct);
        var wanted = chosen.ToHashSet();
        var going = all.Where(source => wanted.Contains((source.ArticleId, source.SourceId))).ToList();
        if (going.Count == 0 || going.Count == all.Count || going.Count > MostMoved || into == from || await TitleAsync(tx, from, ct) is not { } fromTitle)
        {
            return null;
        }

        string? title;
        var to = into ?? Guid.CreateVersion7(now);
        if (into is null)
        {
            var best = BestRecord.Of(going.Select(source => WorksJson.ReadRecord(source.Record)));
            var rows = NewWorks(tx);
            var slug = WorkSlugs.Of(best);
            AddNew(rows, to, FreeSlug(slug, await TakenSlugsAsync(tx, [slug], ct)), best, WorksJson.Write(best), now);
            await rows.WriteAsync(ct);
            title = best.DisplayTitle ?? "";
        }
        else if ((title = await TitleAsync(tx, to, ct)) is null)
        {
            return null;
        }

        var id = await DecideAsync(tx, "split", (from, fromTitle), (to, title), by, now, going, ct);
        await MoveAsync(tx, going, from, to, id, now, ct);
        return (id, to);
    }

    /// <summary>Takes a decision back: what it moved, and is still where it put it, goes back. It is kept in the history.</summary>
    /// <returns>The decision; null where it does not hold any more.</returns>
    public async Task<WorkDecisionRow?> UndoAsync(WriteTransaction tx, Guid decision, WorkDecider by, DateTimeOffset now, CancellationToken ct)
    {
        await BeginAsync(tx, by, ct);
        var row = await tx.Connection.QuerySingleOrDefaultAsync<WorkDecisionRow>(new CommandDefinition($"{DecisionColumns} WHERE d.id = @decision AND d.ended_at IS NULL", new { decision }, tx.Transaction, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE work_decisions SET ended_at = @now, ended_by = @Person WHERE id = @decision", new { decision, now, by.Person }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE works SET merged_into = NULL WHERE id = @FromWork", new { row.FromWork }, tx.Transaction, cancellationToken: ct));
        var there = await SourcesOfAsync(tx, row.ToWork, ct);
        var back = there.Where(source => source.DecisionId == decision).ToList();
        await MoveAsync(tx, [.. back, .. Followers(there, back)], row.ToWork, row.FromWork, null, now, ct);
        return row;
    }

    /// <summary>What was decided of a work, latest first, at most 200; of all works where none is named.</summary>
    public async Task<IReadOnlyList<WorkDecisionRow>> ListDecisionsAsync(Guid? work, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<WorkDecisionRow>(new CommandDefinition(
            $"{DecisionColumns} {(work is null ? "" : "WHERE d.from_work = @work OR d.to_work = @work")} ORDER BY d.at DESC, d.id DESC LIMIT 200", new { work }, cancellationToken: ct))).AsList();
    }

    // What came later because what was moved stood there: it fits that better than what stays.
    private static IEnumerable<MovingSource> Followers(List<MovingSource> there, List<MovingSource> back)
    {
        static List<WorkShape> Shapes(IEnumerable<MovingSource> sources) => [.. sources.DistinctBy(source => source.FormKey).Take(MostFormsCompared).Select(source => new WorkShape(WorksJson.ReadRecord(source.Record)))];
        static double Best(WorkShape shape, IEnumerable<WorkShape> shapes) => shapes.Select(other => WorkComparison.Of(shape, other)).Where(found => found.Verdict == WorkVerdict.Same).Select(found => found.Score).DefaultIfEmpty(0).Max();
        var gone = back.Select(source => source.FormKey).ToHashSet();
        var going = Shapes(back);
        foreach (var source in there.Where(source => source.DecisionId is null).Take(MostFormsCompared * 20))
        {
            var shape = new WorkShape(WorksJson.ReadRecord(source.Record));
            if (gone.Contains(source.FormKey) || Best(shape, going) > Best(shape, Shapes(there.Where(other => other.DecisionId is null && other.FormKey != source.FormKey && !gone.Contains(other.FormKey)))))
            {
                yield return source;
            }
        }
    }

    private const string DecisionColumns = """
        SELECT d.id, d.kind, d.from_work, d.to_work, d.from_title, d.to_title, d.person, d.reason, d.at, d.ended_at, d.ended_by, f.slug AS from_slug, t.slug AS to_slug,
            (SELECT COUNT(*) FROM work_moves m WHERE m.decision_id = d.id) AS moved
        FROM work_decisions d JOIN works f ON f.id = d.from_work JOIN works t ON t.id = d.to_work
        """;

    private async Task BeginAsync(WriteTransaction tx, WorkDecider by, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(by);
        StoredText.Require(by.Person, "The name of the editor");
        StoredText.Require(by.Reason, "The reason");
        await database.Dialect.LockAsync(tx, [Lock], ct);
    }

    private static async Task<Guid> DecideAsync(WriteTransaction tx, string kind, (Guid Id, string Title) from, (Guid Id, string Title) to, WorkDecider by, DateTimeOffset now, List<MovingSource> sources, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO work_decisions (id, kind, from_work, to_work, from_title, to_title, person_id, person, reason, at)
            VALUES (@id, @kind, @fromId, @toId, @fromTitle, @toTitle, @PersonId, @Person, @reason, @now)
            """, new { id, kind, fromId = from.Id, toId = to.Id, fromTitle = from.Title, toTitle = to.Title, by.PersonId, by.Person, reason = StoredText.Worded(by.Reason), now }, tx.Transaction, cancellationToken: ct));
        var moves = new RowWriter(tx, "work_moves", "decision_id", "article_id", "fingerprint", "record") { OnConflict = " ON CONFLICT DO NOTHING" };
        foreach (var source in sources)
        {
            moves.Add(id, source.ArticleId, source.Fingerprint, source.Record);
        }

        await moves.WriteAsync(ct);
        return id;
    }

    private async Task MoveAsync(WriteTransaction tx, List<MovingSource> sources, Guid from, Guid to, Guid? decision, DateTimeOffset now, CancellationToken ct)
    {
        var forms = new RowWriter(tx, "work_forms", "work_id", "form_key", "fullness", "record") { OnConflict = " ON CONFLICT DO NOTHING" };
        var keys = new RowWriter(tx, "work_keys", "work_key", "work_id") { OnConflict = " ON CONFLICT DO NOTHING" };
        foreach (var source in sources)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition(
                "UPDATE work_sources SET work_id = @to, score = 0, reasons = @EditorSaid, decision_id = @decision WHERE article_id = @ArticleId AND source_id = @SourceId", new { to, EditorSaid, decision, source.ArticleId, source.SourceId }, tx.Transaction, cancellationToken: ct));
        }

        foreach (var (form, record) in sources.Select(source => (source.FormKey, source.Record)).Distinct())
        {
            var read = WorksJson.ReadRecord(record);
            forms.Add(to, form, BestRecord.Fullness(read), record);
            foreach (var key in WorkKeys.Of(new WorkShape(read)))
            {
                keys.Add(key, to);
            }
        }

        await forms.WriteAsync(ct);
        await keys.WriteAsync(ct);
        await PruneAsync(tx, [from], ct);
        await RefreshAsync(tx, [from, to], now, ct);
    }

    private static async Task<List<MovingSource>> SourcesOfAsync(WriteTransaction tx, Guid work, CancellationToken ct) =>
        (await tx.Connection.QueryAsync<MovingSource>(new CommandDefinition("""
            SELECT s.article_id, s.source_id, s.fingerprint, s.form_key, s.decision_id, f.record FROM work_sources s JOIN work_forms f ON f.work_id = s.work_id AND f.form_key = s.form_key
            WHERE s.work_id = @work LIMIT @limit
            """, new { work, limit = MostMoved + 1 }, tx.Transaction, cancellationToken: ct))).AsList();

    private static Task<string?> TitleAsync(WriteTransaction tx, Guid work, CancellationToken ct) =>
        tx.Connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT title FROM works WHERE id = @work AND merged_into IS NULL", new { work }, tx.Transaction, cancellationToken: ct));

    // Where editors put sources of an article, the latest word first; a work that has become one with another stands for it.
    private static async Task<List<KnownMove>> ListMovesAsync(WriteTransaction tx, Guid articleId, CancellationToken ct) =>
        (await tx.Connection.QueryAsync<KnownMove>(new CommandDefinition("""
            SELECT m.fingerprint, m.record, d.id AS decision_id, COALESCE(w.merged_into, w.id) AS work_id
            FROM work_moves m JOIN work_decisions d ON d.id = m.decision_id JOIN works w ON w.id = d.to_work
            WHERE m.article_id = @articleId AND d.ended_at IS NULL ORDER BY d.at DESC, d.id DESC
            """, new { articleId }, tx.Transaction, cancellationToken: ct))).AsList();

    // Each move takes the source with the same printed words; where there is none any more, the one whose record is the same work.
    private static IEnumerable<(SourceToLink Source, KnownMove Move)> Moved(List<SourceToLink> sources, List<KnownMove> moves)
    {
        var open = sources.ToList();
        var moved = moves.DistinctBy(move => move.Fingerprint).ToList();
        foreach (var move in moved.ToList())
        {
            if (open.Find(source => source.Cited.Fingerprint == move.Fingerprint) is { } same)
            {
                open.Remove(same);
                moved.Remove(move);
                yield return (same, move);
            }
        }

        foreach (var move in moved)
        {
            var shape = new WorkShape(WorksJson.ReadRecord(move.Record));
            var best = open.Select(source => (Source: source, Judgement: WorkComparison.Of(shape, source.Shape))).Where(found => found.Judgement.Verdict == WorkVerdict.Same)
                .OrderByDescending(found => found.Judgement.Score).ThenBy(found => found.Source.Cited.Ordinal).FirstOrDefault();
            if (best.Source is { } alike)
            {
                open.Remove(alike);
                yield return (alike, move);
            }
        }
    }

    private async Task<HashSet<(Guid, Guid)>> ListApartAsync(WriteTransaction tx, List<Guid> works, CancellationToken ct)
    {
        if (works.Count < 2)
        {
            return [];
        }

        await using var command = tx.Command($"SELECT from_work, to_work FROM work_decisions WHERE kind = 'split' AND ended_at IS NULL AND from_work {Among("works")} AND to_work {Among("works")}");
        AddList(command, database.Dialect, "works", works);
        var apart = new HashSet<(Guid, Guid)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            apart.Add((reader.GetGuid(0), reader.GetGuid(1)));
            apart.Add((reader.GetGuid(1), reader.GetGuid(0)));
        }

        return apart;
    }

    private sealed record MovingSource
    {
        public Guid ArticleId { get; init; }
        public string SourceId { get; init; } = "";
        public string Fingerprint { get; init; } = "";
        public string FormKey { get; init; } = "";
        public Guid? DecisionId { get; init; }
        public string Record { get; init; } = "";
    }

    private sealed record KnownMove
    {
        public string Fingerprint { get; init; } = "";
        public string Record { get; init; } = "";
        public Guid DecisionId { get; init; }
        public Guid WorkId { get; init; }
    }
}
