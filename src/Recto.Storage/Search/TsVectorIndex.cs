using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>PostgreSQL's tsvector: it names the articles in which the words stand; runs of words and fields are then looked up in the analysed text itself.</summary>
internal sealed class TsVectorIndex : ISearchIndex
{
    private const int MostPositions = 12; // More of one word in one field say nothing more.
    private const int MostBytes = 900_000; // PostgreSQL refuses a tsvector of a megabyte.
    private static readonly string[] Columns = ["title_words", "author_words", "abstract_words", "body_words", "note_words", "source_words"];
    private static readonly char[] Weights = ['A', 'A', 'B', 'D', 'C', 'B'];

    public string Score => "CAST(ts_rank('{0.08, 0.15, 0.5, 1.0}', t.words, CAST(@query AS tsquery), 1) AS DOUBLE PRECISION)";

    public string BestFirst => $"{Score} DESC, t.id";

    public string? Optimize => null;

    public async Task WriteAsync(WriteTransaction tx, TextToIndex text, CancellationToken ct) =>
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO search_texts (article_id, version, analysis, archives, people, abstract, sources, body,
                title_words, author_words, abstract_words, body_words, note_words, source_words, words)
            VALUES (@ArticleId, @Version, @analysis, @Archives, @People, @Abstract, @Sources, @Body, @title, @authors, @abstracts, @bodies, @notes, @works, CAST(@vector AS tsvector))
            ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, analysis = excluded.analysis, archives = excluded.archives, people = excluded.people,
                abstract = excluded.abstract, sources = excluded.sources, body = excluded.body, title_words = excluded.title_words, author_words = excluded.author_words,
                abstract_words = excluded.abstract_words, body_words = excluded.body_words, note_words = excluded.note_words, source_words = excluded.source_words, words = excluded.words
            """,
            new
            {
                text.ArticleId,
                text.Version,
                analysis = AnalysedText.Version,
                text.Archives,
                text.People,
                text.Abstract,
                text.Sources,
                text.Body,
                title = Padded(text.Words[0]),
                authors = Padded(text.Words[1]),
                abstracts = Padded(text.Words[2]),
                bodies = Padded(text.Words[3]),
                notes = Padded(text.Words[4]),
                works = Padded(text.Words[5]),
                vector = Vector(text.Words),
            }, tx.Transaction, cancellationToken: ct));

    public string Condition(DbCommand command, SearchPlan plan, long from)
    {
        command.Add("query", Query(plan, exact: false));
        command.Add("from", from);
        return $"""
            FROM search_texts t JOIN articles a ON a.id = t.article_id JOIN journals j ON j.id = a.journal_id
            WHERE t.words @@ CAST(@query AS tsquery) AND t.id >= @from {Looked(command, plan, exact: false)}
            """;
    }

    // The sum: so that the planner does not walk through all articles in order of id instead of asking the index.
    public string Ranked(DbCommand command, SearchPlan plan)
    {
        command.Add("query", Query(plan, exact: false));
        return $"SELECT t.id FROM search_texts t WHERE t.words @@ CAST(@query AS tsquery) {Looked(command, plan, exact: false)} ORDER BY t.id + 0 DESC LIMIT 1 OFFSET @most";
    }

    public string? Newest(DbCommand command, SearchPlan plan) => null;

    public (string Condition, string BestFirst) Narrowed(string narrowing) => (narrowing, BestFirst);

    public string Exact(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids)
    {
        command.Add("query", Query(plan, exact: true));
        command.Add("ids", ids.ToArray());
        return $"SELECT t.id FROM search_texts t WHERE t.id = ANY(@ids) AND t.words @@ CAST(@query AS tsquery) {Looked(command, plan, exact: true)}";
    }

    private static string Padded(string words) => $" {words} ";

    // Positions only weigh here: nothing is looked up by them.
    private static string Vector(IReadOnlyList<string> fields)
    {
        var positions = new Dictionary<string, List<(int At, char Weight)>>(StringComparer.Ordinal);
        for (var field = 0; field < fields.Count; field++)
        {
            var at = field * 2000;
            foreach (var word in fields[field].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word == AnalysedText.Gap)
                {
                    continue;
                }

                if (!positions.TryGetValue(word, out var known))
                {
                    positions.Add(word, known = []);
                }

                if (known.Count(place => place.Weight == Weights[field]) < MostPositions)
                {
                    known.Add((++at % 16000 + 1, Weights[field]));
                }
            }
        }

        // Books of several megabytes: fewer places of each word, and where that is not enough, the last new words are left out.
        var most = positions.Sum(pair => Size(pair.Key, pair.Value.Count)) > MostBytes ? 1 : int.MaxValue;
        var (vector, size) = (new StringBuilder(), 0);
        foreach (var (word, all) in positions)
        {
            var places = all.Take(most).ToList();
            if ((size += Size(word, places.Count)) > MostBytes)
            {
                break;
            }

            vector.Append('\'').Append(word).Append("':").AppendJoin(',', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.At}{place.Weight}"))).Append(' ');
        }

        return vector.ToString();
    }

    private static int Size(string word, int places) => Encoding.UTF8.GetByteCount(word) + 8 + (2 * places);

    private static string Query(SearchPlan plan, bool exact) => string.Join(" & ", plan.Clauses.Where(clause => !clause.IsNegated || !MustBeLookedUp(clause)).Select(clause =>
    {
        var any = string.Join(" | ", clause.Sequences.Take(exact && !clause.IsNegated ? 1 : int.MaxValue).Select(sequence =>
            $"({string.Join(" & ", sequence.Select((word, i) => $"'{word}'{(clause.IsPrefix && i == sequence.Count - 1 ? ":*" : "")}"))})"));
        return clause.IsNegated ? $"!({any})" : $"({any})";
    }));

    private static bool MustBeLookedUp(PlannedClause clause) => clause.Fields != SearchFields.All || clause.Sequences.Any(sequence => sequence.Count > 1);

    private static string Looked(DbCommand command, SearchPlan plan, bool exact)
    {
        var text = new StringBuilder();
        foreach (var clause in plan.Clauses.Where(MustBeLookedUp))
        {
            var places = new List<string>();
            var take = exact && !clause.IsNegated ? 1 : int.MaxValue;
            foreach (var sequence in clause.Sequences.Take(take))
            {
                // Letters, digits and blanks only: no wildcard can come in from outside.
                var name = string.Create(CultureInfo.InvariantCulture, $"l{command.Parameters.Count}");
                command.Add(name, $"% {string.Join(' ', sequence)}{(clause.IsPrefix ? "%" : " %")}");
                places.AddRange(Columns.Where((_, i) => clause.Fields.HasFlag((SearchFields)(1 << i))).Select(column => $"t.{column} LIKE @{name}"));
            }

            text.Append(clause.IsNegated ? " AND NOT (" : " AND (").AppendJoin(" OR ", places).Append(')');
        }

        return text.ToString();
    }
}
