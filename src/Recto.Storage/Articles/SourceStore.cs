using System.Data.Common;
using System.Globalization;
using Recto.Journals.Archives;
using Recto.Notes.References;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>The sources of one article as the index of sources has them: which works and units of archives they are, and who else cites them. Of other articles only published ones are told of.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class SourceStore(Database database)
{
    /// <summary>Most articles that are counted for one source: what very many cite would else be counted for as long as a page takes.</summary>
    public const int MostCounted = 100;

    /// <summary>Most sources of one article that are listed.</summary>
    public const int MostListed = 5000;

    // An article seldom has two sources that are one work. Without a bound of their own, all rows of a work that thousands cite would be gone through to tell them apart.
    private const int MostSources = 4 * MostCounted;

    private static readonly string OthersCounted = $"""
        CASE WHEN w.work_id IS NOT NULL THEN (SELECT COUNT(*) FROM (SELECT DISTINCT r.article_id FROM (
                SELECT o.article_id FROM work_sources o JOIN articles x ON x.id = o.article_id AND x.is_draft = 0 WHERE o.work_id = w.work_id AND o.article_id <> s.article_id LIMIT {MostSources}) r LIMIT {MostCounted}) d)
            WHEN m.unit IS NOT NULL THEN (SELECT COUNT(*) FROM (
                SELECT c.article_id FROM archive_unit_articles c WHERE c.unit = m.unit AND c.is_public = 1 AND c.article_id <> s.article_id LIMIT {MostCounted}) d)
            ELSE 0 END
        """;

    private const string OfSources = """
        article_sources s LEFT JOIN work_sources w ON w.article_id = s.article_id AND w.source_id = s.source_id
        LEFT JOIN archive_mentions m ON m.article_id = s.article_id AND m.note = s.best_note AND m.reference = s.best_reference AND m.part = 0
        """;

    private static readonly string Counts = $"SELECT c.ordinal, c.others FROM (SELECT s.ordinal, {OthersCounted} AS others FROM {OfSources} WHERE s.article_id = @value) c WHERE c.others > 0"; // Kept compiled: every fresh page of an article asks it.

    private static readonly string Columns = $"s.ordinal, s.source_id, s.kind, s.label, k.id, k.slug, k.sort_key, {MatchedDoi.Column("k")}, {MatchedDoi.FromColumn("k")}, m.unit, m.leaf, m.leaf_order, {OthersCounted}";

    /// <summary>How many other published articles cite each source of an article, by its place in the apparatus; sources that nobody else cites are left out. By one statement.</summary>
    public Task<IReadOnlyDictionary<int, int>> CountAsync(Guid articleId, CancellationToken ct) => database.AskAsync(together => Count(together, articleId), ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<IReadOnlyDictionary<int, int>> Count(RoundTrip together, Guid articleId)
    {
        database.RequireOwn(together);
        return together.AddHot(Counts, articleId, async (reader, ct) =>
        {
            var counts = new SortedDictionary<int, int>();
            while (await reader.ReadAsync(ct))
            {
                counts.Add(reader.GetInt32(0), Number(reader, 1));
            }

            return (IReadOnlyDictionary<int, int>)counts;
        });
    }

    /// <summary>The sources of an article in the order of its apparatus, at most <see cref="MostListed"/>; by one statement.</summary>
    public async Task<IReadOnlyList<IndexedSource>> ListAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM {OfSources} LEFT JOIN works k ON k.id = w.work_id WHERE s.article_id = @articleId ORDER BY s.ordinal LIMIT {MostListed}", ("articleId", articleId));
        return await ReadAsync(command, ct);
    }

    /// <summary>One source of an article; null where it has none of that id. By one statement.</summary>
    public async Task<IndexedSource?> FindAsync(Guid articleId, string sourceId, CancellationToken ct)
    {
        if (!StoredText.CanStand(sourceId))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM {OfSources} LEFT JOIN works k ON k.id = w.work_id WHERE s.article_id = @articleId AND s.source_id = @sourceId", ("articleId", articleId), ("sourceId", sourceId));
        return await ReadAsync(command, ct) is [var source, ..] ? source : null;
    }

    /// <summary>What one note cites, in order, a row for each leaf that it names, at most 40; by one statement.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="htmlId">Page id of the note.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<IndexedSource>> ListOfNoteAsync(Guid articleId, string htmlId, CancellationToken ct)
    {
        if (!StoredText.CanStand(htmlId))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {Columns} FROM notes n JOIN note_references r ON r.article_id = n.article_id AND r.note = n.ordinal
            JOIN article_sources s ON s.article_id = r.article_id AND s.source_id = r.source_id
            LEFT JOIN work_sources w ON w.article_id = s.article_id AND w.source_id = s.source_id
            LEFT JOIN archive_mentions m ON m.article_id = r.article_id AND m.note = r.note AND m.reference = r.ordinal
            LEFT JOIN works k ON k.id = w.work_id
            WHERE n.article_id = @articleId AND n.html_id = @htmlId ORDER BY r.ordinal, m.part LIMIT 40
            """, ("articleId", articleId), ("htmlId", htmlId));
        return await ReadAsync(command, ct);
    }

    /// <summary>What some sources of an article say of themselves, by their place in the apparatus; by one statement.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="ordinals">Their places, at most 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<int, DescribedSource>> DescribeAsync(Guid articleId, IReadOnlyCollection<int> ordinals, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ordinals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinals.Count, 500, nameof(ordinals));
        if (ordinals.Count == 0)
        {
            return new Dictionary<int, DescribedSource>();
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT DISTINCT s.ordinal, s.repository_id, b.reference, n.ordinal, n.html_id, n.label, m.leaf_order, m.leaf FROM article_sources s
            LEFT JOIN note_references b ON b.article_id = s.article_id AND b.note = s.best_note AND b.ordinal = s.best_reference
            LEFT JOIN note_references r ON r.article_id = s.article_id AND r.source_id = s.source_id
            LEFT JOIN notes n ON n.article_id = r.article_id AND n.ordinal = r.note
            LEFT JOIN archive_mentions m ON m.article_id = r.article_id AND m.note = r.note AND m.reference = r.ordinal
            WHERE s.article_id = @articleId AND s.ordinal IN ({string.Join(", ", ordinals.Select(ordinal => ordinal.ToString(CultureInfo.InvariantCulture)))}) ORDER BY s.ordinal, n.ordinal
            """, ("articleId", articleId));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var described = new Dictionary<int, DescribedSource>();
        var (notes, leaves) = (new List<(string HtmlId, string Label)>(), new SortedDictionary<string, string>(StringComparer.Ordinal));
        while (await reader.ReadAsync(ct))
        {
            var ordinal = reader.GetInt32(0);
            if (!described.ContainsKey(ordinal))
            {
                (notes, leaves) = ([], new(StringComparer.Ordinal));
                described.Add(ordinal, new DescribedSource(ordinal, reader.TextOrNull(1), reader.TextOrNull(2) is { } best ? StoredJson.ReadReference(best).Reference : null, notes, leaves.Values));
            }

            if (reader.TextOrNull(4) is { } note && (notes.Count == 0 || notes[^1].HtmlId != note))
            {
                notes.Add((note, reader.GetString(5)));
            }

            if (reader.TextOrNull(7) is { Length: > 0 } leaf)
            {
                leaves.TryAdd(reader.GetString(6), leaf);
            }
        }

        return described;
    }

    private static async Task<IReadOnlyList<IndexedSource>> ReadAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var sources = new List<IndexedSource>();
        while (await reader.ReadAsync(ct))
        {
            sources.Add(new()
            {
                Ordinal = reader.GetInt32(0),
                SourceId = reader.GetString(1),
                Kind = Words.Read<ReferenceKind>(reader.GetString(2)),
                Label = reader.GetString(3),
                WorkId = reader.IsDBNull(4) ? null : reader.GetGuid(4),
                WorkSlug = reader.TextOrNull(5),
                WorkOrder = reader.TextOrNull(6),
                Doi = reader.TextOrNull(7) is { } doi ? (doi, reader.GetString(8)) : null,
                Unit = reader.TextOrNull(9) is { } unit ? UnitAddress.Of(unit) : null,
                Leaf = StoredText.Worded(reader.TextOrNull(10)),
                LeafOrder = reader.TextOrNull(11) ?? "",
                OtherArticles = Number(reader, 12),
            });
        }

        return sources;
    }

    private static int Number(DbDataReader reader, int column) => Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture);
}
