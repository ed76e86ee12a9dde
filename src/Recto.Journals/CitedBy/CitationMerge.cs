namespace Recto.Journals.CitedBy;

/// <summary>
/// Makes of what several sources tell one list in which every citing work stands once: works of one DOI are one, versions of one work are one (by the relations that its records state, else a preprint and an article of
/// the same title and first author within <see cref="MostYears"/> years), and an article of this site without a DOI is the one that others tell under its title, author and year.
/// </summary>
public static class CitationMerge
{
    /// <summary>Years between a preprint and its article.</summary>
    public const int MostYears = 3;

    /// <summary>The list, in the order of its keys.</summary>
    /// <param name="cited">The cited article; it is never told to cite itself.</param>
    /// <param name="told">What the sources tell, in any order; a source may tell the same twice.</param>
    /// <param name="known">Better records of some of the works, by key; empty where there are none.</param>
    public static IReadOnlyList<MergedCitation> Of(CitedArticle cited, IReadOnlyList<ToldCitation> told, IReadOnlyDictionary<string, CitingWork> known)
    {
        ArgumentNullException.ThrowIfNull(cited);
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(known);
        var entries = told.Where(one => one.Work.Key is not null || one.ArticleId is not null)
            .Select(one => (Told: one, Work: one.ArticleId is null && one.Work.Key is { } key && known.TryGetValue(key, out var better) ? Together(better, one.Work) : one.Work))
            .Where(one => !KeysOf(one.Told, one.Work).Any(key => cited.Keys.Contains(key, StringComparer.Ordinal))).ToList();
        var sets = new Sets(entries.Count);
        JoinByKeys(entries, sets);
        JoinByTitle(entries, sets);
        var retracted = entries.SelectMany(entry => entry.Work.Retracts).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, entries.Count).GroupBy(sets.Find).Select(group => Merge(cited, [.. group.Select(index => entries[index])], retracted)).OrderBy(one => one.Key, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> KeysOf(ToldCitation told, CitingWork work) =>
        (work.Doi is { } doi ? [WorkKeys.Of(doi)] : Array.Empty<string>()).Concat(work.OtherKeys).Concat(told.ArticleId is { } id ? ["article:" + id.ToString("N")] : []);

    private static void JoinByKeys(List<(ToldCitation Told, CitingWork Work)> entries, Sets sets)
    {
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var key in KeysOf(entries[i].Told, entries[i].Work))
            {
                sets.Join(i, byKey.TryGetValue(key, out var other) ? other : byKey[key] = i);
            }
        }

