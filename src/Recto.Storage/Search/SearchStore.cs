using System.Data.Common;
using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>Search over published articles, their notes and their sources.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class SearchStore(Database database)
{
    /// <summary>Articles that one search gives and counts at most, the best ones.</summary>
    public const int MostHits = 2000;

    // What is spelt as it was typed comes before what is spelt otherwise, unless that says it much more plainly. Tuned on the training half of corpus/search.
    private const double AsTyped = 1.5;

    private readonly ISearchIndex _index = database.Dialect.HasOneWriter ? new Fts5Index() : new TsVectorIndex();

    /// <summary>Looks. Two statements, three where a word has other spellings.</summary>
    public async Task<SearchHits> FindAsync(SearchRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var connection = await database.OpenAsync(ct);
        var query = request.Query with { Clauses = [.. request.Query.Clauses.Select(clause => clause.Fields == SearchFields.All ? clause with { Fields = request.Fields } : clause)] };
        var spellings = request.AsWritten ? (_ => []) : await SpellingsAsync(connection, query, ct);
        var plan = SearchPlan.Of(query, spellings, request.AsWritten);
        if (!query.HasWords && !query.HasFilters && request is { Journals: [], Years: [], Languages: [], Archives: [], People: [] })
        {
            return new SearchHits(plan, [], false);
        }

        var hits = await HitsAsync(connection, plan, query, request, ct);
        var isCapped = hits.Count > MostHits;
        hits = isCapped ? hits[..MostHits] : hits;
        if (!request.NewestFirst && hits.Count > 1 && plan.Clauses.Any(clause => clause is { IsNegated: false, Sequences.Count: > 1 }))
        {
            hits = await AsTypedFirstAsync(connection, plan, hits, ct);
        }

        return new SearchHits(plan, hits, isCapped);
    }

    private static async Task<Func<SearchWord, IReadOnlyList<string>>> SpellingsAsync(DbConnection connection, SearchQuery query, CancellationToken ct)
    {
        var words = query.Clauses.Where(clause => !clause.IsExact)
            .SelectMany(clause => clause.Words.Count == 2 ? clause.Words.Append(Joined(clause.Words)) : clause.Words).Distinct().ToDictionary(word => word, word => SpellingKeys.Of(word.Printed));
        var keys = words.Values.SelectMany(own => own).Distinct().ToList();
        if (keys.Count == 0)
        {
            return _ => [];
        }

        var forms = (await connection.QueryAsync<(string Key, string Form)>(new CommandDefinition(
            "SELECT word_key, form FROM search_words WHERE word_key IN @keys ORDER BY word_key, form", new { keys }, cancellationToken: ct))).ToLookup(row => row.Key, row => row.Form);
        return word => words.TryGetValue(word, out var own) ? [.. own.SelectMany(key => forms[key]).Distinct()] : [];
    }

    private static SearchWord Joined(IReadOnlyList<SearchWord> words) => new(words[0].Form + words[1].Form, words[0].Printed + words[1].Printed);

    private async Task<List<SearchHit>> HitsAsync(DbConnection connection, SearchPlan plan, SearchQuery query, SearchRequest request, CancellationToken ct)
    {
        await using var command = connection.Command("");
        var hasWords = query.HasWords;
        var condition = hasWords
            ? _index.Condition(command, plan)
            : "FROM search_texts t JOIN articles a ON a.id = t.article_id JOIN journals j ON j.id = a.journal_id WHERE 1 = 1";
        if (Narrowing.Of(command, query, request) is not { } narrowing)
        {
            return []; // Something was asked that no database can hold.
        }

        command.Add("limit", MostHits + 1);
        command.CommandText = $"""
            SELECT t.id, {(hasWords ? _index.Score : "0.0")}, a.id, j.key, j.title, a.published, a.language, t.archives, t.people,
                a.journal_id, a.has_open_licence, a.reading, j.reading, j.notes_are_open
            {condition} AND a.is_draft = 0 {narrowing}
            ORDER BY {(request.NewestFirst || !hasWords ? "a.recency_key DESC, a.id DESC" : _index.BestFirst)} LIMIT @limit
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hits = new List<SearchHit>();
        while (await reader.ReadAsync(ct))
        {
            hits.Add(Hit(reader));
        }

        return hits;
    }

    private async Task<List<SearchHit>> AsTypedFirstAsync(DbConnection connection, SearchPlan plan, List<SearchHit> hits, CancellationToken ct)
    {
        await using var command = connection.Command("");
        command.CommandText = _index.Exact(command, plan, [.. hits.Select(hit => hit.Id)]);
        var typed = new HashSet<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            typed.Add(reader.GetInt64(0));
        }

        return [.. hits.Select(hit => typed.Contains(hit.Id) ? hit with { Score = hit.Score * AsTyped } : hit).OrderByDescending(hit => hit.Score)];
    }

    private static SearchHit Hit(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Score = reader.GetDouble(1),
        ArticleId = reader.GetGuid(2),
        JournalKey = reader.GetString(3),
        JournalTitle = reader.GetString(4),
        Year = reader.TextOrNull(5) is { Length: >= 4 } published ? published[..4] : null,
        Language = reader.TextOrNull(6),
        Archives = reader.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        People = [.. reader.GetString(8).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))],
        Terms = new AccessTerms
        {
            JournalId = reader.GetGuid(9),
            IsPublished = true, // Drafts are not asked for.
            HasOpenLicence = reader.GetInt32(10) != 0,
            Own = reader.TextOrNull(11) is { } own ? Words.Read<ReadingPolicy>(own) : null,
            Journal = Words.Read<ReadingPolicy>(reader.GetString(12)),
            NotesAreOpen = reader.GetInt32(13) != 0,
        },
    };
}
