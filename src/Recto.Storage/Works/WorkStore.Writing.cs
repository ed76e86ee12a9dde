using Dapper;
using Recto.Journals.Works;
using Recto.Notes.Resolution;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

public sealed partial class WorkStore
{
    private const int MostFormsWeighed = 60;
    private const int LongestSortKey = 120;
    private const int MostWords = 16;
    private const int LongestWord = 40;

    // Rows for new works, with ids that people can read; what they say follows (RefreshAsync).
    private static async Task FoundAsync(WriteTransaction tx, List<SourceToLink> founding, DateTimeOffset now, CancellationToken ct)
    {
        var wanted = founding.DistinctBy(source => source.WorkId).Select(source => (Id: source.WorkId!.Value, Slug: WorkSlugs.Of(source.Cited.Record), source)).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var taken = await TakenSlugsAsync(tx, [.. wanted.Select(work => work.Slug).Distinct()], ct);
        var rows = NewWorks(tx);
        foreach (var (id, slug, source) in wanted)
        {
            AddNew(rows, id, FreeSlug(slug, taken), source.Cited.Record, source.RecordJson, now);
        }

        await rows.WriteAsync(ct);
    }

    private static RowWriter NewWorks(WriteTransaction tx) => new(tx, "works", "id", "slug", "kind", "title", "names", "year", "sort_key", "record", "created_at", "changed_at");

    private static void AddNew(RowWriter rows, Guid id, string slug, WorkRecord record, string json, DateTimeOffset now) =>
        rows.Add(id, slug, Words.Of(record.Kind), record.DisplayTitle ?? "", null, null, "", json, Instants.ToStored(now), Instants.ToStored(now));

    private static string FreeSlug(string slug, HashSet<string> taken)
    {
        var free = slug;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return free;
    }

    private static async Task<HashSet<string>> TakenSlugsAsync(WriteTransaction tx, List<string> slugs, CancellationToken ct)
    {
        var dialect = tx.Database.Dialect;
        // Whatever begins with "slug-" lies between it and "slug.", for both databases compare slugs byte by byte.
        await using var command = tx.Command(dialect.HasOneWriter
            ? "SELECT w.slug FROM json_each(@slugs) x JOIN works w ON w.slug = x.value OR (w.slug > x.value || '-' AND w.slug < x.value || '.')"
            : "SELECT w.slug FROM unnest(@slugs) x (value) JOIN works w ON w.slug = x.value OR (w.slug > (x.value || '-') COLLATE \"C\" AND w.slug < (x.value || '.') COLLATE \"C\")");
        AddList(command, dialect, "slugs", slugs);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            taken.Add(reader.GetString(0));
        }

