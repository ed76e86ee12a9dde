using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>
/// PostgreSQL's tsvector, in a table of its own that is nothing else, so that going through what a word finds reads little. It names the articles in which the words stand, by field too; runs of words are
/// then looked up in the analysed text. The many are put in order by a few words that stand in each row, the best of them once more by all words.
/// </summary>
internal sealed class TsVectorIndex : ISearchIndex
{
    private const char Between = '\u001E';

    // Asked for itself before anything is joined: the planner would else mix it with the rest, and ask anew for each row.
    private const string Found = "(WITH found AS MATERIALIZED (SELECT id FROM search_index WHERE search_vector(words) @@ CAST(@query AS tsquery)) SELECT id FROM found) x";
    private const string FoundAsTyped = "(WITH found AS MATERIALIZED (SELECT id FROM search_index WHERE search_vector(words) @@ CAST(@typed AS tsquery)) SELECT id FROM found) x";
    private const string Weights = "'{0.08, 0.15, 0.5, 1.0}'";

    public string Score => $"CAST(ts_rank({Weights}, t.marks, CAST(@words AS tsquery)) AS DOUBLE PRECISION)";

    public string BestFirst => $"{Score} DESC, a.recency_key DESC, a.id DESC";

    // The rows that a word of every article finds among a million fit into this memory.
    public string? Planned => "SELECT set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true)";

    public string? Optimize => null;

    public string? Last => "SELECT MAX(id) FROM search_index";