        // A version that cites nothing itself is no citation, so only what was told is joined.
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var version in entries[i].Work.Versions)
            {
                if (byKey.TryGetValue(version, out var other))
                {
                    sets.Join(i, other);
                }
            }
        }
    }

    private static void JoinByTitle(List<(ToldCitation Told, CitingWork Work)> entries, Sets sets)
    {
        foreach (var same in entries.Select((entry, index) => (entry.Told, entry.Work, Index: index, Title: TitleOf(entry.Work))).Where(entry => entry.Title is not null).GroupBy(entry => entry.Title, StringComparer.Ordinal))
        {
            var works = same.ToList();
            for (var i = 0; i < works.Count; i++)
            {
                for (var j = i + 1; j < works.Count; j++)
                {
                    var (one, other) = (works[i], works[j]);
                    var years = Math.Abs((one.Work.Year ?? 0) - (other.Work.Year ?? 0));
                    var areVersions = (one.Work.Kind == CitingKind.Preprint || other.Work.Kind == CitingKind.Preprint) && years <= MostYears;
                    var isOwn = years == 0 && ((one.Told.ArticleId is not null && one.Work.Doi is null) != (other.Told.ArticleId is not null && other.Work.Doi is null));
                    if (areVersions || isOwn)
                    {
                        sets.Join(one.Index, other.Index);
                    }
                }
            }
        }
    }

    private static string? TitleOf(CitingWork work) => work.Year is null || work.Authors.Count == 0 ? null : WorkKeys.Of(work.Title, work.Authors[0].Family, 1000);

    private static MergedCitation Merge(CitedArticle cited, IReadOnlyList<(ToldCitation Told, CitingWork Work)> group, HashSet<string> retracted)
    {
        // An article of this site is known best; a published version goes before a preprint; a record with a title before one without.
        var best = group.OrderBy(entry => entry.Told.ArticleId is null).ThenBy(entry => entry.Work.Kind == CitingKind.Preprint).ThenBy(entry => entry.Work.Title is null)
            .ThenBy(entry => entry.Work.Doi is null).ThenByDescending(entry => entry.Work.Authors.Count).ThenBy(entry => entry.Told.Source).ThenBy(entry => entry.Work.Key, StringComparer.Ordinal).First();
        var work = group.Where(entry => entry.Work != best.Work && IsSameVersion(entry.Work, best.Work)).OrderBy(entry => entry.Told.Source).Aggregate(best.Work, (record, entry) => Together(record, entry.Work));
        var article = group.Select(entry => entry.Told.ArticleId).FirstOrDefault(id => id is not null);
        var key = work.Key ?? "article:" + article!.Value.ToString("N");
        var keys = group.SelectMany(entry => KeysOf(entry.Told, entry.Work)).Where(name => name.StartsWith("10.", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        return new MergedCitation
        {
            Key = key,
            Work = work,
            ArticleId = article,
            OtherVersions = [.. keys.Where(name => name != key).Order(StringComparer.Ordinal)],
            SeenBy = [.. group.GroupBy(entry => entry.Told.Source).OrderBy(source => source.Key).Select(source => new SeenBy(source.Key, source.Min(entry => entry.Told.FirstSeen), source.Max(entry => entry.Told.LastSeen)))],
            IsSelf = group.Any(entry => entry.Told.IsSelf == true || AreOneOf(cited.Authors, entry.Work.Authors)),
            IsRetracted = group.Any(entry => entry.Work.IsRetracted && IsSameVersion(entry.Work, work)) || (work.Key is { } name && retracted.Contains(name)),
        };
    }

    private static bool IsSameVersion(CitingWork one, CitingWork other) => one.Doi is not { } doi || other.Doi is not { } known || doi.Equals(known);

    // The first with what only the second tells.
    private static CitingWork Together(CitingWork one, CitingWork other) => one with
    {
        Doi = one.Doi ?? other.Doi,
        OtherKeys = [.. one.OtherKeys.Union(other.OtherKeys, StringComparer.Ordinal)],
        Kind = one.Kind == CitingKind.Unknown ? other.Kind : one.Kind,
        Title = one.Title ?? other.Title,
        Authors = one.Authors.Count > 0 ? one.Authors : other.Authors,
        Container = one.Container ?? other.Container,
        Issns = one.Issns.Count > 0 ? one.Issns : other.Issns,
        Publisher = one.Publisher ?? other.Publisher,
        Volume = one.Volume ?? other.Volume,
        Issue = one.Issue ?? other.Issue,
        FirstPage = one.FirstPage ?? other.FirstPage,
        Year = one.Year ?? other.Year,
        Address = one.Address ?? other.Address,
        Versions = [.. one.Versions.Union(other.Versions, StringComparer.Ordinal)],
        Retracts = [.. one.Retracts.Union(other.Retracts, StringComparer.Ordinal)],
        IsRetracted = one.IsRetracted || other.IsRetracted,
    };

    // The same ORCID; else, where one of the two has none, the same family name and an initial that agrees.
    private static bool AreOneOf(IReadOnlyList<CitingAuthor> cited, IReadOnlyList<CitingAuthor> citing) => cited.Any(one => citing.Any(other =>
        one.Orcid is not null && other.Orcid is not null ? string.Equals(one.Orcid, other.Orcid, StringComparison.OrdinalIgnoreCase)
        : WorkKeys.Folded(one.Family) is { } family && family == WorkKeys.Folded(other.Family) && (one.Given is null && other.Given is null || WorkKeys.Folded(one.Given) is { } given && WorkKeys.Folded(other.Given) is { } initial && given[0] == initial[0])));

    private sealed class Sets(int count)
    {
        private readonly int[] _parents = [.. Enumerable.Range(0, count)];

        public int Find(int one)
        {
            while (_parents[one] != one)
            {
                one = _parents[one] = _parents[_parents[one]];
            }

            return one;
        }

        public void Join(int one, int other) => _parents[Math.Max(Find(one), Find(other))] = Math.Min(Find(one), Find(other));
    }
}
