using System.Data.Common;
using Dapper;
using Recto.Journals.Archives;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <content>Places that cite a unit.</content>
public sealed partial class ArchiveStore
{
    private const string MentionColumns = $"""
        m.unit, m.leaf, m.written, m.former_name, m.from_label, m.article_id, a.slug, a.title, a.authors, a.published, a.language, a.doi,
        m.note, m.reference, m.part, n.html_id, n.label, n.language, n.text, r.span_start, r.span_end, m.leaf_order, {ArticleTerms.Columns}
        """;

    private const string MentionTables = """
        archive_mentions m JOIN articles a ON a.id = m.article_id JOIN journals j ON j.id = a.journal_id
        JOIN notes n ON n.article_id = m.article_id AND n.ordinal = m.note
        JOIN note_references r ON r.article_id = m.article_id AND r.note = m.note AND r.ordinal = m.reference
        """;

    /// <summary>Places that cite the unit itself, by leaf, then by article and note; by one statement.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The places, and whether there are more.</returns>
    public async Task<(IReadOnlyList<ArchiveMentionRow> Mentions, bool HasMore)> ListMentionsAsync(UnitAddress unit, int size, MentionPlace? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Paging.RequireSize(size);
        if (!StoredText.CanStand(unit.Key, after?.LeafOrder ?? ""))
        {
            return ([], false);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {MentionColumns} FROM {MentionTables}
            WHERE m.unit = @unit AND a.is_draft = 0
                {(after is null ? "" : "AND (m.leaf_order, m.article_id, m.note, m.reference, m.part) > (@leafOrder, @article, @note, @reference, @part)")}
            ORDER BY m.leaf_order, m.article_id, m.note, m.reference, m.part LIMIT @limit
            """, ("unit", unit.Key), ("limit", size + 1));
        if (after is { } place)
        {
            command.Add("leafOrder", place.LeafOrder);
            command.Add("article", place.ArticleId);
            command.Add("note", place.Note);
            command.Add("reference", place.Reference);
            command.Add("part", place.Part);
        }

        var rows = await ReadMentionsAsync(command, ct);
        return ([.. rows.Take(size)], rows.Count > size);
    }

    /// <summary>How many different leaves, or ranges of leaves, of a unit published articles name; by one statement.</summary>
    public async Task<int> CountLeavesAsync(UnitAddress unit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await using var connection = await database.OpenAsync(ct);
        return !StoredText.CanStand(unit.Key) ? 0 : await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT COUNT(DISTINCT m.leaf_order) FROM archive_mentions m JOIN articles a ON a.id = m.article_id WHERE m.unit = @unit AND m.leaf_order <> '' AND a.is_draft = 0",
            new { unit = unit.Key }, cancellationToken: ct));
    }

    /// <summary>How published notes write a unit, the usual way first, at most 20; by one statement.</summary>
    public async Task<IReadOnlyList<WrittenForm>> ListWrittenAsync(UnitAddress unit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (!StoredText.CanStand(unit.Key))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT x.written, COUNT(*) FROM (
                SELECT DISTINCT m.written, m.article_id, m.note FROM archive_mentions m JOIN articles a ON a.id = m.article_id WHERE m.unit = @unit AND m.written IS NOT NULL AND a.is_draft = 0) x
            GROUP BY x.written ORDER BY COUNT(*) DESC, x.written LIMIT 20
            """, ("unit", unit.Key));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var forms = new List<WrittenForm>();
        while (await reader.ReadAsync(ct))
        {
            forms.Add(new(reader.GetString(0), Convert.ToInt32(reader.GetInt64(1))));
        }

        return forms;
    }

