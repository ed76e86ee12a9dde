using System.Data.Common;
using System.Globalization;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <content>Who else cites a source.</content>
public sealed partial class SourceStore
{
    /// <summary>Most sources whose others are looked for at once.</summary>
    public const int MostSought = 200;

    // Among so many places of one source the newest are chosen: of what is cited more often than that, some.
    private const int MostWeighed = 300;
    private const int MostRows = 4000;
    private const int LongestWords = 600;

    private const string MentionColumns = $"""
        a.slug, a.title, a.authors, a.published, a.language, n.html_id, n.label, n.language, n.text, r.span_start, r.span_end, {ArticleTerms.Columns}
        """;

    private const string MentionTables = """
        JOIN articles a ON a.id = p.article_id JOIN journals j ON j.id = a.journal_id JOIN notes n ON n.article_id = p.article_id AND n.ordinal = p.note
        JOIN note_references r ON r.article_id = p.article_id AND r.note = p.note AND r.ordinal = p.reference
        """;

    /// <summary>Places in other published articles that cite these sources, the articles newest first, those that name the same leaf before all; by two statements at most.</summary>
    /// <param name="sought">What is looked for, at most <see cref="MostSought"/>.</param>
    /// <param name="exceptArticle">The article that is not told of.</param>
    /// <param name="articles">Most articles for each, 1 to 50.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<OtherMention>> ListOthersAsync(IReadOnlyList<SoughtSource> sought, Guid exceptArticle, int articles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sought);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sought.Count, MostSought, nameof(sought));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(articles);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(articles, 50);
        await using var connection = await database.OpenAsync(ct);
        var others = new List<OtherMention>();
        if (sought.Where(source => source.WorkId is not null).ToList() is { Count: > 0 } works)
        {
            await using var command = OfWorks(connection, works, exceptArticle, articles);
            others.AddRange(await ReadOthersAsync(command, ct));
        }

        if (sought.Where(source => source.WorkId is null && source.Unit is not null && StoredText.CanStand(source.Unit.Key)).ToList() is { Count: > 0 } units)
        {
            await using var command = OfUnits(connection, units, exceptArticle, articles);
            others.AddRange(await ReadOthersAsync(command, ct));
        }

        return others;
    }

    private static DbCommand OfWorks(DbConnection connection, List<SoughtSource> works, Guid exceptArticle, int articles)
    {
        var command = connection.Command($"""
            SELECT p.sought, 0, '', {MentionColumns} FROM (
                SELECT c.sought, c.article_id, x.note, x.ordinal AS reference, c.place FROM (
                    SELECT b.sought, b.article_id, b.source_id, DENSE_RANK() OVER (PARTITION BY b.sought ORDER BY y.recency_key DESC, y.id DESC) AS place
                    FROM ({Branches(works, i => $"SELECT article_id, source_id FROM work_sources WHERE work_id = @w{i} AND article_id <> @articleId LIMIT {MostWeighed}", "article_id, source_id")}) b
                    JOIN articles y ON y.id = b.article_id AND y.is_draft = 0) c
                JOIN note_references x ON x.article_id = c.article_id AND x.source_id = c.source_id WHERE c.place <= @articles) p
            {MentionTables} ORDER BY p.sought, p.place, p.note, p.reference LIMIT {MostRows}
            """, ("articleId", exceptArticle), ("articles", articles));
        for (var i = 0; i < works.Count; i++)
        {
            command.Add($"w{i}", works[i].WorkId);
        }

        return command;
    }

    private static DbCommand OfUnits(DbConnection connection, List<SoughtSource> units, Guid exceptArticle, int articles)
    {
        const string Columns = "article_id, note, reference, part, leaf, is_same";
        string Of(int i)
        {
            string Some(string leaf, int same) => $"SELECT article_id, note, reference, part, leaf, {same} AS is_same FROM archive_mentions WHERE unit = @u{i} {leaf} AND article_id <> @articleId LIMIT {MostWeighed}";
            return units[i].LeafOrder.Length == 0 ? Some("", 0)
                : $"SELECT {Columns} FROM ({Some($"AND leaf_order = @l{i}", 1)}) e{i} UNION ALL SELECT {Columns} FROM ({Some($"AND leaf_order <> @l{i}", 0)}) o{i}";
        }

        var command = connection.Command($"""
            SELECT p.sought, p.is_same, p.leaf, {MentionColumns} FROM (
                SELECT b.*, DENSE_RANK() OVER (PARTITION BY b.sought, b.is_same ORDER BY y.recency_key DESC, y.id DESC) AS place
                FROM ({Branches(units, Of, Columns)}) b JOIN articles y ON y.id = b.article_id AND y.is_draft = 0) p
            {MentionTables} WHERE p.place <= @articles ORDER BY p.sought, p.is_same DESC, p.place, p.note, p.reference, p.part LIMIT {MostRows}
            """, ("articleId", exceptArticle), ("articles", articles));
        for (var i = 0; i < units.Count; i++)
        {
            command.Add($"u{i}", units[i].Unit!.Key);
            if (units[i].LeafOrder.Length > 0)
            {
                command.Add($"l{i}", units[i].LeafOrder);
            }
        }

        return command;
    }

    private static string Branches(List<SoughtSource> sought, Func<int, string> select, string columns) => string.Join(" UNION ALL ", sought.Select((source, i) =>
        $"SELECT {source.Ordinal.ToString(CultureInfo.InvariantCulture)} AS sought, {columns} FROM ({select(i)}) t{i}"));

    private static async Task<List<OtherMention>> ReadOthersAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var others = new List<OtherMention>();
        while (await reader.ReadAsync(ct))
        {
            var text = reader.GetString(11);
            var (start, end) = (Math.Clamp(reader.GetInt32(12), 0, text.Length), Math.Clamp(reader.GetInt32(13), 0, text.Length));
            others.Add(new()
            {
                Ordinal = reader.GetInt32(0),
                IsSameLeaf = Number(reader, 1) != 0,
                Leaf = StoredText.Worded(reader.GetString(2)),
                Slug = reader.GetString(3),
                Title = reader.GetString(4),
                Authors = reader.TextOrNull(5),
                Published = reader.TextOrNull(6),
                Language = reader.TextOrNull(7),
                HtmlId = reader.GetString(8),
                Label = reader.GetString(9),
                NoteLanguage = reader.TextOrNull(10),
                Words = OneLine(text[start..Math.Max(start, end)]),
                Terms = ArticleTerms.Read(reader, 14),
            });
        }

        return others;
    }

    private static string OneLine(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return ShortText.Marked(line, LongestWords);
    }
}
