using System.Collections.Concurrent;
using System.Data.Common;
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

    // Keys of words whose spellings are remembered, a few megabytes.
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, string[]> _spellings = new(StringComparer.Ordinal);
    private readonly KnownWords _known = KnownWords.Of(database);
    private readonly ISearchIndex _index = database.Dialect.HasOneWriter ? new Fts5Index() : new TsVectorIndex();

    /// <summary>Looks. Three statements, four where a word has other spellings; three more where a search is so broad that not all can be weighed. On PostgreSQL, which may be far, two round trips, one where the words were sought before; one more where many are found in several spellings, three more where it is so broad.</summary>
    public async Task<SearchHits> FindAsync(SearchRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var connection = await database.OpenAsync(ct);
        var query = request.Query with { Clauses = [.. request.Query.Clauses.Select(clause => clause.Fields == SearchFields.All ? clause with { Fields = request.Fields } : clause)] };
        var (plan, begun) = await PlanAsync(connection, query, request, ct);
        if (!query.HasWords && !query.HasFilters && request is { Journals: [], Years: [], Languages: [], Archives: [], People: [] })
        {
            return new SearchHits(plan, [], false);
        }

        var found = await BestAsync(connection, plan, begun, query, request, ct);
        var isCapped = found.Hits.Count > MostHits;
        found = isCapped ? found with { Hits = found.Hits[..MostHits] } : found;
        return new SearchHits(plan, !request.NewestFirst && found.Hits.Count > 1 && query.HasWords ? await BestFirstAsync(connection, plan, found, ct) : found.Hits, isCapped);
    }

    // PostgreSQL's planner does not count what unpacking long values costs, and translating a statement into machine code takes longer than running it: its settings are for this round trip only.
    private RoundTrip Together()
    {
        var together = new RoundTrip(database);
        if (_index.Planned is { } settings)
        {
            together.AddSetting(settings);
        }

        return together;
    }

    // Weighing is what a word costs that stands nearly everywhere. Where more articles hold everything than are weighed, those are given first that hold it in title or names, then the last indexed.
    // Where the search is narrowed, all that is left is weighed: it may be old. Where the newest come first, nothing is.
    private async Task<Found> BestAsync(DbConnection connection, SearchPlan plan, Begun? begun, SearchQuery query, SearchRequest request, CancellationToken ct)
    {
        async Task<List<SearchHit>> HitsAsync(SearchPlan plan, long from, double? share = null) => (await this.HitsAsync(connection, plan, (from, share), query, request, ct)).Hits;
        if (begun is null)
        {
            var together = Together();
            begun = Begin(together, connection, plan, query, request);
            await together.AskAsync(connection, ct);
        }

        if (begun.From?.Value is not { } from)
        {
            return begun.Few?.Value ?? await this.HitsAsync(connection, plan, default, query, request, ct);
        }

        if (query.HasFilters || request is not { NewestFirst: false, Journals: [], Years: [], Languages: [], Archives: [], People: [] })
        {
            return Found.Only(await HitsAsync(plan, 0, begun.Last?.Value is { } last && last > from ? (double)MostRanked / (last - from) : 0));
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

        return Found.Only(best) with { Heads = count };
    }

    // What is asked first: from which row on a broad search is weighed; and where it is not broad, what it finds. Where the database may be far, both by one round trip.
    private Begun Begin(RoundTrip together, DbConnection connection, SearchPlan plan, SearchQuery query, SearchRequest request)
    {
        // A run of words stands in few articles, and looking for it is what costs.
        var isRun = plan.Clauses.Any(clause => !clause.IsNegated && clause.Sequences.All(sequence => sequence.Count > 1));
        return !query.HasWords || isRun ? new(null, Hits(together, connection, plan, default, query, request, isFew: false))
            : new(Ranked(together, connection, plan), database.Dialect.HasOneWriter ? null : Hits(together, connection, plan, default, query, request, isFew: true))
            {
                Last = _index.Last is { } last ? together.Add(last, async (reader, ct) => await reader.ReadAsync(ct) && !reader.IsDBNull(0) ? reader.GetInt64(0) : (long?)null) : null,
            };
    }

    private async Task<long?> RankedFromAsync(DbConnection connection, SearchPlan plan, CancellationToken ct)
    {
        var together = Together();
        var from = Ranked(together, connection, plan);
        await together.AskAsync(connection, ct);
        return from.Value;
    }

    private Answer<long?> Ranked(RoundTrip together, DbConnection connection, SearchPlan plan)
    {
        using var command = connection.Command("", ("most", MostRanked));
        command.CommandText = _index.Ranked(command, plan);
        return together.Add(command, async (reader, ct) => await reader.ReadAsync(ct) ? reader.GetInt64(0) : (long?)null);
    }

    // The plan with all spellings. Spellings are looked up each time; where they were before, the search is begun with those that are remembered, at once, and what was begun is good where they are the same.
    private async Task<(SearchPlan Plan, Begun? Begun)> PlanAsync(DbConnection connection, SearchQuery query, SearchRequest request, CancellationToken ct)
    {
        var words = request.AsWritten ? [] : query.Clauses.Where(clause => !clause.IsExact)
            .SelectMany(clause => clause.Words.Count == 2 ? clause.Words.Append(Joined(clause.Words)) : clause.Words).Distinct().ToDictionary(word => word, word => SpellingKeys.Of(word.Printed));
        var keys = words.Values.SelectMany(own => own).Distinct().ToArray();
        if (keys.Length == 0)
        {
            return (PlanOf(_ => []), null);
        }

        SearchPlan PlanOf(Func<string, string[]> forms) => SearchPlan.Of(query, word => words.TryGetValue(word, out var own) ? [.. own.SelectMany(forms).Distinct()] : [], request.AsWritten);
        var together = Together();
        var (among, values) = Among("keys", keys);
        var rows = together.Add($"SELECT word_key, form FROM search_words WHERE word_key {among} ORDER BY word_key, form", async (reader, ct) =>
        {
            var rows = new List<(string Key, string Form)>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add((reader.GetString(0), reader.GetString(1)));
            }

            return rows;
        }, values);
        var remembered = keys.Where(_spellings.ContainsKey).ToDictionary(key => key, key => _spellings.GetValueOrDefault(key) ?? []);
        var begun = database.Dialect.HasOneWriter || remembered.Count < keys.Length ? null : Begin(together, connection, PlanOf(key => remembered[key]), query, request);
        await together.AskAsync(connection, ct);
        var told = rows.Value.ToLookup(row => row.Key, row => row.Form);
        var isSame = begun is not null && keys.All(key => remembered[key].SequenceEqual(told[key]));
        if (!isSame)
        {
            Remember(keys, told);
        }

        return (PlanOf(key => [.. told[key]]), isSame ? begun : null);
    }

    private void Remember(string[] keys, ILookup<string, string> told)
    {
        if (_spellings.Count + keys.Length > MostRemembered)
        {
            _spellings.Clear();
        }

        foreach (var key in keys)
        {
            _spellings[key] = [.. told[key]];
        }
    }

    // A list is written out for SQLite and handed to PostgreSQL as the array that it is.
    private (string Condition, (string Name, object? Value)[] Values) Among<T>(string name, IReadOnlyList<T> values) => database.Dialect.HasOneWriter
        ? ($"IN ({string.Join(", ", values.Select((_, i) => $"@{name}{i}"))})", [.. values.Select((value, i) => ($"{name}{i}", (object?)value))])
        : ($"= ANY(@{name})", [(name, values.ToArray())]);

    private static SearchWord Joined(IReadOnlyList<SearchWord> words) => new(words[0].Form + words[1].Form, words[0].Printed + words[1].Printed);

    private async Task<Found> HitsAsync(DbConnection connection, SearchPlan plan, (long From, double? Share) extent, SearchQuery query, SearchRequest request, CancellationToken ct)
    {
        var together = Together();
        if (Hits(together, connection, plan, extent, query, request, isFew: false) is not { } found)
        {
            return Found.Nothing; // Something was asked that no database can hold.
        }

        await together.AskAsync(connection, ct);
        return found.Value;
    }

    // Null where something is asked that no database can hold.
    private Answer<Found>? Hits(RoundTrip together, DbConnection connection, SearchPlan plan, (long From, double? Share) extent, SearchQuery query, SearchRequest request, bool isFew)
    {
        using var command = connection.Command("");
        var isWeighed = query.HasWords && !request.NewestFirst;
        var isBroad = extent.Share is not null;
        var condition = query.HasWords
            ? (isBroad && request.NewestFirst ? _index.Newest(command, plan) : null) ?? (IsWalked(extent.Share, query, request) ? _index.Walked(command, plan) : null) ?? _index.Condition(command, plan, extent.From)
            : "FROM search_texts t JOIN articles a ON a.id = t.article_id JOIN journals j ON j.id = a.journal_id WHERE 1 = 1";
        if (Narrowing.Of(command, query, request) is not { } narrowing)
        {
            return null;
        }

        (narrowing, var bestFirst) = isBroad && !request.NewestFirst ? _index.Narrowed(narrowing) : (narrowing, _index.BestFirst);
        if (isFew && _index.Few(command, plan) is { } few)
        {
            command.Add("most", MostRanked);
            narrowing += " AND " + few;
        }

        command.Add("limit", MostHits + 1);
        command.CommandText = $"""
            SELECT t.id AS hit, {(isWeighed ? _index.Score : "CAST(0 AS DOUBLE PRECISION)")}, a.id, j.key, j.title, a.published, a.language, t.archives, t.people,
                {ArticleTerms.Columns}
            {condition} AND a.is_draft = 0 {narrowing}
            ORDER BY {(isWeighed ? bestFirst : "a.recency_key DESC, a.id DESC")} LIMIT @limit
            """;
        var whole = isFew && isWeighed ? _index.Whole(command, plan) : null;
        if (whole is { } told)
        {
            command.CommandText = $"SELECT h.*, CASE WHEN ROW_NUMBER() OVER () <= {MostWeighed} THEN {told.Weight} END, {told.IsTyped} FROM ({command.CommandText}) h";
        }

        return together.Add(command, async (reader, ct) =>
        {
            var found = whole is null ? Found.Nothing : Found.Nothing with { Weights = [], Typed = [] };
            var hits = new List<SearchHit>();
            var journals = new Dictionary<Guid, HitJournal>();
            while (await reader.ReadAsync(ct))
            {
                var hit = Hit(reader, journals);
                hits.Add(hit);
                if (whole is not null && !reader.IsDBNull(TermsAt + ArticleTerms.Width))
                {
                    found.Weights!.Add(hit.Id, reader.GetDouble(TermsAt + ArticleTerms.Width));
                }

                if (whole is not null && reader.GetBoolean(TermsAt + ArticleTerms.Width + 1))
                {
                    found.Typed!.Add(hit.Id);
                }
            }

            return found with { Hits = hits };
        });
    }

    private static bool IsWalked(double? share, SearchQuery query, SearchRequest request) =>
        share >= Often && Narrowing.LeavesFew(query, request) || share >= Everywhere && request.NewestFirst && Narrowing.IsOfArticles(query, request);

    // The order for good: what is spelt as it was typed before the rest, and the first once more weighed by all words where that was not done yet.
    private async Task<List<SearchHit>> BestFirstAsync(DbConnection connection, SearchPlan plan, Found found, CancellationToken ct)
    {
        var typed = !plan.HasSpellings ? [] : found.Typed ?? await AsTypedAsync(connection, plan, found.Hits, ct);
        double Factor(SearchHit hit) => typed.Contains(hit.Id) ? AsTyped : 1;
        var ordered = found.Hits.Select((hit, i) => (Hit: hit with { Score = hit.Score * Factor(hit) }, InHead: i < found.Heads)).OrderByDescending(hit => hit.InHead).ThenByDescending(hit => hit.Hit.Score).ToList();
        if (await WeightsAsync(connection, plan, [.. ordered.Take(MostWeighed).Select(hit => hit.Hit.Id)], found.Weights ?? [], ct) is { } weights)
        {
            ordered = [.. ordered.Take(MostWeighed).OrderByDescending(hit => hit.InHead).ThenByDescending(hit => weights.GetValueOrDefault(hit.Hit.Id) * Factor(hit.Hit)), .. ordered.Skip(MostWeighed)];
        }

        return [.. ordered.Select(hit => hit.Hit)];
    }

    // Null where they were weighed by all words before.
    private async Task<Dictionary<long, double>?> WeightsAsync(DbConnection connection, SearchPlan plan, IReadOnlyList<long> ids, Dictionary<long, double> known, CancellationToken ct)
    {
        IReadOnlyList<long> missing = [.. ids.Where(id => !known.ContainsKey(id))];
        if (missing.Count == 0)
        {
            return known;
        }

        using var command = connection.Command("");
        if (_index.Weighed(command, plan, missing) is not { } weighed)
        {
            return null;
        }

        command.CommandText = weighed;
        var together = Together();
        var told = together.Add(command, async (reader, ct) =>
        {
            while (await reader.ReadAsync(ct))
            {
                known[reader.GetInt64(0)] = reader.GetDouble(1);
            }

            return known;
        });
        await together.AskAsync(connection, ct);
        return told.Value;
    }

    private async Task<HashSet<long>> AsTypedAsync(DbConnection connection, SearchPlan plan, List<SearchHit> hits, CancellationToken ct)
    {
        using var command = connection.Command("");
        command.CommandText = _index.Exact(command, plan, [.. hits.Select(hit => hit.Id)]);
        var together = Together();
        var told = together.Add(command, async (reader, ct) =>
        {
            var typed = new HashSet<long>();
            while (await reader.ReadAsync(ct))
            {
                typed.Add(reader.GetInt64(0));
            }

            return typed;
        });
        await together.AskAsync(connection, ct);
        return told.Value;
    }

    /// <summary>What was found so far.</summary>
    /// <param name="Hits">The rows, the best or the newest first.</param>
    /// <param name="Heads">How many of the first hold everything in title or names, and go before the rest.</param>
    /// <param name="Weights">How well the first fit by all words; null where that was not asked.</param>
    /// <param name="Typed">Which are spelt as it was typed; null where that was not asked.</param>
    private sealed record Found(List<SearchHit> Hits, int Heads, Dictionary<long, double>? Weights, HashSet<long>? Typed)
    {
        public static Found Nothing => Only([]);

        public static Found Only(List<SearchHit> hits) => new(hits, 0, null, null);
    }

    /// <summary>What is asked first of all.</summary>
    /// <param name="From">From which row on it is weighed, where it is broad; null where it cannot be.</param>
    /// <param name="Few">What it finds where it is not; null where that is asked afterwards, or nothing can be found.</param>
    private sealed record Begun(Answer<long?>? From, Answer<Found>? Few)
    {
        /// <summary>The last row of the index, from which it is told how large a part of all holds everything; null where nobody wants to know.</summary>
        public Answer<long?>? Last { get; init; }
    }

    private const int TermsAt = 9;

    // A thousand rows are of few journals: each is read once.
    private sealed record HitJournal(string Key, string Title);

    private static SearchHit Hit(DbDataReader reader, Dictionary<Guid, HitJournal> journals)
    {
        var terms = ArticleTerms.Read(reader, TermsAt);
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
