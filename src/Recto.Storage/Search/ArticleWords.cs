using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dapper;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Search;
using Recto.Notes.Archives;

namespace Recto.Storage.Search;

/// <summary>Reads an article as it is kept and makes of it what the index takes.</summary>
internal static class ArticleWords
{
    /// <summary>Parts the notes of one source.</summary>
    public const char NoteMark = '\u001F';

    private sealed record Head
    {
        public int Version { get; init; }
        public string Article { get; init; } = "";
        public byte[] Body { get; init; } = [];
        public byte[] About { get; init; } = [];
        public byte[] References { get; init; } = [];
    }

    private sealed record Source
    {
        public string Label { get; init; } = "";
        public string? RepositoryId { get; init; }
        public string? Path { get; init; }
        public string? HtmlId { get; init; }
        public string? NoteLabel { get; init; }
        public int Ordinal { get; init; }
    }

    private sealed record Person
    {
        public string PersonKey { get; init; } = "";
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
    }

    /// <summary>Reads; null where there is no such article.</summary>
    /// <param name="transaction">In which all is read, so that it is of one version.</param>
    /// <param name="id">The article.</param>
    /// <param name="words">Is told each different word.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TextToIndex?> ReadAsync(DbTransaction transaction, Guid id, WordCollector words, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        CommandDefinition Query(string sql) => new(sql, new { id }, transaction, cancellationToken: ct);
        var head = await connection.QuerySingleOrDefaultAsync<Head>(Query("""
            SELECT a.version, a.article, f.body_html AS body, f.about_html AS about, f.references_html AS "references"
            FROM articles a JOIN article_fragments f ON f.article_id = a.id WHERE a.id = @id
            """));
        if (head is null)
        {
            return null;
        }

        var notes = (await connection.QueryAsync<string>(Query("SELECT text FROM notes WHERE article_id = @id ORDER BY ordinal"))).AsList();
        var people = (await connection.QueryAsync<Person>(Query("SELECT person_key, name, role FROM article_people WHERE article_id = @id ORDER BY ordinal"))).AsList();
        var sources = (await connection.QueryAsync<Source>(Query("""
            SELECT s.ordinal, s.label, s.repository_id, s.path, n.html_id, n.label AS note_label
            FROM article_sources s
            LEFT JOIN note_references r ON r.article_id = s.article_id AND r.source_id = s.source_id
            LEFT JOIN notes n ON n.article_id = r.article_id AND n.ordinal = r.note
            WHERE s.article_id = @id ORDER BY s.ordinal, r.note
            """))).GroupBy(source => source.Ordinal).Select(group => group.ToList()).ToList();
        using var record = JsonDocument.Parse(head.Article);
        return Make(id, head, record.RootElement, notes, people, sources, words);
    }

    private static TextToIndex Make(Guid id, Head head, JsonElement record, List<string> notes, List<Person> people, List<List<Source>> sources, WordCollector words)
    {
        string[] titles = [.. Texts(record, "title"), .. Texts(record, "subtitle"), .. Texts(record, "translatedTitles", "text")];
        string[] abstracts = [.. Texts(record, "abstracts", "text").SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), .. Keywords(record)];
        IReadOnlyList<string> body = [.. Paragraphs(head.Body), .. Paragraphs(head.About)];
        var references = Paragraphs(head.References);
        var shown = people.Where(person => person.Role is "author" or "editor").ToList();
        return new TextToIndex
        {
            ArticleId = id,
            Version = head.Version,
            Archives = $" {string.Join(' ', sources.Select(source => source[0].RepositoryId).OfType<string>().Distinct())} ",
            People = "\n" + string.Concat(shown.DistinctBy(person => person.PersonKey).Select(person => $"{person.PersonKey}\t{OneLine(person.Name)}\n")),
            Abstract = string.Join('\n', abstracts),
            Sources = string.Join('\n', sources.Select(Line).Concat(references.Select(line => line + "\t"))),
            Body = string.Join('\n', body),
            Words =
            [
                AnalysedText.Of(titles, words), AnalysedText.Of(people.Select(person => person.Name), words), AnalysedText.Of(abstracts, words), AnalysedText.Of(body, words),
                AnalysedText.Of(notes, words), AnalysedText.Of(sources.SelectMany(Named).Concat(references), words),
            ],
        };
    }

    // An index has one language for Recto's own words: a mark of theirs is no text, and nobody may read one in a result.
    private static IReadOnlyList<string> Paragraphs(byte[] html) => HtmlParagraphs.Of(WordMarks.InEnglish(Encoding.UTF8.GetString(html)));

    private static string Line(List<Source> source) => OneLine(source[0].Label) + "\t"
        + string.Join(NoteMark, source.Where(mention => mention.HtmlId is not null).DistinctBy(mention => mention.HtmlId).SelectMany(mention => new[] { mention.HtmlId!, OneLine(mention.NoteLabel ?? "") }));

    // As printed; then by every name of its archive, with the levels once more behind: whoever looks for ГАРФ finds what was printed as GARF.
    private static IEnumerable<string> Named(List<Source> source)
    {
        yield return source[0].Label;
        if (source[0] is { RepositoryId: { } id } first && RepositoryDirectory.Shipped.Find(id) is { } archive)
        {
            var levels = first.Path is null ? "" : string.Join(' ', JsonSerializer.Deserialize<string[]>(first.Path) ?? []);
            yield return $"{string.Join(' ', archive.Sigla)} {levels}";
            yield return archive.Name;
            yield return archive.EnglishName;
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\n', ' ').Replace(NoteMark, ' ');

    private static IEnumerable<string> Keywords(JsonElement record)
    {
        var words = string.Join("; ", Texts(record, "keywords"));
        return words.Length == 0 ? [] : [words.ReplaceLineEndings(" ")];
    }

    private static List<string> Texts(JsonElement record, string name, string? inner = null)
    {
        if (!record.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => inner is null ? item.GetString() : item.TryGetProperty(inner, out var text) ? text.GetString() : null).OfType<string>().ToList()
            : value.GetString() is { } only ? [only] : [];
    }
}
