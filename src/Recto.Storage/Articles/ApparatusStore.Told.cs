using System.Data.Common;
using System.Globalization;
using Recto.Journals.Archives;
using Recto.Journals.Articles;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What programs are told of notes and sources.</summary>
public sealed partial class ApparatusStore
{
    /// <summary>Notes of an article in their order, by two statements. Whether anybody may see them is the rule's to say, before.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="size">Most notes to give, 1 to 500.</param>
    /// <param name="after">The last note of the page before; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<ToldNote>> ListToldAsync(Guid articleId, int size, int? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        return ToldAsync("n.ordinal > @after ORDER BY n.ordinal LIMIT @size", articleId, [("after", after ?? -1), ("size", size)], ct);
    }

    /// <summary>One note, by two statements; null where the article has none of that page id.</summary>
    public async Task<ToldNote?> FindToldAsync(Guid articleId, string htmlId, CancellationToken ct) =>
        !StoredText.CanStand(htmlId) ? null : await ToldAsync("n.html_id = @htmlId", articleId, [("htmlId", htmlId)], ct) is [var note, ..] ? note : null;

    private async Task<IReadOnlyList<ToldNote>> ToldAsync(string which, Guid articleId, (string Name, object? Value)[] values, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var snapshot = await Dialect.BeginSnapshotAsync(connection, ct); // An import may be writing both tables anew.
        var notes = new List<(ToldNote Note, List<(ResolvedReference, string?)> References)>();
        await using (var command = connection.Command($"SELECT n.ordinal, n.html_id, n.label, n.container, n.language, n.text, n.commentary, n.corrected_at FROM notes n WHERE n.article_id = @articleId AND {which}", ("articleId", articleId)))
        {
            command.Transaction = snapshot;
            foreach (var (name, value) in values)
            {
                command.Add(name, value);
            }

            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var references = new List<(ResolvedReference, string?)>();
                notes.Add((NoteOf(reader, references), references));
            }
        }

        if (notes.Count > 0)
        {
            await using var command = connection.Command("""
                SELECT r.note, r.reference, t.html_id
                FROM note_references r LEFT JOIN notes t ON t.article_id = r.article_id AND t.ordinal = r.refers_to_note
                WHERE r.article_id = @articleId AND r.note >= @first AND r.note <= @last ORDER BY r.note, r.ordinal
                """, ("articleId", articleId), ("first", notes[0].Note.Ordinal), ("last", notes[^1].Note.Ordinal));
            command.Transaction = snapshot;
            await using var reader = await command.ExecuteReaderAsync(ct);
            var byOrdinal = notes.ToDictionary(note => note.Note.Ordinal, note => note.References);
            while (await reader.ReadAsync(ct))
            {
                if (byOrdinal.TryGetValue(reader.GetInt32(0), out var references))
                {
                    references.Add((StoredJson.ReadReference(reader.GetString(1)), reader.TextOrNull(2)));
                }
            }
        }

        return [.. notes.Select(note => note.Note)];
    }

    /// <summary>Sources of an article in order of first mention, by one statement.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="size">Most sources to give, 1 to 500.</param>
    /// <param name="after">The last source of the page before; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ToldSource>> ListToldSourcesAsync(Guid articleId, int size, int? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT s.ordinal, s.source_id, s.kind, s.label, s.repository_id, s.path, b.reference,
                (SELECT string_agg(x.line, '{PackedLines.Line}') FROM (
                    SELECT DISTINCT CAST(n.ordinal AS TEXT) || '{PackedLines.Field}' || n.html_id || '{PackedLines.Field}' || n.label AS line
                    FROM note_references r JOIN notes n ON n.article_id = r.article_id AND n.ordinal = r.note
                    WHERE r.article_id = s.article_id AND r.source_id = s.source_id) x),
                k.slug, {MatchedDoi.Column("k")}, {MatchedDoi.FromColumn("k")}, m.unit
            FROM article_sources s
            LEFT JOIN note_references b ON b.article_id = s.article_id AND b.note = s.best_note AND b.ordinal = s.best_reference
            LEFT JOIN work_sources w ON w.article_id = s.article_id AND w.source_id = s.source_id LEFT JOIN works k ON k.id = w.work_id
            LEFT JOIN archive_mentions m ON m.article_id = s.article_id AND m.note = s.best_note AND m.reference = s.best_reference AND m.part = 0
            WHERE s.article_id = @articleId AND s.ordinal > @after ORDER BY s.ordinal LIMIT @size
            """, ("articleId", articleId), ("after", after ?? -1), ("size", size));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var sources = new List<ToldSource>();
        while (await reader.ReadAsync(ct))
        {
            sources.Add(new()
            {
                Ordinal = reader.GetInt32(0),
                SourceId = reader.GetString(1),
                Kind = Words.Read<ReferenceKind>(reader.GetString(2)),
                Label = reader.GetString(3),
                RepositoryId = reader.TextOrNull(4),
                Path = reader.TextOrNull(5) is { } path ? StoredJson.ReadPath(path) : null,
                Best = reader.TextOrNull(6) is { } best ? StoredJson.ReadReference(best).Reference : null,
                Notes = NotesOf(reader.TextOrNull(7)),
                Page = reader.TextOrNull(8) is { } slug ? $"/works/{Uri.EscapeDataString(slug)}" : reader.TextOrNull(11) is { } unit ? UnitAddress.Of(unit).Path : null,
                Doi = reader.TextOrNull(9) is { } doi ? (doi, reader.GetString(10)) : null,
            });
        }

        return sources;
    }

    /// <summary>Archival units that published articles cite, by archive and path (compared byte by byte), then by article; by one statement.</summary>
    /// <param name="repositoryId">Id of the archive; null for all known archives.</param>
    /// <param name="path">The levels with which the path begins; empty for any.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended, as its last row says; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows, and whether there are more.</returns>
    public async Task<(IReadOnlyList<ToldUnit> Units, bool HasMore)> ListToldUnitsAsync(string? repositoryId, IReadOnlyList<string> path, int size, UnitPlace? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(path);
        Paging.RequireSize(size);
        if (!StoredText.CanStand([repositoryId ?? "", .. path]) || !StoredText.CanStand(after?.RepositoryId ?? "", after?.PathKey ?? ""))
        {
            return ([], false);
        }

        // As the index has it; its order is of bytes in both databases.
        var unit = database.Dialect.HasOneWriter ? "substr(s.path, 1, 200)" : "(substr(s.path, 1, 200) COLLATE \"C\")";
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("", ("limit", size + 1));
        var conditions = "s.repository_id IS NOT NULL AND s.path IS NOT NULL AND a.is_draft = 0";
        if (repositoryId is not null)
        {
            conditions += " AND s.repository_id = @repository";
            command.Add("repository", repositoryId);
        }

        if (path.Count > 0)
        {
            // ["558","11" begins ["558","11"] and ["558","11","431"], and nothing else: after it comes a comma or a bracket.
            var beginning = StoredJson.Write(path)[..^1];
            conditions += $" AND {unit} >= @from AND {unit} < @until";
            command.Add("from", PathKey(beginning));
            command.Add("until", PathKey(beginning + "^"));
        }

        if (after is { } place)
        {
            conditions += $" AND (s.repository_id, {unit}, s.article_id, s.ordinal) > (@afterRepository, @afterPath, @afterArticle, @afterOrdinal)";
            command.Add("afterRepository", place.RepositoryId);
            command.Add("afterPath", place.PathKey);
            command.Add("afterArticle", place.ArticleId);
            command.Add("afterOrdinal", place.Ordinal);
        }

        command.CommandText = $"""
            SELECT s.repository_id, s.path, s.label, s.source_id, s.ordinal, a.id, a.slug, a.title, a.doi,
                (SELECT COUNT(*) FROM note_references r WHERE r.article_id = s.article_id AND r.source_id = s.source_id)
            FROM article_sources s JOIN articles a ON a.id = s.article_id
            WHERE {conditions}
            ORDER BY s.repository_id, {unit}, s.article_id, s.ordinal LIMIT @limit
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var units = new List<ToldUnit>();
        while (await reader.ReadAsync(ct))
        {
            units.Add(new()
            {
                RepositoryId = reader.GetString(0),
                Path = StoredJson.ReadPath(reader.GetString(1)),
                Label = reader.GetString(2),
                SourceId = reader.GetString(3),
                Ordinal = reader.GetInt32(4),
                ArticleId = reader.GetGuid(5),
                Slug = reader.GetString(6),
                Title = reader.GetString(7),
                Doi = reader.TextOrNull(8),
                Mentions = Convert.ToInt32(reader.GetInt64(9)),
            });
        }

        return ([.. units.Take(size)], units.Count > size);
    }

    /// <summary>Where a row stands among all units.</summary>
    public static UnitPlace PlaceOf(ToldUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new(unit.RepositoryId, PathKey(StoredJson.Write(unit.Path)), unit.ArticleId, unit.Ordinal);
    }

    // What substr(path, 1, 200) gives: characters are counted, not UTF-16 code units.
    private static string PathKey(string path) => path.Length <= 200 ? path : string.Concat(path.EnumerateRunes().Take(200));

    private static ToldNote NoteOf(DbDataReader reader, List<(ResolvedReference, string?)> references) => new()
    {
        Ordinal = reader.GetInt32(0),
        HtmlId = reader.GetString(1),
        Label = reader.GetString(2),
        Container = Words.Read<NoteContainer>(reader.GetString(3)),
        Language = reader.TextOrNull(4),
        Text = reader.GetString(5),
        Commentary = StoredJson.ReadSpans(reader.GetString(6)),
        CorrectedAt = reader.IsDBNull(7) ? null : reader.Instant(7),
        References = references,
    };

    private static IReadOnlyList<(string HtmlId, string Label)> NotesOf(string? kept) =>
    [
        .. PackedLines.Read(kept, 3).Where(parts => int.TryParse(parts[0], CultureInfo.InvariantCulture, out _))
            .OrderBy(parts => int.Parse(parts[0], CultureInfo.InvariantCulture)).Select(parts => (parts[1], parts[2])),
    ];
}

/// <summary>A place among all archival units.</summary>
/// <param name="RepositoryId">Id of the archive.</param>
/// <param name="PathKey">The beginning of the path as it is kept.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Ordinal">The source's place in it.</param>
public readonly record struct UnitPlace(string RepositoryId, string PathKey, Guid ArticleId, int Ordinal);
