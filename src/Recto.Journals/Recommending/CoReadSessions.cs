using Recto.Journals.Usage;

namespace Recto.Journals.Recommending;

/// <summary>Two articles that readers of one day read together.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other; a pair stands in one order only.</param>
/// <param name="Sessions">In how many sessions.</param>
/// <param name="Votes">The votes of those sessions for the pair: a session shares one vote among its articles.</param>
public readonly record struct CoReadPair(Guid One, Guid Other, long Sessions, double Votes)
{
    /// <summary>The two in their order.</summary>
    public static (Guid One, Guid Other) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);
}

/// <summary>
/// Makes pairs of what was read on one day. A session is one reader on that day, known by a key whose salt is destroyed (<see cref="UserKey"/>): one vote for a pair, however often they come back.
/// What follows no reader makes no pairs (<see cref="UsageEvent.MakesPairs"/>). Sessions are held while the day is read, and nowhere afterwards.
/// </summary>
/// <param name="day">The day, UTC.</param>
/// <param name="mostPairs">Most pairs of one session, those first that were read one after the other; null for all. With noise this bounds what one reader can change.</param>
public sealed class CoReadSessions(DateOnly day, int? mostPairs = null)
{
    /// <summary>Articles of one session that count: whoever reads more is many readers behind one address, or none.</summary>
    public const int MostArticles = 50;

    /// <summary>Pairs of one session where noise is added.</summary>
    public const int MostPairsWithNoise = 20;

    private readonly Dictionary<UserKey, List<Guid>> _sessions = [];

    /// <summary>Takes the next event, in order of time; what is of another day, or makes no pairs, changes nothing.</summary>
    public void Add(UsageEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (!happened.MakesPairs || happened.ArticleId is not { } article || happened.Kind is not (UsageKind.Request or UsageKind.Investigation) || happened.Method != AccessMethod.Regular || DateOnly.FromDateTime(happened.At.UtcDateTime) != day)
        {
            return;
        }

        if (!_sessions.TryGetValue(happened.User, out var read))
        {
            _sessions.Add(happened.User, read = []);
        }

        if (read.Count < MostArticles && !read.Contains(article))
        {
            read.Add(article);
        }
    }

    /// <summary>The pairs, in order. Nothing is added after that.</summary>
    public IReadOnlyList<CoReadPair> Finish()
    {
        var pairs = new Dictionary<(Guid, Guid), (long Sessions, double Votes)>();
        foreach (var read in _sessions.Values)
        {
            var left = mostPairs ?? int.MaxValue;
            for (var apart = 1; apart < read.Count && left > 0; apart++)
            {
                for (var i = 0; i + apart < read.Count && left > 0; i++, left--)
                {
                    var pair = CoReadPair.Ordered(read[i], read[i + apart]);
                    var (sessions, votes) = pairs.GetValueOrDefault(pair);
                    pairs[pair] = (sessions + 1, votes + (1.0 / read.Count));
                }
            }
        }

        _sessions.Clear();
        return [.. pairs.Select(pair => new CoReadPair(pair.Key.Item1, pair.Key.Item2, pair.Value.Sessions, pair.Value.Votes)).OrderBy(pair => pair.One).ThenBy(pair => pair.Other)];
    }
}