    public async Task<bool> WriteAsync(WriteTransaction tx, TextToIndex text, CancellationToken ct)
    {
        var (words, marks) = TsVectorWords.Of(text.Words);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            WITH written AS (
                INSERT INTO search_texts (article_id, version, analysis, archives, people, marks, abstract, sources, body, analysed)
                SELECT id, version, @analysis, @Archives, @People, CAST(@marks AS tsvector), @Abstract, @Sources, @Body, @analysed FROM articles WHERE id = @ArticleId AND version = @Version
                ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, analysis = excluded.analysis, archives = excluded.archives, people = excluded.people, marks = excluded.marks,
                    abstract = excluded.abstract, sources = excluded.sources, body = excluded.body, analysed = excluded.analysed
                WHERE search_texts.version <= excluded.version
                RETURNING id)
            INSERT INTO search_index (id, words) SELECT id, CAST(@words AS tsvector) FROM written WHERE true
            ON CONFLICT (id) DO UPDATE SET words = excluded.words
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
                analysed = string.Join(Between, text.Words.Select(field => $" {field} ")),
                marks,
                words,
            }, tx.Transaction, cancellationToken: ct)) > 0;
    }

    public string Condition(DbCommand command, SearchPlan plan, long from)
    {
        Ask(command, plan);
        command.Add("words", Words(plan));
        command.Add("from", from);
        return $"""
            FROM {Found} JOIN search_texts t ON t.id = x.id JOIN articles a ON a.id = t.article_id JOIN journals j ON j.id = a.journal_id
            WHERE x.id >= @from {Looked(command, plan, exact: false)}
            """;
    }

    // Without the function the planner knows no index for it, and so begins with the articles.
    public string? Walked(DbCommand command, SearchPlan plan)
    {
        command.Add("query", Query(plan, exact: false));
        command.Add("words", Words(plan));
        return $"""
            FROM articles a JOIN journals j ON j.id = a.journal_id JOIN search_texts t ON t.article_id = a.id JOIN search_index x ON x.id = t.id
            WHERE x.words @@ CAST(@query AS tsquery) {Looked(command, plan, exact: false)}
            """;
    }

    public string Ranked(DbCommand command, SearchPlan plan)
    {
        Ask(command, plan);
        var looked = Looked(command, plan, exact: false);
        return $"SELECT x.id FROM {Found} {Texts(looked)} WHERE 1 = 1 {looked} ORDER BY x.id DESC LIMIT 1 OFFSET @most";
    }

    public string? Few(DbCommand command, SearchPlan plan)
    {
        var looked = Looked(command, plan, exact: false);
        return $"NOT EXISTS (SELECT x.id FROM {Found} {Texts(looked)} WHERE 1 = 1 {looked} OFFSET @most)";
    }

    public (string Weight, string IsTyped)? Whole(DbCommand command, SearchPlan plan)
    {
        var weight = $"(SELECT CAST(ts_rank({Weights}, x.words, CAST(@words AS tsquery), 1) AS DOUBLE PRECISION) FROM search_index x WHERE x.id = h.hit)";
        if (!plan.HasSpellings)
        {
            return (weight, "FALSE");
        }

        command.Add("typed", Query(plan, exact: true));
        var looked = Looked(command, plan, exact: true);
        return (weight, $"h.hit IN (SELECT x.id FROM {FoundAsTyped} {Texts(looked)} WHERE 1 = 1 {looked})");
    }

    public string? Newest(DbCommand command, SearchPlan plan) => null;

    public (string Condition, string BestFirst) Narrowed(string narrowing) => (narrowing, BestFirst);

    public string Exact(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids)
    {
        command.Add("query", Query(plan, exact: true));
        command.Add("ids", ids.ToArray());
        var looked = Looked(command, plan, exact: true);
        return $"SELECT x.id FROM {Found} {Texts(looked)} WHERE x.id = ANY(@ids) {looked}";
    }

    public string Weighed(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids)
    {
        command.Add("words", Words(plan));
        command.Add("ids", ids.ToArray());
        return $"SELECT x.id, CAST(ts_rank({Weights}, x.words, CAST(@words AS tsquery), 1) AS DOUBLE PRECISION) FROM search_index x WHERE x.id = ANY(@ids)";
    }

    private static string Texts(string looked) => looked.Length > 0 ? "JOIN search_texts t ON t.id = x.id" : "";

    private static void Ask(DbCommand command, SearchPlan plan) => command.Add("query", Query(plan, exact: false));

    // What is wanted, in any field: each word that is there adds to the weight.
    private static string Words(SearchPlan plan) => string.Join(" | ", plan.Clauses.Where(clause => !clause.IsNegated)
        .SelectMany(clause => clause.Sequences.SelectMany(sequence => sequence.Select((word, i) => $"'{word}'{(clause.IsPrefix && i == sequence.Count - 1 ? ":*" : "")}"))).Distinct());

    private static string Query(SearchPlan plan, bool exact) => string.Join(" & ", plan.Clauses.Where(clause => !clause.IsNegated || !MustBeLookedUp(clause)).Select(clause =>
    {
        var any = string.Join(" | ", clause.Sequences.Take(exact && !clause.IsNegated ? 1 : int.MaxValue).Select(sequence =>
            $"({string.Join(" & ", sequence.Select((word, i) => In(clause.Fields, word, clause.IsPrefix && i == sequence.Count - 1)))})"));
        return clause.IsNegated ? $"!({any})" : $"({any})";
    }));

    // A word in any of these fields; of the beginnings of words in the text, more than that: they are looked up.
    private static string In(SearchFields fields, string word, bool isPrefix)
    {
        var end = isPrefix ? "':*" : "'";
        if (fields == SearchFields.All)
        {
            return $"'{word}{end}";
        }

        var own = TsVectorWords.FieldMarks.Where((_, i) => (SearchFields)(1 << i) != SearchFields.Text && fields.HasFlag((SearchFields)(1 << i))).Select(mark => $"'{mark}{word}{end}");
        return $"({string.Join(" | ", fields.HasFlag(SearchFields.Text) ? own.Append(isPrefix ? $"'{word}{end}" : $"'{word}' & !'{TsVectorWords.NotInText}{word}'") : own)})";
    }

    private static bool MustBeLookedUp(PlannedClause clause) => clause.Sequences.Any(sequence => sequence.Count > 1)
        || clause.IsPrefix && clause.Fields != SearchFields.All && clause.Fields.HasFlag(SearchFields.Text);

    private static string Looked(DbCommand command, SearchPlan plan, bool exact)
    {
        var text = new StringBuilder();
        foreach (var clause in plan.Clauses.Where(MustBeLookedUp))
        {
            var places = new List<string>();
            string[] fields = clause.Fields == SearchFields.All ? ["t.analysed"]
                : [.. Enumerable.Range(0, 6).Where(i => clause.Fields.HasFlag((SearchFields)(1 << i))).Select(i => string.Create(CultureInfo.InvariantCulture, $"split_part(t.analysed, '{Between}', {i + 1})"))];
            foreach (var sequence in clause.Sequences.Take(exact && !clause.IsNegated ? 1 : int.MaxValue))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"l{command.Parameters.Count}");
                command.Add(name, $" {string.Join(' ', sequence)}{(clause.IsPrefix ? "" : " ")}");
                places.AddRange(fields.Select(field => $"strpos({field}, @{name}) > 0"));
            }

            text.Append(clause.IsNegated ? " AND NOT (" : " AND (").AppendJoin(" OR ", places).Append(')');
        }

        return text.ToString();
    }
}
