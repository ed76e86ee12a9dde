namespace Recto.Journals.Recommending;

/// <summary>
/// What the lists of readers who agreed to it foretell: for each article which others, by <see cref="ReaderRegression"/> with what articles say as further rows. An article is foretold from another only where enough of these readers have read both,
/// or enough sessions that may be told of: nobody’s list shows what a single other reader has read. Where readers are too few, or no pair has enough of them, nothing is worked out at all.
/// </summary>
public static class ForetoldArticles
{
    /// <summary>So many readers are looked at, evenly from all: the time grows with the cube.</summary>
    public const int MostReaders = 4000;

    /// <summary>Of one reader so many articles count, the latest.</summary>
    public const int MostOfOne = 200;

    /// <summary>So many are kept for each article.</summary>
    public const int Kept = 30;

    // With fewer readers than so many times the threshold each of them weighs too much in the whole.
    private const int TimesFewest = 4;

    /// <summary>Works it out.</summary>
    /// <param name="articles">The published articles.</param>
    /// <param name="readers">What each of these readers has read, the latest first, each article once. Who they are is not asked.</param>
    /// <param name="passing">What was read together in enough sessions (<see cref="CoReadThreshold"/>).</param>
    /// <param name="fewest">How many of these readers must have read two articles; <see cref="CoReadThreshold.Lowest"/> at least.</param>
    /// <param name="processors">How many processors may work.</param>
    /// <param name="ct">Stops it half-way.</param>
    /// <returns>By article, what it foretells and how far; only what is above 0.</returns>
    public static IReadOnlyDictionary<Guid, IReadOnlyDictionary<Guid, float>> Of(IReadOnlyList<KnownArticle> articles, IReadOnlyList<IReadOnlyList<Guid>> readers, IEnumerable<CoReadPair> passing, int fewest, int processors, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(passing);
        var places = articles.Select((article, place) => (article.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
        int? Folded(Guid id) => !places.TryGetValue(id, out var place) ? null : articles[place].StandsFor is { } about ? places.TryGetValue(about, out var whole) ? whole : null : place;
        fewest = Math.Max(fewest, CoReadThreshold.Lowest);
        var lists = readers.Select(read => read.Select(Folded).OfType<int>().Distinct().Take(MostOfOne).ToList()).Where(read => read.Count > 1).ToList();
        if (lists.Count < TimesFewest * fewest)
        {
            return new Dictionary<Guid, IReadOnlyDictionary<Guid, float>>();
        }

        if (lists.Count > MostReaders)
        {
            lists = [.. Enumerable.Range(0, MostReaders).Select(i => lists[(int)((long)i * lists.Count / MostReaders)])];
        }

        var reads = SparseRows.Of(lists.Count, articles.Count, [.. lists.SelectMany((read, reader) => read.Select(article => (reader, article, 1f)))]);
        var enough = Enough(reads, passing.Select(pair => (One: Folded(pair.One), Other: Folded(pair.Other))), fewest);
        if (enough.Count == 0)
        {
            return new Dictionary<Guid, IReadOnlyDictionary<Guid, float>>();
        }

        var meaning = Recommender.Meaning(articles.Count, Words(articles), Links(articles, places), processors, ct);
        var regression = ReaderRegression.Fit(Recommender.Damped(reads), meaning, Tuning.ContentShare, Tuning.Ridge, processors, ct);
        var foretold = new Dictionary<Guid, IReadOnlyDictionary<Guid, float>>();
        var weights = new float[articles.Count];
        foreach (var (article, others) in enough)
        {
            ct.ThrowIfCancellationRequested();
            regression.Foretell([(article, 1f)], weights);
            var best = others.Where(other => weights[other] > 0).OrderByDescending(other => weights[other]).ThenBy(other => other).Take(Kept).ToDictionary(other => articles[other].Id, other => weights[other]);
            if (best.Count > 0)
            {
                foretold.Add(articles[article].Id, best);
            }
        }

        return foretold;
    }

    // For each article that readers have read, the others that enough of them have read too.
    private static SortedDictionary<int, HashSet<int>> Enough(SparseRows reads, IEnumerable<(int? One, int? Other)> passing, int fewest)
    {
        var enough = new SortedDictionary<int, HashSet<int>>();
        void Add(int one, int other)
        {
            if (!enough.TryGetValue(one, out var others))
            {
                enough.Add(one, others = []);
            }

            others.Add(other);
        }

        var (readersOf, both, found) = (reads.Transpose(), new int[reads.Columns], new List<int>());
        for (var article = 0; article < reads.Columns; article++)
        {
            foreach (var reader in readersOf.ColumnsOf(article))
            {
                foreach (var other in reads.ColumnsOf(reader))
                {
                    if (both[other]++ == 0)
                    {
                        found.Add(other);
                    }
                }
            }

            foreach (var other in found)
            {
                if (other != article && both[other] >= fewest)
                {
                    Add(article, other);
                }

                both[other] = 0;
            }

            found.Clear();
        }

        foreach (var (one, other) in passing)
        {
            if (one is { } here && other is { } there && here != there)
            {
                Add(here, there);
                Add(there, here);
            }
        }

        return enough;
    }

    private static Likeness? Words(IReadOnlyList<KnownArticle> articles)
    {
        var columns = new Dictionary<int, int>();
        foreach (var group in articles.SelectMany(article => article.Terms).GroupBy(term => term.Term).Where(group => group.Skip(1).Any()))
        {
            columns.Add(group.Key, columns.Count);
        }

        return columns.Count == 0 ? null : Likeness.ByTerms(SparseRows.Make(articles.Count, columns.Count, (article, at, values) =>
        {
            foreach (var (column, count) in articles[article].Terms.Where(term => columns.ContainsKey(term.Term)).Select(term => (Column: columns[term.Term], term.Count)).OrderBy(term => term.Column))
            {
                at.Add(column);
                values.Add(count);
            }
        }));
    }

    // Articles first, in both directions; then works, then units of archives.
    private static Likeness? Links(IReadOnlyList<KnownArticle> articles, Dictionary<Guid, int> places)
    {
        var linked = new List<int>[articles.Count];
        var (works, units) = (new Dictionary<Guid, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var next = articles.Count;
        for (var article = 0; article < articles.Count; article++)
        {
            var mine = linked[article] ??= [];
            foreach (var cited in articles[article].Cites)
            {
                if (places.TryGetValue(cited, out var other))
                {
                    mine.Add(other);
                    (linked[other] ??= []).Add(article);
                }
            }

            foreach (var work in articles[article].Works)
            {
                mine.Add(ColumnOf(works, work, ref next));
            }

            foreach (var unit in articles[article].Units)
            {
                mine.Add(ColumnOf(units, unit, ref next));
            }
        }

        return !Array.Exists(linked, list => list.Count > 0) ? null : Likeness.ByLinks(SparseRows.Make(articles.Count, next, (article, at, values) =>
        {
            foreach (var column in linked[article].Distinct().Order())
            {
                at.Add(column);
                values.Add(1);
            }
        }));
    }

    private static int ColumnOf<T>(Dictionary<T, int> columns, T key, ref int next) where T : notnull
    {
        if (!columns.TryGetValue(key, out var column))
        {
            columns.Add(key, column = next++);
        }

        return column;
    }
}
