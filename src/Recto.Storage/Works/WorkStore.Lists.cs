using System.Data.Common;
using Recto.Journals.Works;
using Recto.Notes.Resolution;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

/// <summary>In which order works are listed.</summary>
public enum WorkOrder
{
    /// <summary>By family name, year and title.</summary>
    Name = 1,

    /// <summary>What most articles cite first.</summary>
    MostCited,
}

public sealed partial class WorkStore
{
    private const int MostSought = 8;

    private readonly KeptCounts<WorkCounts> _counted = new(KeptCounts<WorkCounts>.Many, TimeProvider.System);

    /// <summary>Works that somebody cites, by two statements. How many thousands of articles cite one is minutes old at most (<see cref="KeptCounts{T}"/>).</summary>
    /// <param name="sought">Words, or beginnings of words, of names, titles, years, each of which must stand in the record, in any alphabet; or a DOI; null or blank for all.</param>
    /// <param name="order">In which order.</param>
    /// <param name="visibility">Whether what only drafts cite is listed.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<WorkListRow>> ListAsync(string? sought, WorkOrder order, Visibility visibility, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(sought ?? "") || (order == WorkOrder.MostCited && after is { } place && !int.TryParse(place.Sort, out _)))
        {
            return new Page<WorkListRow>([], null);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("", ("limit", size + 1), ("drafts", Drafts(visibility)));
        var conditions = Conditions(command, sought);
        if (conditions is null)
        {
            return new Page<WorkListRow>([], null);
        }

        if (after is { } cursor)
        {
            command.Add("sort", order == WorkOrder.MostCited ? int.Parse(cursor.Sort, System.Globalization.CultureInfo.InvariantCulture) : cursor.Sort);
            command.Add("id", cursor.Id);
            conditions += order == WorkOrder.MostCited ? " AND (w.articles, w.id) < (@sort, @id)" : " AND (w.sort_key, w.id) > (@sort, @id)";
        }

        command.CommandText = $"""
            SELECT w.id, w.slug, w.record, w.sort_key, w.articles FROM works w
            WHERE w.merged_into IS NULL {conditions} AND EXISTS (SELECT 1 FROM work_sources s JOIN articles a ON a.id = s.article_id WHERE s.work_id = w.id AND a.is_draft <= @drafts)
            ORDER BY {(order == WorkOrder.MostCited ? "w.articles DESC, w.id DESC" : "w.sort_key, w.id")} LIMIT @limit
            """;
        var rows = new List<(WorkListRow Row, int Weight)>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                rows.Add((new WorkListRow
                {
                    Id = reader.GetGuid(0),
                    Slug = reader.GetString(1),
                    Record = WorksJson.ReadRecord(reader.GetString(2)),
                    SortKey = reader.GetString(3),
                    Articles = 0,
                    Mentions = 0,
                }, reader.GetInt32(4)));
            }
        }

        var counts = await CountsAsync(connection, [.. rows.Select(row => row.Row.Id)], visibility, ct);
        rows = [.. rows.Where(row => counts.ContainsKey(row.Row.Id)).Select(row => (row.Row with { Articles = counts[row.Row.Id].Articles, Mentions = counts[row.Row.Id].Mentions }, row.Weight))];
        return Paging.Cut(rows, size, row => new Cursor(order == WorkOrder.MostCited ? row.Weight.ToString(System.Globalization.CultureInfo.InvariantCulture) : row.Row.SortKey, row.Row.Id), row => row.Row);
    }

    // Of those that an article cites; what was no longer cited a moment after it was listed is not told of.
    private async Task<IReadOnlyDictionary<Guid, WorkCounts>> CountsAsync(DbConnection connection, IReadOnlyList<Guid> works, Visibility visibility, CancellationToken ct)
    {
        var counts = new Dictionary<Guid, WorkCounts>();
        foreach (var work in works)
        {
            if (_counted.Find(KeyOf(work, visibility)) is { } kept)
            {
                counts.Add(work, kept);
            }
        }

        var left = works.Where(work => !counts.ContainsKey(work)).ToList();
        if (left.Count == 0)
        {
            return counts;
        }

        await using var command = connection.Command($"""
            SELECT s.work_id, COUNT(DISTINCT a.id), SUM(s.mention_count) FROM work_sources s JOIN articles a ON a.id = s.article_id
            WHERE s.work_id {Among("works")} AND a.is_draft <= @drafts GROUP BY s.work_id
            """, ("drafts", Drafts(visibility)));
        AddList(command, database.Dialect, "works", left);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (work, counted) = (reader.GetGuid(0), new WorkCounts(reader.GetInt32(1), (int)reader.GetInt64(2)));
            _counted.Keep(KeyOf(work, visibility), counted, counted.Articles);
            counts.Add(work, counted);
        }

        return counts;
    }

    private static string KeyOf(Guid work, Visibility visibility) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{work:N} {(int)visibility}");

    private sealed record WorkCounts(int Articles, int Mentions);

    /// <summary>Works that have to do with one, by two statements: its book, what stands in it, its other editions and volumes; and what the same articles cite most often.</summary>
    /// <param name="work">The work.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<RelatedWorkRow>> ListRelatedAsync(WorkRow work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var connection = await database.OpenAsync(ct);
        var shape = new WorkShape(work.Record);
        string[] keys = [.. WorkKeys.Of(shape), .. new[] { WorkKeys.OfBook(shape), WorkKeys.OfParts(shape) }.OfType<string>()];
        var related = new List<RelatedWorkRow>();
        await using (var command = connection.Command($"""
            SELECT w.id, w.slug, w.record FROM works w
            WHERE w.id IN (SELECT work_id FROM work_keys WHERE work_key {Among("keys")} AND work_id <> @work ORDER BY work_id LIMIT 400) AND {Cited} ORDER BY w.sort_key, w.id LIMIT 200
            """, ("work", work.Id)))
        {
            AddList(command, database.Dialect, "keys", keys);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var record = WorksJson.ReadRecord(reader.GetString(2));
                if (WorkRelations.Of(shape, new WorkShape(record)) is { } kind)
                {
                    related.Add(new RelatedWorkRow(reader.GetGuid(0), reader.GetString(1), record, kind, 0));
                }
            }
        }

        await using (var command = connection.Command("""
            SELECT w.id, w.slug, w.record, c.articles FROM (
                SELECT o.work_id, COUNT(DISTINCT o.article_id) AS articles FROM (
                    SELECT DISTINCT s.article_id FROM work_sources s JOIN articles a ON a.id = s.article_id WHERE s.work_id = @work AND a.is_draft = 0 ORDER BY s.article_id DESC LIMIT 100) t
                JOIN work_sources o ON o.article_id = t.article_id WHERE o.work_id <> @work GROUP BY o.work_id HAVING COUNT(DISTINCT o.article_id) > 1
                ORDER BY COUNT(DISTINCT o.article_id) DESC, o.work_id LIMIT 8) c
            JOIN works w ON w.id = c.work_id ORDER BY c.articles DESC, w.sort_key, w.id
            """, ("work", work.Id)))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                if (related.TrueForAll(row => row.Id != reader.GetGuid(0)))
                {
                    related.Add(new RelatedWorkRow(reader.GetGuid(0), reader.GetString(1), WorksJson.ReadRecord(reader.GetString(2)), WorkRelation.Together, reader.GetInt32(3)));
                }
            }
        }

        return related;
    }

    // Null where words are sought and none of them can be found.
    private static string? Conditions(DbCommand command, string? sought)
    {
        if (string.IsNullOrWhiteSpace(sought))
        {
            return "";
        }

        if (Journals.Identifiers.Doi.TryParse(sought.Trim(), out var doi))
        {
            command.Add("doi", doi.Value.ToLowerInvariant());
            return $"AND w.doi_key = @doi AND NOT {MatchedDoi.Hidden("w")}";
        }

        string[] words = [.. WordFolding.Words(sought, 40).Where(word => word.Length > 1).Distinct().Take(MostSought)];
        if (words.Length == 0)
        {
            return null;
        }

        var conditions = "";
        for (var i = 0; i < words.Length; i++)
        {
            command.Add($"from{i}", words[i][..Math.Min(words[i].Length, LongestWord)]);
            command.Add($"to{i}", words[i][..Math.Min(words[i].Length, LongestWord)] + "\uFFFD");
            conditions += $" AND w.id IN (SELECT work_id FROM work_words WHERE word >= @from{i} AND word < @to{i})";
        }

        return conditions;
    }
}
