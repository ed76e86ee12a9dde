namespace Recto.Journals.Recommending;

/// <summary>Which articles are read together: for each article, where a reader of it goes next if one of its readers is picked, and then one of that reader's other articles (a random walk of one step). Each session has one vote to share out.</summary>
public sealed class CoReading
{
    private readonly SparseRows _together;

    private CoReading(SparseRows together, int[] sessions) => (_together, Sessions) = (together, sessions);

    /// <summary>In how many sessions each article was read together with another; a session of one article says nothing. Of pairs alone, in how many at least.</summary>
    public IReadOnlyList<int> Sessions { get; }

    /// <summary>The articles read together with one, ascending.</summary>
    public ReadOnlySpan<int> ReadWith(int article) => _together.ColumnsOf(article);

    /// <summary>Sessions cut to a length: articles are taken evenly from all of a session.</summary>
    public static SparseRows Shorten(SparseRows reads, int longest)
    {
        ArgumentNullException.ThrowIfNull(reads);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 2);
        return SparseRows.Make(reads.Rows, reads.Columns, (session, columns, values) =>
        {
            var read = reads.ColumnsOf(session);
            var kept = Math.Min(longest, read.Length);
            for (var i = 0; i < kept; i++)
            {
                columns.Add(read[(int)((long)i * read.Length / kept)]);
                values.Add(1);
            }
        });
    }

    /// <summary>Counts.</summary>
    /// <param name="reads">A session a row, the articles read in it its columns.</param>
    /// <param name="fewest">In so many sessions two articles must have been read together.</param>
    /// <param name="keep">So many are kept for each article, those with the most votes.</param>
    public static CoReading Count(SparseRows reads, int fewest, int keep) => Count(reads, fewest, keep, (votes, _, sessions, _) => votes / sessions);

    /// <summary>Counts, and tells the votes of a pair beside the most that the article has with any, drawn towards 0 where few sessions say so: as <see cref="OfPairs"/>, where sessions are known.</summary>
    /// <param name="reads">A session a row, the articles read in it its columns.</param>
    /// <param name="fewest">In so many sessions two articles must have been read together.</param>
    /// <param name="keep">So many are kept for each article, those with the most votes.</param>
    public static CoReading CountNear(SparseRows reads, int fewest, int keep) => Count(reads, fewest, keep, (votes, count, _, most) => Trust(count) * votes / most);

    private static float Trust(long sessions) => sessions / (sessions + 3f);

    private static CoReading Count(SparseRows reads, int fewest, int keep, Func<float, int, int, float, float> value)
    {
        ArgumentNullException.ThrowIfNull(reads);
        var (articles, sessions) = (reads.Columns, new int[reads.Columns]);
        var readersOf = reads.Transpose();
        var (sum, count) = (new float[articles], new int[articles]);
        var found = new List<int>();
        for (var i = 0; i < articles; i++)
        {
            foreach (var session in readersOf.ColumnsOf(i))
            {
                sessions[i] += reads.ColumnsOf(session).Length > 1 ? 1 : 0;
            }
        }

        var together = SparseRows.Make(articles, articles, (article, columns, values) =>
        {
            found.Clear();
            foreach (var session in readersOf.ColumnsOf(article))
            {
                var read = reads.ColumnsOf(session);
                if (read.Length < 2)
                {
                    continue;
                }

                var vote = 1f / (read.Length - 1);
                foreach (var other in read)
                {
                    if (other != article)
                    {
                        if (count[other]++ == 0)
                        {
                            found.Add(other);
                        }

                        sum[other] += vote;
                    }
                }
            }

            var kept = found.Where(other => count[other] >= fewest).ToArray();
            if (kept.Length > keep)
            {
                kept = [.. kept.OrderByDescending(other => sum[other]).ThenBy(other => other).Take(keep)];
            }

            Array.Sort(kept);
            var most = kept.Length == 0 ? 1 : kept.Max(other => sum[other]);
            foreach (var other in kept)
            {
                columns.Add(other);
                values.Add(value(sum[other], count[other], sessions[article], most));
            }

            found.ForEach(other => (count[other], sum[other]) = (0, 0));
        });
        return new CoReading(together, sessions);
    }

    /// <summary>Of pairs that were counted, where sessions are kept no more: the votes of a pair beside the most that the article has with any, drawn towards 0 where few sessions say so (c/(c+3) for c of them).</summary>
    /// <param name="articles">How many articles there are.</param>
    /// <param name="pairs">Each pair in one order; one that comes again is added.</param>
    /// <param name="keep">So many are kept for each article, those with the most votes.</param>
    public static CoReading OfPairs(int articles, IEnumerable<(int One, int Other, long Sessions, double Votes)> pairs, int keep)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var rows = new Dictionary<int, (long Sessions, double Votes)>?[articles];
        foreach (var (one, other, sessions, votes) in pairs)
        {
            Add(one, other, sessions, votes);
            Add(other, one, sessions, votes);
        }

        var together = SparseRows.Make(articles, articles, (article, columns, values) =>
        {
            if (rows[article] is not { } with)
            {
                return;
            }

            var most = with.Values.Max(pair => pair.Votes);
            foreach (var (other, (sessions, votes)) in with.OrderByDescending(pair => pair.Value.Votes).ThenBy(pair => pair.Key).Take(keep).OrderBy(pair => pair.Key))
            {
                columns.Add(other);
                values.Add((float)(Trust(sessions) * (votes / most)));
            }
        });
        return new CoReading(together, Array.ConvertAll(rows, row => row is null ? 0 : (int)Math.Min(int.MaxValue, row.Values.Max(pair => pair.Sessions))));

        void Add(int one, int other, long sessions, double votes)
        {
            var row = rows[one] ??= [];
            var (known, sum) = row.GetValueOrDefault(other);
            row[other] = (known + sessions, sum + votes);
        }
    }

    /// <summary>Adds where readers of an article go next.</summary>
    public void AddTo(int article, float weight, float[] into) => _together.AddRow(article, weight, into);

    /// <summary>Adds where readers of several articles go next, on average by how near each of these is: the second step of the walk.</summary>
    internal void AddOnward(int[] from, float[] nearness, float[] into)
    {
        var all = from.Sum(other => nearness[other]);
        foreach (var other in from)
        {
            AddTo(other, nearness[other] / all, into);
        }
    }
}
