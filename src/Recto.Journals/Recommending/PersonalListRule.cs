namespace Recto.Journals.Recommending;

/// <summary>An article that somebody may read next.</summary>
/// <param name="Id">It.</param>
/// <param name="Score">How much speaks for it.</param>
/// <param name="Because">The article they have read that adds most.</param>
/// <param name="Reasons">What the two have to do with each other.</param>
public sealed record PersonalCandidate(Guid Id, double Score, Guid Because, IReadOnlyList<ListReason> Reasons);

/// <summary>What decides whether and where a candidate stands in a list of one’s own.</summary>
/// <param name="Language">BCP 47 tag; null where the source does not say.</param>
/// <param name="Since">When it first was public.</param>
/// <param name="People">Its authors, each by one key.</param>
public sealed record CandidateFacts(string? Language, DateTimeOffset Since, IReadOnlyCollection<string> People);

/// <summary>
/// A list of one’s own: what is near to the articles that somebody has read, all of them together; never one of these; at most two of one author, at most three because of one article; what is in no language that they read comes after the rest, new articles a
/// little before old ones. It is made when it is asked for, of what is kept at that moment, and kept nowhere.
/// </summary>
public static class PersonalListRule
{
    /// <summary>Longest list.</summary>
    public const int Longest = 10;

    /// <summary>From how many candidates it is put together.</summary>
    public const int Weighed = 100;

    /// <summary>Most lines because of one article that was read.</summary>
    public const int MostBecauseOfOne = 3;

    // What is foretold counts half beside what is near: as the blend of the engine has it, roughly.
    private const double OfForetold = 0.5;
    private const double Damping = 0.75;

    /// <summary>The best candidates, best first.</summary>
    /// <param name="read">What was read, each with what is near to it.</param>
    /// <param name="leftOut">What is not to be shown: what was read, and what a notice that was read is about.</param>
    public static IReadOnlyList<PersonalCandidate> Gather(IReadOnlyList<(Guid Id, IReadOnlyList<NearRow> Near)> read, IReadOnlySet<Guid> leftOut)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(leftOut);
        var sums = new Dictionary<Guid, (double Near, double Foretold)>();
        foreach (var near in read.SelectMany(one => one.Near).Where(near => !leftOut.Contains(near.Id)))
        {
            var sum = sums.GetValueOrDefault(near.Id);
            sums[near.Id] = (sum.Near + near.Near, sum.Foretold + near.Foretold);
        }

        if (sums.Count == 0)
        {
            return [];
        }

        // Each by its greatest for this reader.
        var (mostNear, mostForetold) = (Most(sums.Values.Max(sum => sum.Near)), Most(sums.Values.Max(sum => sum.Foretold)));
        var because = new Dictionary<Guid, (double Part, Guid Read, NearRow Row)>();
        foreach (var (id, all) in read)
        {
            foreach (var near in all.Where(near => sums.ContainsKey(near.Id)))
            {
                var part = (near.Near / mostNear) + (OfForetold * near.Foretold / mostForetold);
                if (!because.TryGetValue(near.Id, out var best) || part > best.Part || (part == best.Part && id.CompareTo(best.Read) < 0))
                {
                    because[near.Id] = (part, id, near);
                }
            }
        }

        return [.. sums.Select(sum => (Id: sum.Key, Score: Math.Pow(sum.Value.Near / mostNear, Damping) + (OfForetold * Math.Pow(sum.Value.Foretold / mostForetold, Damping))))
            .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Id).Take(Weighed)
            .Select(candidate => new PersonalCandidate(candidate.Id, candidate.Score, because[candidate.Id].Read, because[candidate.Id].Row.Reasons))];
    }

    /// <summary>The list, of those candidates that may be shown.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="facts">Of those that may be shown what decides on them; who is not in it is left out.</param>
    /// <param name="languages">Languages of what was read.</param>
    /// <param name="now">When: how new an article is.</param>
    public static IReadOnlyList<PersonalCandidate> Choose(IReadOnlyList<PersonalCandidate> candidates, IReadOnlyDictionary<Guid, CandidateFacts> facts, IEnumerable<string?> languages, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(languages);
        var known = languages.OfType<string>().Select(ListRule.PrimaryLanguage).ToHashSet(StringComparer.OrdinalIgnoreCase);
        double Ranked(PersonalCandidate candidate)
        {
            var told = facts[candidate.Id];
            return candidate.Score * ListRule.Freshness(told.Since, now) * (told.Language is null || known.Count == 0 || known.Contains(ListRule.PrimaryLanguage(told.Language)) ? 1 : ListRule.OtherLanguageLeaves);
        }

        var (list, ofAuthor, ofRead) = (new List<PersonalCandidate>(), new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<Guid, int>());
        foreach (var candidate in candidates.Where(candidate => facts.ContainsKey(candidate.Id)).OrderByDescending(Ranked).ThenBy(candidate => candidate.Id))
        {
            var people = facts[candidate.Id].People.Distinct(StringComparer.Ordinal).ToList();
            if (people.Exists(person => ofAuthor.GetValueOrDefault(person) >= ListRule.MostOfOneAuthor) || ofRead.GetValueOrDefault(candidate.Because) >= MostBecauseOfOne)
            {
                continue;
            }

            people.ForEach(person => ofAuthor[person] = ofAuthor.GetValueOrDefault(person) + 1);
            ofRead[candidate.Because] = ofRead.GetValueOrDefault(candidate.Because) + 1;
            list.Add(candidate);
            if (list.Count == Longest)
            {
                break;
            }
        }

        return list;
    }

    private static double Most(double value) => value > 0 ? value : 1;
}
