using Recto.Storage.Sql;

namespace Recto.Storage.Search;

public sealed partial class SearchStore
{
    /// <summary>What a page of results shows, in the order given; by two statements, one round trip. What is no longer public meanwhile is left out.</summary>
    /// <param name="hits">One page of them, at most 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<FoundArticle>> ShowAsync(IReadOnlyList<SearchHit> hits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits.Count, 100, nameof(hits));
        if (hits.Count == 0)
        {
            return [];
        }

        var together = new RoundTrip(database);
        var (ids, idValues) = Among("ids", [.. hits.Select(hit => hit.Id)]);
        var (articles, articleValues) = Among("articles", [.. hits.Select(hit => hit.ArticleId)]);
        var shown = together.Add($"""
            SELECT t.id, a.id AS article_id, a.slug, f.title_html, a.language, a.authors, a.pages, a.published, i.volume, i.number, t.abstract, t.sources, t.body
            FROM search_texts t JOIN articles a ON a.id = t.article_id JOIN article_fragments f ON f.article_id = a.id LEFT JOIN issues i ON i.id = a.issue_id
            WHERE t.id {ids} AND a.is_draft = 0
            """, RoundTrips.RowsAsync<Shown>, idValues);
        var printed = together.Add($"SELECT article_id, html_id, label, language, text FROM notes WHERE article_id {articles} ORDER BY article_id, ordinal", RoundTrips.RowsAsync<ShownNote>, articleValues);
        await together.AskAsync(ct);
        var rows = shown.Value.ToDictionary(row => row.Id);
        var notes = printed.Value.ToLookup(note => note.ArticleId);
        return [.. hits.Where(hit => rows.ContainsKey(hit.Id)).Select(hit => rows[hit.Id]).Select(row => new FoundArticle
        {
            Id = row.Id,
            ArticleId = row.ArticleId,
            Slug = row.Slug,
            TitleHtml = row.TitleHtml,
            Language = row.Language,
            Authors = row.Authors,
            Pages = row.Pages,
            Published = row.Published,
            Volume = row.Volume,
            Number = row.Number,
            Abstract = row.Abstract,
            Body = row.Body,
            Sources = [.. row.Sources.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Source)],
            Notes = [.. notes[row.ArticleId].Select(note => new FoundNote(note.HtmlId, note.Label, note.Language, note.Text))],
        })];
    }

    /// <summary>Words of the index that begin like one of these: what somebody may have meant.</summary>
    /// <param name="beginnings">Folded beginnings, one letter at least.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<string>> ListWordsAsync(IReadOnlyList<string> beginnings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(beginnings);
        if (beginnings.Count == 0 || !StoredText.CanStand([.. beginnings]))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("", ("limit", MostWords));
        var ranges = beginnings.Distinct().Take(8).Select((beginning, i) =>
        {
            command.Add($"from{i}", beginning);
            command.Add($"to{i}", beginning + "\uFFFD");
            return $"(form >= @from{i} AND form < @to{i})";
        }).ToList();
        command.CommandText = $"SELECT DISTINCT form FROM search_words WHERE {string.Join(" OR ", ranges)} LIMIT @limit";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var words = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            words.Add(reader.GetString(0));
        }

        return words;
    }

    private const int MostWords = 50_000;

    private static FoundSource Source(string line)
    {
        var parts = line.Split('\t');
        var notes = parts.Length < 2 || parts[1].Length == 0 ? [] : parts[1].Split(ArticleWords.NoteMark);
        return new FoundSource(parts[0], [.. notes.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]))]);
    }

    private sealed record Shown
    {
        public long Id { get; init; }
        public Guid ArticleId { get; init; }
        public string Slug { get; init; } = "";
        public byte[] TitleHtml { get; init; } = [];
        public string? Language { get; init; }
        public string? Authors { get; init; }
        public string? Pages { get; init; }
        public string? Published { get; init; }
        public string? Volume { get; init; }
        public string? Number { get; init; }
        public string Abstract { get; init; } = "";
        public string Sources { get; init; } = "";
        public string Body { get; init; } = "";
    }

    private sealed record ShownNote
    {
        public Guid ArticleId { get; init; }
        public string HtmlId { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Language { get; init; }
        public string Text { get; init; } = "";
    }
}
