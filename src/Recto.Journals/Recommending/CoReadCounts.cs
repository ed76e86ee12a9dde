namespace Recto.Journals.Recommending;

/// <summary>How often articles were read together, kept as sessions close: a session is folded in and forgotten, only pairs remain. The sum does not depend on the order of sessions, for votes are whole numbers.</summary>
/// <param name="longest">So many articles of a session count at most, taken evenly from all of it.</param>
public sealed class CoReadCounts(int longest = 50)
{
    // A whole vote in units that all shares of it are rounded to.
    private const long Vote = 1L << 32;

    private readonly Dictionary<int, Dictionary<int, (long Votes, int Sessions)>> _pairs = [];
    private readonly Dictionary<int, int> _sessions = [];

    /// <summary>In how many sessions an article was read together with another.</summary>
    public int SessionsOf(int article) => _sessions.GetValueOrDefault(article);

    /// <summary>Folds in a session that has ended. A session of one article says nothing and changes nothing.</summary>
    /// <param name="session">The articles read, in their order; one read twice counts once.</param>
    public void Add(IEnumerable<int> session)
    {
        var read = session.Distinct().ToArray();
        if (read.Length > longest)
        {
            var kept = new int[longest];
            for (var i = 0; i < longest; i++)
            {
                kept[i] = read[(int)((long)i * read.Length / longest)];
            }

            read = kept;
        }

        if (read.Length < 2)
        {
            return;
        }

        var share = Vote / (read.Length - 1);
        foreach (var article in read)
        {
            _sessions[article] = _sessions.GetValueOrDefault(article) + 1;
            if (!_pairs.TryGetValue(article, out var with))
            {
                _pairs.Add(article, with = []);
            }

            foreach (var other in read)
            {
                if (other != article)
                {
                    var (votes, sessions) = with.GetValueOrDefault(other);
                    with[other] = (votes + share, sessions + 1);
                }
            }
        }
    }

    /// <summary>Where readers of an article go next, the most likely first, from 0 to 1; of equals the lower number first.</summary>
    /// <param name="article">The article.</param>
    /// <param name="fewest">In so many sessions both must have been read: fewer would tell of single readers.</param>
    /// <param name="top">How many at most.</param>
    public IReadOnlyList<(int Article, float Share)> ReadWith(int article, int fewest, int top) => !_pairs.TryGetValue(article, out var with) ? []
        : [.. with.Where(one => one.Value.Sessions >= fewest).OrderByDescending(one => one.Value.Votes).ThenBy(one => one.Key).Take(top)
            .Select(one => (one.Key, (float)((double)one.Value.Votes / Vote / _sessions[article])))];
}