        return taken;
    }

    // Everything that is one with another work goes there; its address leads there from now on.
    private static async Task MoveAllAsync(WriteTransaction tx, Guid from, Guid into, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var sql in new[]
        {
            "UPDATE work_sources SET work_id = @into WHERE work_id = @from",
            "INSERT INTO work_forms (work_id, form_key, fullness, record) SELECT @into, form_key, fullness, record FROM work_forms WHERE work_id = @from ON CONFLICT DO NOTHING",
            "INSERT INTO work_keys (work_key, work_id) SELECT work_key, @into FROM work_keys WHERE work_id = @from ON CONFLICT DO NOTHING",
            "DELETE FROM work_forms WHERE work_id = @from",
            "DELETE FROM work_keys WHERE work_id = @from",
            "DELETE FROM work_words WHERE work_id = @from",
            "UPDATE works SET merged_into = @into WHERE merged_into = @from",
            "UPDATE works SET merged_into = @into, changed_at = @now WHERE id = @from",
        })
        {
            // SQLite and PostgreSQL both read INSERT … SELECT … ON CONFLICT only where the SELECT has a WHERE.
            await tx.Connection.ExecuteAsync(new CommandDefinition(sql, new { from, into, now }, tx.Transaction, cancellationToken: ct));
        }
    }

    // Forms that no source has any more, and the keys that only they gave.
    private async Task PruneAsync(WriteTransaction tx, HashSet<Guid> works, CancellationToken ct, HashSet<(Guid Work, string Form)>? kept = null)
    {
        if (works.Count == 0)
        {
            return;
        }

        var (orphans, left) = (new List<(Guid Work, string Form)>(), new List<(Guid Work, string Record)>());
        await using (var command = tx.Command($"""
            SELECT f.work_id, f.form_key, f.record, CASE WHEN EXISTS (SELECT 1 FROM work_sources s WHERE s.work_id = f.work_id AND s.form_key = f.form_key) THEN 1 ELSE 0 END
            FROM work_forms f WHERE f.work_id {Among("works")}
            """))
        {
            AddList(command, database.Dialect, "works", works);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var (work, form) = (reader.GetGuid(0), reader.GetString(1));
                if (reader.GetInt32(3) != 0 || kept?.Contains((work, form)) == true)
                {
                    left.Add((work, reader.GetString(2)));
                }
                else
                {
                    orphans.Add((work, form));
                }
            }
        }

        if (orphans.Count == 0)
        {
            return;
        }

        foreach (var (work, form) in orphans)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM work_forms WHERE work_id = @work AND form_key = @form", new { work, form }, tx.Transaction, cancellationToken: ct));
        }

        var losing = orphans.Select(orphan => orphan.Work).ToHashSet();
        var keys = new RowWriter(tx, "work_keys", "work_key", "work_id") { OnConflict = " ON CONFLICT DO NOTHING" };
        await using (var command = tx.Command($"DELETE FROM work_keys WHERE work_id {Among("works")}"))
        {
            AddList(command, database.Dialect, "works", losing);
            await command.ExecuteNonQueryAsync(ct);
        }

        foreach (var (work, key) in left.Where(form => losing.Contains(form.Work)).SelectMany(form => WorkKeys.Of(new WorkShape(WorksJson.ReadRecord(form.Record))).Select(key => (form.Work, key))).Distinct())
        {
            keys.Add(key, work);
        }

        await keys.WriteAsync(ct);
    }

    // Says anew what is told of works: from the forms that published articles print, where there are any. Works that nobody cites any more go, unless something leads to them.
    private async Task RefreshAsync(WriteTransaction tx, HashSet<Guid> works, DateTimeOffset now, CancellationToken ct)
    {
        if (works.Count == 0)
        {
            return;
        }

        await using (var command = tx.Command($"""
            DELETE FROM works WHERE id {Among("works")} AND NOT EXISTS (SELECT 1 FROM work_sources s WHERE s.work_id = works.id)
                AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM works m WHERE m.merged_into = works.id)
                AND NOT EXISTS (SELECT 1 FROM work_decisions d JOIN work_moves m ON m.decision_id = d.id WHERE d.from_work = works.id OR d.to_work = works.id)
            """))
        {
            AddList(command, database.Dialect, "works", works);
            await command.ExecuteNonQueryAsync(ct);
        }

        var rows = new RowWriter(tx, "works", "id", "slug", "kind", "title", "names", "year", "sort_key", "record", "doi", "doi_key", "doi_from", "isbn", "oclc", "articles", "created_at", "changed_at")
        {
            // A DOI that is not printed stays: matching or an editor gave it.
            OnConflict = """
                 ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, names = excluded.names, year = excluded.year, sort_key = excluded.sort_key, record = excluded.record,
                    doi = CASE WHEN excluded.doi IS NULL AND works.doi_from <> 'printed' THEN works.doi ELSE excluded.doi END,
                    doi_key = CASE WHEN excluded.doi IS NULL AND works.doi_from <> 'printed' THEN works.doi_key ELSE excluded.doi_key END,
                    doi_from = CASE WHEN excluded.doi IS NULL AND works.doi_from <> 'printed' THEN works.doi_from ELSE excluded.doi_from END,
                    doi_score = CASE WHEN excluded.doi IS NULL AND works.doi_from <> 'printed' THEN works.doi_score END,
                    isbn = excluded.isbn, oclc = excluded.oclc, articles = excluded.articles, changed_at = excluded.changed_at
                """,
        };
        var words = new RowWriter(tx, "work_words", "word", "work_id") { OnConflict = " ON CONFLICT DO NOTHING" };
        var told = await ToldAsync(tx, works, ct);
        foreach (var work in told)
        {
            var shape = new WorkShape(work.Record);
            var json = WorksJson.Write(work.Record);
            var sort = SortKeyOf(work.Record, shape);
            var doi = DoiOf(shape);
            if ((json, work.Articles, sort) == (work.Before, work.ArticlesBefore, work.SortBefore))
            {
                continue;
            }

            rows.Add(work.Id, work.Slug, Words.Of(work.Record.Kind), work.Record.DisplayTitle ?? "", StoredText.Worded(NamesOf(work.Record)), YearOf(shape), sort, json,
                doi, doi?.ToLowerInvariant(), doi is null ? null : "printed", work.Record.Isbn, work.Record.Oclc, work.Articles, Instants.ToStored(now), Instants.ToStored(now));
            if (json == work.Before && work.SortBefore.Length > 0)
            {
                continue;
            }

            if (work.SortBefore.Length > 0)
            {
                await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM work_words WHERE work_id = @Id", new { work.Id }, tx.Transaction, cancellationToken: ct));
            }

            foreach (var word in WordsOf(work.Record))
            {
                words.Add(word, work.Id);
            }
        }

        await rows.WriteAsync(ct);
        await words.WriteAsync(ct);
    }

    private async Task<List<Told>> ToldAsync(WriteTransaction tx, HashSet<Guid> works, CancellationToken ct)
    {
        await using var command = tx.Command($"""
            SELECT w.id, w.slug, w.record, w.articles, w.sort_key, f.record, f.is_public,
                (SELECT COUNT(DISTINCT s.article_id) FROM work_sources s WHERE s.work_id = w.id)
            FROM works w JOIN (
                SELECT g.work_id, g.record, g.is_public, ROW_NUMBER() OVER (PARTITION BY g.work_id ORDER BY g.is_public DESC, g.fullness DESC, g.form_key) AS place FROM (
                    SELECT work_id, form_key, record, fullness, CASE WHEN EXISTS (
                        SELECT 1 FROM work_sources s JOIN articles a ON a.id = s.article_id WHERE s.work_id = work_forms.work_id AND s.form_key = work_forms.form_key AND a.is_draft = 0) THEN 1 ELSE 0 END AS is_public
                    FROM work_forms WHERE work_id {Among("works")}) g) f ON f.work_id = w.id
            WHERE f.place <= {MostFormsWeighed} ORDER BY w.id, f.place
            """);
        AddList(command, database.Dialect, "works", works);
        var told = new List<(Told Work, List<(WorkRecord Record, bool IsPublic)> Forms)>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var id = reader.GetGuid(0);
                if (told.Count == 0 || told[^1].Work.Id != id)
                {
                    told.Add((new Told(id, reader.GetString(1), null!, reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.GetInt32(7)), []));
                }

                told[^1].Forms.Add((WorksJson.ReadRecord(reader.GetString(5)), reader.GetInt32(6) != 0));
            }
        }

        return [.. told.Select(pair => pair.Work with { Record = BestRecord.Of(pair.Forms.Where(form => form.IsPublic == pair.Forms[0].IsPublic).Select(form => form.Record)) })];
    }

    private static string? DoiOf(WorkShape shape) => Journals.Identifiers.Doi.TryParse(shape.Record.Doi, out var doi) ? doi.Value : null;

    private static string? YearOf(WorkShape shape) => shape.Year is { } year ? year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string SortKeyOf(WorkRecord record, WorkShape shape)
    {
        var name = record.People is [var first, ..] ? string.Join(' ', WordFolding.Words($"{first.Family} {first.Given}", 6)) + " " : "";
        var key = $"{name}{YearOf(shape)} {string.Join(' ', WordFolding.Words(record.DisplayTitle ?? "", 12))}".Trim();
        key = ShortText.Of(key, LongestSortKey);
        return key.Length == 0 ? "~" : key;
    }

    /// <summary>The folded words by which a work is found.</summary>
    internal static IEnumerable<string> WordsOf(WorkRecord record) =>
        record.People.Take(4).SelectMany(person => WordFolding.Words(person.FamilyWithParticles, 4)).Concat(WordFolding.Words(record.Title ?? "", MostWords)).Concat(WordFolding.Words(record.Container ?? "", 6))
            .Concat(YearWords(record)).Where(word => word.Length > 1).Select(word => word.Length > LongestWord ? word[..LongestWord] : word).Distinct();

    private static string[] YearWords(WorkRecord record) => record.Year is { } year ? [.. WordFolding.Words(year, 3)] : Nothing;

    private sealed record Told(Guid Id, string Slug, WorkRecord Record, string Before, int ArticlesBefore, string SortBefore, int Articles);
}
