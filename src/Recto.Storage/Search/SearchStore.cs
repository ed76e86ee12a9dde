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
    public const int MostHits = 1000; // Most of what a broad search costs is fetching the rows that narrow it.

    // What is spelt as it was typed comes before what is spelt otherwise, unless that says it much more plainly. Chosen by hand: corpus/search, where few articles are right, cannot tell.
    private const double AsTyped = 1.5;

    // Some pages of results: nobody looks further without narrowing.
    private const int MostWeighed = 100;

    /// <summary>Articles that are weighed at most where a search is not narrowed.</summary>
    internal int MostRanked { get; init; } = 5_000;

    // Of articles that are gone through from the newest, so many hold the words that a thousand are soon found; of those of a journal or a year, that asking each is no slower than gathering all that hold them.
    private const double Everywhere = 0.1;
    private const double Often = 0.03;

    private readonly KnownWords _known = KnownWords.Of(database);
    private readonly ISearchIndex _index = database.Dialect.HasOneWriter ? new Fts5Index() : new TsVectorIndex();

    /// <summary>Looks. Three statements, four where a word has other spellings; three more where a search is so broad that not all can be weighed; one more on PostgreSQL.</summary>
    public async Task<SearchHits> FindAsync(SearchRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var connection = await database.OpenAsync(ct);
        await using var planned = await PlannedAsync(connection, ct);
        var query = request.Query with { Clauses = [.. request.Query.Clauses.Select(clause => clause.Fields == SearchFields.All ? clause with { Fields = request.Fields } : clause)] };
        var spellings = request.AsWritten ? (_ => []) : await SpellingsAsync(connection, query, ct);
        var plan = SearchPlan.Of(query, spellings, request.AsWritten);
        if (!query.HasWords && !query.HasFilters && request is { Journals: [], Years: [], Languages: [], Archives: [], People: [] })
        {
            return new SearchHits(plan, [], false);
        }

        var (hits, heads) = await BestAsync(connection, plan, query, request, ct);
        var isCapped = hits.Count > MostHits;
        hits = isCapped ? hits[..MostHits] : hits;
        if (!request.NewestFirst && hits.Count > 1 && query.HasWords)
        {
            hits = await BestFirstAsync(connection, plan, hits, heads, ct);
        }

        return new SearchHits(plan, hits, isCapped);
    }

    // PostgreSQL's planner does not count what unpacking long values costs, and translating a statement into machine code takes longer than running it: both are for this search only.
    private async Task<DbTransaction?> PlannedAsync(DbConnection connection, CancellationToken ct)
    {
        if (_index.Planned is not { } settings)
        {
            return null;
        }

        var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = connection.Command(settings);
        await command.ExecuteNonQueryAsync(ct);
        return transaction;
    }

    // Weighing is what a word costs that stands nearly everywhere. Where more articles hold everything than are weighed, those are given first that hold it in title or names, then the last indexed.
    // Where the search is narrowed, all that is left is weighed: it may be old. Where the newest come first, nothing is.
    private async Task<(List<SearchHit> Hits, int Heads)> BestAsync(DbConnection connection, SearchPlan plan, SearchQuery query, SearchRequest request, CancellationToken ct)
    {
        Task<List<SearchHit>> HitsAsync(SearchPlan plan, long from, double? share = null) => this.HitsAsync(connection, plan, (from, share), query, request, ct);
        // A run of words stands in few articles, and looking for it is what costs.
        var isRun = plan.Clauses.Any(clause => !clause.IsNegated && clause.Sequences.All(sequence => sequence.Count > 1));
        if (!query.HasWords || isRun || await RankedFromAsync(connection, plan, ct) is not { } from)
        {
            return (await HitsAsync(plan, 0), 0);
        }

        if (query.HasFilters || request is not { NewestFirst: false, Journals: [], Years: [], Languages: [], Archives: [], People: [] })
        {
            return (await HitsAsync(plan, 0, await ShareAsync(connection, from, ct)), 0);
        }

        var heads = plan.InHeads();
        var gathers = plan.Clauses.Any(clause => clause.IsPrefix); // All words that begin so, anew for every statement: one less.
        var best = heads is null ? [] : await HitsAsync(heads, gathers ? 0 : await RankedFromAsync(connection, heads, ct) ?? 0);
        var count = best.Count;
        if (count <= MostHits)
        {
            var rest = await HitsAsync(plan, from);
            rest = rest.Count > MostHits ? rest : await HitsAsync(plan, 0); // Most of the last indexed are drafts.
            var known = best.Select(hit => hit.Id).ToHashSet();
            best.AddRange(rest.Where(hit => !known.Contains(hit.Id)));
        }

        return (best, count);
    }

    // Which part of the last indexed articles hold everything.
    private async Task<double> ShareAsync(DbConnection connection, long from, CancellationToken ct)
    {
        if (_index.Last is not { } statement)
        {
            return 0;
        }

        await using var command = connection.Command(statement);
        return await command.ExecuteScalarAsync(ct) is long last && last > from ? (double)MostRanked / (last - from) : 1;
    }

    private async Task<long?> RankedFromAsync(DbConnection connection, SearchPlan plan, CancellationToken ct)
    {
        await using var command = connection.Command("");
        command.Add("most", MostRanked);
        command.CommandText = _index.Ranked(command, plan);
        return await command.ExecuteScalarAsync(ct) is long from ? from : null;
    }

    private async Task<Func<SearchWord, IReadOnlyList<string>>> SpellingsAsync(DbConnection connection, SearchQuery query, CancellationToken ct)
    {
        var words = query.Clauses.Where(clause => !clause.IsExact)
            .SelectMany(clause => clause.Words.Count == 2 ? clause.Words.Append(Joined(clause.Words)) : clause.Words).Distinct().ToDictionary(word => word, word => SpellingKeys.Of(word.Printed));
        var keys = words.Values.SelectMany(own => own).Distinct().ToArray();
        if (keys.Length == 0)
        {
            return _ => [];
        }

        var forms = (await connection.QueryAsync<(string Key, string Form)>(new CommandDefinition(
            $"SELECT word_key, form FROM search_words WHERE word_key {Among("keys")} ORDER BY word_key, form", new { keys }, cancellationToken: ct))).ToLookup(row => row.Key, row => row.Form);
        return word => words.TryGetValue(word, out var own) ? [.. own.SelectMany(key => forms[key]).Distinct()] : [];
    }

    // Dapper writes a list out for SQLite and hands it to PostgreSQL as the array that it is.
    private string Among(string name) => database.Dialect.HasOneWriter ? $"IN @{name}" : $"= ANY(@{name})";

    private static SearchWord Joined(IReadOnlyList<SearchWord> words) => new(words[0].Form + words[1].Form, words[0].Printed + words[1].Printed);

    private async Task<List<SearchHit>> HitsAsync(DbConnection connection, SearchPlan plan, (long From, double? Share) extent, SearchQuery query, SearchRequest request, CancellationToken ct)
    {
        await using var command = connection.Command("");
        var isWeighed = query.HasWords && !request.NewestFirst;
        var isBroad = extent.Share is not null;
        var condition = query.HasWords
            ? (isBroad && request.NewestFirst ? _index.Newest(command, plan) : null) ?? (IsWalked(extent.Share, query, request) ? _index.Walked(command, plan) : null) ?? _index.Condition(command, plan, extent.From)
            : "FROM search_texts t JOIN articles a ON a.id = t.article_id JOIN journals j ON j.id = a.journal_id WHERE 1 = 1";
        if (Narrowing.Of(command, query, request) is not { } narrowing)
        {
            return []; // Something was asked that no database can hold.
        }

        (narrowing, var bestFirst) = isBroad && !request.NewestFirst ? _index.Narrowed(narrowing) : (narrowing, _index.BestFirst);
        command.Add("limit", MostHits + 1);
        command.CommandText = $"""
            SELECT t.id, {(isWeighed ? _index.Score : "CAST(0 AS DOUBLE PRECISION)")}, a.id, j.key, j.title, a.published, a.language, t.archives, t.people,
                {ArticleTerms.Columns}
            {condition} AND a.is_draft = 0 {narrowing}
            ORDER BY {(isWeighed ? bestFirst : "a.recency_key DESC, a.id DESC")} LIMIT @limit
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hits = new List<SearchHit>();
        var journals = new Dictionary<Guid, HitJournal>();
        while (await reader.ReadAsync(ct))
        {
            hits.Add(Hit(reader, journals));
        }

        return hits;
    }

    private static bool IsWalked(double? share, SearchQuery query, SearchRequest request) =>
        share >= Often && Narrowing.LeavesFew(query, request) || share >= Everywhere && request.NewestFirst && Narrowing.IsOfArticles(query, request);

    // The order for good: what is spelt as it was typed before the rest, and the first once more weighed by all words where that was not done yet.
    private async Task<List<SearchHit>> BestFirstAsync(DbConnection connection, SearchPlan plan, List<SearchHit> hits, int heads, CancellationToken ct)
    {
        var typed = plan.Clauses.Any(clause => clause is { IsNegated: false, Sequences.Count: > 1 }) ? await AsTypedAsync(connection, plan, hits, ct) : [];
        double Factor(SearchHit hit) => typed.Contains(hit.Id) ? AsTyped : 1;
        var ordered = hits.Select((hit, i) => (Hit: hit with { Score = hit.Score * Factor(hit) }, InHead: i < heads)).OrderByDescending(hit => hit.InHead).ThenByDescending(hit => hit.Hit.Score).ToList();

        await using var command = connection.Command("");
        if (_index.Weighed(command, plan, [.. ordered.Take(MostWeighed).Select(hit => hit.Hit.Id)]) is { } weighed)
        {
            command.CommandText = weighed;
            var weights = new Dictionary<long, double>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                weights[reader.GetInt64(0)] = reader.GetDouble(1);
            }

            ordered = [.. ordered.Take(MostWeighed).OrderByDescending(hit => hit.InHead).ThenByDescending(hit => weights.GetValueOrDefault(hit.Hit.Id) * Factor(hit.Hit)), .. ordered.Skip(MostWeighed)];
        }

        return [.. ordered.Select(hit => hit.Hit)];
    }

    private async Task<HashSet<long>> AsTypedAsync(DbConnection connection, SearchPlan plan, List<SearchHit> hits, CancellationToken ct)
    {
        await using var command = connection.Command("");
        command.CommandText = _index.Exact(command, plan, [.. hits.Select(hit => hit.Id)]);
        var typed = new HashSet<long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            typed.Add(reader.GetInt64(0));
        }

        return typed;
    }

    // A thousand rows are of few journals: each is read once.
    private sealed record HitJournal(string Key, string Title);

    private static SearchHit Hit(DbDataReader reader, Dictionary<Guid, HitJournal> journals)
    {
        var terms = ArticleTerms.Read(reader, 9);
        if (!journals.TryGetValue(terms.JournalId, out var journal))
        {
            journals.Add(terms.JournalId, journal = new HitJournal(reader.GetString(3), reader.GetString(4)));
        }

        return new SearchHit
        {
            Id = reader.GetInt64(0),
            Score = reader.GetDouble(1),
            ArticleId = reader.GetGuid(2),
            JournalKey = journal.Key,
            JournalTitle = journal.Title,
            Year = reader.TextOrNull(5) is { Length: >= 4 } published ? published[..4] : null,
            Language = reader.TextOrNull(6),
            Archives = reader.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            People = [.. reader.GetString(8).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))],
            Terms = terms,
        };
    }
}
