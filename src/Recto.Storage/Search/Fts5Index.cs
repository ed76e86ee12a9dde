using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>SQLite's FTS5: without content of its own, in full detail (without it bm25 is silently wrong).</summary>
internal sealed class Fts5Index : ISearchIndex
{
    private static readonly string[] Columns = ["title", "authors", "abstract", "body", "notes", "sources"];

    public string Score => "-s.rank";

    public string BestFirst => "s.rank";

    public string? Planned => null;

    public string? Last => null;

    public string? Optimize => "INSERT INTO search_index (search_index) VALUES ('optimize')";

    public async Task<bool> WriteAsync(WriteTransaction tx, TextToIndex text, CancellationToken ct)
    {
        // Nothing where the article is gone, or another version of it stands in the index or among the articles by now.
        var id = await tx.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("""
            INSERT INTO search_texts (article_id, version, analysis, archives, people, abstract, sources, body)
            SELECT id, version, @analysis, @Archives, @People, @Abstract, @Sources, @Body FROM articles WHERE id = @ArticleId AND version = @Version
            ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, analysis = excluded.analysis, archives = excluded.archives, people = excluded.people,
                abstract = excluded.abstract, sources = excluded.sources, body = excluded.body
            RETURNING id
            """, new { text.ArticleId, text.Version, analysis = AnalysedText.Version, text.Archives, text.People, text.Abstract, text.Sources, text.Body }, tx.Transaction, cancellationToken: ct));
        if (id is null)
        {
            return false;
        }

        await using var command = tx.Command("""
            DELETE FROM search_index WHERE rowid = @id;
            INSERT INTO search_index (rowid, title, authors, abstract, body, notes, sources) VALUES (@id, @w0, @w1, @w2, @w3, @w4, @w5);
            """, ("id", id.Value));
        for (var i = 0; i < Columns.Length; i++)
        {
            command.Add(string.Create(CultureInfo.InvariantCulture, $"w{i}"), text.Words[i]);
        }

        await command.ExecuteNonQueryAsync(ct);
        return true;
    }

    // The order is the index's own, so that the rows of a long list are fetched best first and no further than they are wanted.
    public string Condition(DbCommand command, SearchPlan plan, long from)
    {
        command.Add("match", Match(plan, exact: false));
        command.Add("from", from);
        return """
            FROM search_index s CROSS JOIN search_texts t ON t.id = s.rowid CROSS JOIN articles a ON a.id = t.article_id CROSS JOIN journals j ON j.id = a.journal_id
            WHERE search_index MATCH @match AND s.rank MATCH 'bm25(10.0, 8.0, 4.0, 1.0, 1.5, 3.0)' AND s.rowid >= @from
            """;
    }

    // Article after article from the newest, each asked of the index: soon done where most hold the words. A prefix would be gathered anew for each.
    public string? Newest(DbCommand command, SearchPlan plan)
    {
        if (plan.Clauses.Any(clause => clause.IsPrefix))
        {
            return null;
        }

        command.Add("match", Match(plan, exact: false));
        return """
            FROM articles a CROSS JOIN journals j ON j.id = a.journal_id CROSS JOIN search_texts t ON t.article_id = a.id CROSS JOIN search_index s ON s.rowid = t.id
            WHERE search_index MATCH @match
            """;
    }

    public string? Walked(DbCommand command, SearchPlan plan) => null;

    // Going through the rows of a word costs a thirtieth of weighing them.
    public string Ranked(DbCommand command, SearchPlan plan)
    {
        command.Add("match", Match(plan, exact: false));
        return "SELECT rowid FROM search_index WHERE search_index MATCH @match ORDER BY rowid DESC LIMIT 1 OFFSET @most";
    }

    // The set is made once, and only what is in it is weighed; otherwise every row is weighed, and fetched to be narrowed. The plus keeps both from FTS5.
    public (string Condition, string BestFirst) Narrowed(string narrowing) => ($"""
        AND +s.rowid IN (SELECT t.id FROM articles a CROSS JOIN journals j ON j.id = a.journal_id CROSS JOIN search_texts t ON t.article_id = a.id WHERE 1 = 1 {narrowing})
        """, "+s.rank");

    // The plus: one run through the rows of the words. Without it FTS5 would be asked anew for every id.
    public string Exact(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids)
    {
        command.Add("exact", Match(plan, exact: true));
        command.Add("ids", $"[{string.Join(',', ids)}]");
        command.Add("from", ids.Min());
        return "SELECT rowid FROM search_index WHERE search_index MATCH @exact AND rowid >= @from AND +rowid IN (SELECT value FROM json_each(@ids))";
    }

    public string? Weighed(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids) => null;

    public string? Few(DbCommand command, SearchPlan plan) => null;

    public (string Weight, string IsTyped)? Whole(DbCommand command, SearchPlan plan) => null;

    // Words are letters and digits of our own folding: nothing in quotation marks can be a command of FTS5.
    internal static string Match(SearchPlan plan, bool exact)
    {
        string All(bool negated, string between) => string.Join(between, plan.Clauses.Where(clause => clause.IsNegated == negated).Select(clause => Of(clause, exact && !negated)));
        var (wanted, unwanted) = (All(false, " AND "), All(true, " OR "));
        return unwanted.Length == 0 ? wanted : $"({wanted}) NOT ({unwanted})";
    }

    private static string Of(PlannedClause clause, bool exact)
    {
        var text = new StringBuilder();
        if (clause.Fields != SearchFields.All)
        {
            text.Append('{').AppendJoin(' ', Columns.Where((_, i) => clause.Fields.HasFlag((SearchFields)(1 << i)))).Append("} : ");
        }

        return text.Append('(').AppendJoin(" OR ", clause.Sequences.Take(exact ? 1 : int.MaxValue).Select(sequence => $"\"{string.Join(' ', sequence)}\"{(clause.IsPrefix ? " *" : "")}")).Append(')').ToString();
    }
}