    /// <summary>Places in other published articles that cite one of these units, newest articles first; by one statement.</summary>
    /// <param name="units">The units, at most 100.</param>
    /// <param name="exceptArticle">The article that is not told of.</param>
    /// <param name="size">Most to give, 1 to 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ArchiveMentionRow>> ListOthersAsync(IReadOnlyList<UnitAddress> units, Guid exceptArticle, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units.Count, 100, nameof(units));
        Paging.RequireSize(size);
        var keys = units.Select(unit => unit.Key).Where(key => StoredText.CanStand(key)).Distinct().Select((key, i) => ($"k{i}", (object?)key)).ToArray();
        if (keys.Length == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {MentionColumns} FROM {MentionTables}
            WHERE m.unit IN ({string.Join(", ", keys.Select(key => "@" + key.Item1))}) AND m.article_id <> @articleId AND a.is_draft = 0
            ORDER BY a.recency_key DESC, a.id DESC, m.note, m.reference, m.part LIMIT @limit
            """, [.. keys, ("articleId", exceptArticle), ("limit", size)]);
        return await ReadMentionsAsync(command, ct);
    }

    /// <summary>Places in these articles that cite a unit or something in it, in document order, at most 2,000; by one statement.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="articles">The articles, at most 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ArchiveMentionRow>> ListInArticlesAsync(UnitAddress unit, IReadOnlyList<Guid> articles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(articles.Count, 100, nameof(articles));
        if (articles.Count == 0 || !StoredText.CanStand(unit.Key))
        {
            return [];
        }

        var ids = articles.Select((id, i) => ($"i{i}", (object?)id)).ToArray();
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {MentionColumns} FROM {MentionTables}
            WHERE m.article_id IN ({string.Join(", ", ids.Select(id => "@" + id.Item1))}) AND (m.unit = @unit OR m.unit >= @from AND m.unit < @until) AND a.is_draft = 0
            ORDER BY m.article_id, m.note, m.reference, m.part LIMIT 2000
            """, [.. ids, ("unit", unit.Key), ("from", unit.Key + "/"), ("until", unit.Key + "0")]);
        return await ReadMentionsAsync(command, ct);
    }

    /// <summary>Places for a list of what to order: those of whole articles, or of units and all that they hold, by unit and leaf; by one statement.</summary>
    /// <param name="articles">Addresses of articles, at most 50.</param>
    /// <param name="units">Units, at most 50.</param>
    /// <param name="size">Most to give.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The places, by key of the unit and leaf; of articles that are not published, nothing.</returns>
    public async Task<IReadOnlyList<ArchiveMentionRow>> ListToOrderAsync(IReadOnlyList<string> articles, IReadOnlyList<UnitAddress> units, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(articles.Count, 50, nameof(articles));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units.Count, 50, nameof(units));
        var (conditions, values) = (new List<string>(), new List<(string Name, object? Value)> { ("limit", size) });
        foreach (var slug in articles.Where(slug => StoredText.CanStand(slug)))
        {
            values.Add(($"s{values.Count}", slug));
            conditions.Add($"m.article_id = (SELECT s.id FROM articles s WHERE s.slug = @{values[^1].Name})");
        }

        foreach (var unit in units.Where(unit => StoredText.CanStand(unit.Key)))
        {
            // All that it holds: behind it stands a slash, and after every slash comes what begins with "0".
            values.AddRange([($"u{values.Count}", unit.Key), ($"u{values.Count + 1}", unit.Key + "/"), ($"u{values.Count + 2}", unit.Key + "0")]);
            conditions.Add($"m.unit = @{values[^3].Name} OR m.unit >= @{values[^2].Name} AND m.unit < @{values[^1].Name}");
        }

        if (conditions.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {MentionColumns} FROM {MentionTables} WHERE ({string.Join(" OR ", conditions)}) AND a.is_draft = 0
            ORDER BY m.unit, m.leaf_order, m.article_id, m.note, m.reference, m.part LIMIT @limit
            """, [.. values]);
        return await ReadMentionsAsync(command, ct);
    }

    /// <summary>The published articles that have, or once had, these addresses: each address with the one that stands and the title; by one statement.</summary>
    /// <param name="slugs">At most 50.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, (string Slug, string Title)>> ListTitlesAsync(IReadOnlyList<string> slugs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(slugs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slugs.Count, 50, nameof(slugs));
        var titles = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var values = slugs.Where(slug => StoredText.CanStand(slug)).Distinct().Select((slug, i) => ($"s{i}", (object?)slug)).ToArray();
        if (values.Length == 0)
        {
            return titles;
        }

        var list = string.Join(", ", values.Select(value => "@" + value.Item1));
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT a.slug, a.slug, a.title FROM articles a WHERE a.slug IN ({list}) AND a.is_draft = 0
            UNION ALL SELECT o.slug, a.slug, a.title FROM old_slugs o JOIN articles a ON a.id = o.article_id WHERE o.slug IN ({list}) AND a.is_draft = 0
            """, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            titles[reader.GetString(0)] = (reader.GetString(1), reader.GetString(2));
        }

        return titles;
    }

    private static async Task<IReadOnlyList<ArchiveMentionRow>> ReadMentionsAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<ArchiveMentionRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new()
            {
                Unit = UnitAddress.Of(reader.GetString(0)),
                Leaf = StoredText.Worded(reader.GetString(1)),
                Written = reader.TextOrNull(2),
                FormerName = reader.TextOrNull(3),
                FromLabel = reader.TextOrNull(4),
                ArticleId = reader.GetGuid(5),
                Slug = reader.GetString(6),
                Title = reader.GetString(7),
                Authors = reader.TextOrNull(8),
                Published = reader.TextOrNull(9),
                Language = reader.TextOrNull(10),
                Doi = reader.TextOrNull(11),
                Note = reader.GetInt32(12),
                Reference = reader.GetInt32(13),
                Part = reader.GetInt32(14),
                HtmlId = reader.GetString(15),
                Label = reader.GetString(16),
                NoteLanguage = reader.TextOrNull(17),
                Text = reader.GetString(18),
                Start = reader.GetInt32(19),
                End = reader.GetInt32(20),
                Place = new MentionPlace(reader.GetString(21), reader.GetGuid(5), reader.GetInt32(12), reader.GetInt32(13), reader.GetInt32(14)),
                Terms = ArticleTerms.Read(reader, 22),
            });
        }

        return rows;
    }
}
