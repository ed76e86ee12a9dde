using Dapper;
using Recto.Journals.CitedBy;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class CitedByStore
{
    private const int MostPlaces = 1000;

    // A citing article of this site is told as long as it is public: said twice, for it is the lists’ writing that sees to it.
    private const string Shown = "c.article_id = @articleId AND (c.citing_id IS NULL OR EXISTS (SELECT 1 FROM articles s WHERE s.id = c.citing_id AND s.is_draft = 0))";

    /// <summary>A page of what cites an article. Whether anybody may see the article is the rule’s to say, before.</summary>
    /// <param name="articleId">The cited article.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="order">In which order.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<CitedByRow>> ListAsync(Guid articleId, CitedByFilter filter, CitedByOrder order, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Paging.RequireSize(size);
        var (column, sign, direction) = order switch { CitedByOrder.Author => ("c.by_author", ">", ""), CitedByOrder.Found => ("c.by_found", "<", " DESC"), _ => ("c.by_year", "<", " DESC") };
        var source = filter.Source switch { CitationSource.Crossref => " AND c.in_crossref = 1", CitationSource.OpenCitations => " AND c.in_open = 1", CitationSource.OwnNotes => " AND c.in_notes = 1", _ => "" };
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Listed>(new CommandDefinition($"""
            SELECT c.id, c.key, c.citing_id, c.record, c.is_self, c.is_retracted, {column} AS place FROM cited_by c
            WHERE {Shown}{source}{(filter.Kind is null ? "" : " AND c.kind = @kind")}{(filter.Year is null ? "" : " AND c.year = @year")}{(filter.WithoutSelf ? " AND c.is_self = 0" : "")}
                {(after is null ? "" : $"AND ({column}, c.id) {sign} (@place, @last)")}
            ORDER BY {column}{direction}, c.id{direction} LIMIT @limit
            """, new { articleId, kind = filter.Kind is { } kind ? CitingWorks.WordOf(kind) : null, year = filter.Year, place = after?.Sort, last = after?.Id ?? Guid.Empty, limit = size + 1 }, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.Place, row.Id), row => new CitedByRow(row.Id, row.Read()));
    }

    /// <summary>How many works of which source, kind and year cite an article.</summary>
    public async Task<CitedByTally> TallyAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Tallied>(new CommandDefinition($"""
            SELECT c.kind, c.year, c.in_crossref, c.in_open, c.in_notes, c.is_self, COUNT(*) AS number FROM cited_by c WHERE {Shown} GROUP BY c.kind, c.year, c.in_crossref, c.in_open, c.in_notes, c.is_self
            """, new { articleId }, cancellationToken: ct))).AsList();
        int Of(Func<Tallied, bool> which) => (int)rows.Where(which).Sum(row => row.Number);
        return new CitedByTally
        {
            All = Of(_ => true),
            Self = Of(row => row.IsSelf == 1),
            Sources = new Dictionary<CitationSource, int> { [CitationSource.Crossref] = Of(row => row.InCrossref == 1), [CitationSource.OpenCitations] = Of(row => row.InOpen == 1), [CitationSource.OwnNotes] = Of(row => row.InNotes == 1) },
            Kinds = rows.GroupBy(row => CitingWorks.KindOf(row.Kind) ?? CitingKind.Unknown).ToDictionary(kind => kind.Key, kind => (int)kind.Sum(row => row.Number)),
            Years = [.. rows.Where(row => row.Year is not null).GroupBy(row => row.Year!.Value).OrderByDescending(year => year.Key).Select(year => (year.Key, (int)year.Sum(row => row.Number)))],
        };
    }

    /// <summary>Where these articles cite that one: their notes in document order, then their reference lists. Whether anybody may see their notes is the rule’s to say.</summary>
    /// <param name="articleId">The cited article.</param>
    /// <param name="citing">The citing articles, at most 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<CitingPlace>> ListPlacesAsync(Guid articleId, IReadOnlyList<Guid> citing, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(citing);
        if (citing.Count == 0)
        {
            return [];
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(citing.Count, 500, nameof(citing));
        await using var connection = await database.OpenAsync(ct);
        var keys = await connection.QuerySingleOrDefaultAsync<Cited>(new CommandDefinition("SELECT a.doi_key, k.whole_key, k.main_key FROM articles a LEFT JOIN article_keys k ON k.article_id = a.id WHERE a.id = @articleId", new { articleId }, cancellationToken: ct));
        if (keys is null)
        {
            return [];
        }

        var rows = await connection.QueryAsync<Place>(new CommandDefinition($"""
            SELECT w.article_id, w.printed, n.html_id, n.label, n.language, n.text, r.span_start, r.span_end, r.reference
            FROM ({Citing}) x JOIN cited_works w ON w.article_id = x.article_id AND w.key = x.key
            LEFT JOIN note_references r ON r.article_id = w.article_id AND r.source_id = w.source_id
            LEFT JOIN notes n ON n.article_id = r.article_id AND n.ordinal = r.note
            WHERE w.article_id {(database.Dialect.HasOneWriter ? "IN @citing" : "= ANY(@citing)")}
            ORDER BY w.article_id, CASE WHEN n.ordinal IS NULL THEN 1 ELSE 0 END, n.ordinal, r.ordinal LIMIT {MostPlaces}
            """, new { doiKey = keys.DoiKey, whole = keys.WholeKey, main = keys.MainKey, citing = citing.ToArray() }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToPlace())];
    }

    /// <summary>When the list of an article last changed; null where it never did.</summary>
    public async Task<DateTimeOffset?> FindChangeAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT cited_at FROM articles WHERE id = @articleId", new { articleId }, cancellationToken: ct)) is { } at ? Instants.FromStored(at) : null;
    }

    private sealed record Listed
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public Guid? CitingId { get; init; }
        public string Record { get; init; } = "";
        public int IsSelf { get; init; }
        public int IsRetracted { get; init; }
        public string Place { get; init; } = "";

        public MergedCitation Read() => CitingWorkJson.ReadMerged(Record, Key, CitingId, IsSelf == 1, IsRetracted == 1);
    }

    private sealed record Tallied
    {
        public string Kind { get; init; } = "";
        public int? Year { get; init; }
        public int InCrossref { get; init; }
        public int InOpen { get; init; }
        public int InNotes { get; init; }
        public int IsSelf { get; init; }
        public long Number { get; init; }
    }

    private sealed record Place
    {
        public Guid ArticleId { get; init; }
        public string? Printed { get; init; }
        public string? HtmlId { get; init; }
        public string? Label { get; init; }
        public string? Language { get; init; }
        public string? Text { get; init; }
        public int? SpanStart { get; init; }
        public int? SpanEnd { get; init; }
        public string? Reference { get; init; }

        public CitingPlace ToPlace() => new()
        {
            ArticleId = ArticleId,
            NoteHtmlId = HtmlId,
            NoteLabel = Label,
            Language = Language,
            Words = Text is not null && SpanStart is { } start && SpanEnd is { } end && end <= Text.Length ? Text[start..end] : Printed,
            Pinpoint = Reference is null ? null : StoredJson.ReadReference(Reference).Reference.Pages?.Text,
        };
    }
}
