namespace Recto.Journals.Recommending;

/// <summary>Recommends articles, from what is read together, from text and from citations. Everything is worked out when it is built; asking changes nothing, and may be done from many threads, each with a <see cref="Workspace"/> of its own.</summary>
public sealed class Recommender
{
    // So many cells of latent vectors are kept at most: with more articles there are fewer dimensions.
    private const int LatentCells = 48_000_000;
    private const int MostDimensions = 256;

    private readonly Likeness? _terms;
    private readonly Likeness? _okapi;
    private readonly Likeness? _links;
    private readonly LatentVectors? _meaning;
    private readonly Lazy<ReaderTaste?> _taste;
    private readonly float[] _size;
    private readonly ReaderRegression? _regression;
    private readonly CoReading _together;
    private readonly CoReading _near;
    private readonly int[] _mostRead;
    private readonly Lazy<float[]> _usualForArticles;
    private readonly Lazy<float[]> _usualForReaders;

    private Recommender(int articles, Likeness? terms, Likeness? okapi, Likeness? links, LatentVectors? meaning, ReaderRegression? regression, (CoReading Walk, CoReading Near) together, SparseRows reads, int processors)
    {
        (Articles, _terms, _okapi, _links, _meaning, _regression, _together, _near) = (articles, terms, okapi, links, meaning, regression, together.Walk, together.Near);
        _size = new float[articles];
        for (var i = 0; meaning is not null && i < articles; i++)
        {
            _size[i] = MathF.Sqrt(DenseVectors.Dot(meaning.Of(i), meaning.Of(i))) + 1e-6f;
        }

        _taste = new(() => meaning is null ? null : new ReaderTaste(meaning, processors, CancellationToken.None)); // Only new articles are asked for by it.
        _mostRead = [.. Enumerable.Range(0, articles).Where(article => _together.Sessions[article] > 0).OrderByDescending(article => _together.Sessions[article])];
        _usualForArticles = new(() => Usual(Evenly(_mostRead.Length == 0 ? [.. Enumerable.Range(0, articles)] : [.. _mostRead.Order()]).Select(article => (IReadOnlyList<int>)[article]), RecommendTask.AlsoRead));
        _usualForReaders = new(() => Usual(Evenly([.. Enumerable.Range(0, reads.Rows)]).Select(reader => (IReadOnlyList<int>)reads.ColumnsOf(reader).ToArray()), RecommendTask.Reader));
    }

    /// <summary>How many articles there are.</summary>
    public int Articles { get; }

    /// <summary>What is read together.</summary>
    public CoReading Together => _together;

    /// <summary>Works everything out.</summary>
    /// <param name="data">Reads, texts, citations; what is missing is done without.</param>
    /// <param name="options">How.</param>
    /// <param name="ct">Stops it half-way.</param>
    public static Recommender Build(RecommenderTables data, RecommenderOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var terms = data.Text is null ? null : Likeness.ByTerms(data.Text);
        var okapi = data.Text is null ? null : Likeness.ByOkapi(data.Text);
        var links = data.Links is null ? null : Likeness.ByLinks(data.Links);
        var meaning = Meaning(data.Articles, terms, links, options.Processors, ct);
        var readers = data.Reads.Rows + (meaning?.Dimensions ?? 0);
        var regression = data.Reads.Filled == 0 || readers > options.MostReaders ? null
            : ReaderRegression.Fit(Damped(data.Reads), meaning, Tuning.ContentShare, Tuning.Ridge, options.Processors, ct);
        var sessions = CoReading.Shorten(data.Reads, options.LongestSession);
        var together = (CoReading.Count(sessions, options.FewestSessions, options.Kept), CoReading.CountNear(sessions, options.FewestSessions, options.Kept));
        return new Recommender(data.Articles, terms, okapi, links, meaning, regression, together, data.Reads, options.Processors);
    }

    /// <summary>What readers of an article read besides; the article itself is left out.</summary>
    /// <param name="article">The article.</param>
    /// <param name="may">Whether an article may be shown; null where all may.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="workspace">Room to work in.</param>
    /// <param name="blend">What signals weigh; null as <see cref="Blend.For"/> says.</param>
    public IReadOnlyList<Recommendation> AlsoRead(int article, Func<int, bool>? may, int top, Workspace workspace, IReadOnlyList<(Signal Signal, float Weight)>? blend = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        workspace.Clear();
        AskFor(article, workspace);
        return Pick(RecommendTask.AlsoRead, blend, [article], may, top, workspace);
    }

    /// <summary>What a reader may read next; what has been read is left out.</summary>
    /// <param name="read">What the reader has read, each article once.</param>
    /// <param name="task"><see cref="RecommendTask.Reader"/> or <see cref="RecommendTask.NewArticles"/>.</param>
    /// <param name="may">Whether an article may be shown; null where all may.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="workspace">Room to work in.</param>
    /// <param name="blend">What signals weigh; null as <see cref="Blend.For"/> says.</param>
    public IReadOnlyList<Recommendation> ForReader(IReadOnlyList<int> read, RecommendTask task, Func<int, bool>? may, int top, Workspace workspace, IReadOnlyList<(Signal Signal, float Weight)>? blend = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(workspace);
        workspace.Clear();
        AskFor(read, task, workspace);
        return Pick(task, blend, read, may, top, workspace);
    }

    /// <summary>Weighs the signals once more that the question before has left in a workspace.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="own">The article, or what the reader has read.</param>
    /// <param name="may">Whether an article may be shown; null where all may.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="workspace">The room that the question was asked in.</param>
    /// <param name="blend">What signals weigh now.</param>
    public IReadOnlyList<Recommendation> Weigh(RecommendTask task, IReadOnlyList<int> own, Func<int, bool>? may, int top, Workspace workspace, IReadOnlyList<(Signal Signal, float Weight)> blend)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return Pick(task, blend, own, may, top, workspace);
    }

    /// <summary>The signals that one article gives.</summary>
    internal void AskFor(int article, Workspace w)
    {
        float[] together = w[Signal.ReadTogether], terms = w[Signal.Terms], links = w[Signal.Citations];
        _near.AddTo(article, 1, together);
        _regression?.Foretell([(article, 1f)], w[Signal.Foretold]);
        _terms?.AddTo(article, 1, terms);
        _okapi?.AddTo(article, 1, w[Signal.Okapi]);
        _links?.AddTo(article, 1, links);
        var like = w.Spare;
        for (var other = 0; other < like.Length; other++)
        {
            like[other] = other == article ? 0 : (terms[other] >= Tuning.LikeFrom ? terms[other] : 0) + links[other];
        }

        _near.AddOnward(w.Best(like, Tuning.Neighbours), like, w[Signal.ReadWithLike]);
        _near.AddOnward(w.Best(together, Tuning.Neighbours), together, w[Signal.ReadOnward]);
    }

    /// <summary>The signals that a reader’s articles give.</summary>
    internal void AskFor(IReadOnlyList<int> read, RecommendTask task, Workspace w)
    {
        if (read.Count == 0)
        {
            return;
        }

        float[] together = w[Signal.ReadTogether], terms = w[Signal.Terms], links = w[Signal.Citations], linksOfOne = w[Signal.CitationsOfOne];
        foreach (var article in read)
        {
            _together.AddTo(article, 1, together);
        }

        if (task == RecommendTask.Reader)
        {
            _regression?.Foretell(read.Select(article => (article, 1f)), w[Signal.Foretold]);
        }
        else if (_meaning is not null)
        {
            var centre = new float[_meaning.Dimensions];
            foreach (var article in read)
            {
                DenseVectors.AddTimes(centre, _meaning.Of(article), 1 / _size[article]);
            }

            Near(centre, 1, w[Signal.Meaning]);
            _taste.Value!.AddTo(read, w[Signal.Taste]);
        }

        // What everybody reads says less of a reader.
        _terms?.AddTo([.. read.Select(article => (article, MathF.Pow(1 + _together.Sessions[article], -Tuning.FameDamping)))], Tuning.TermDamping, terms);
        if (_links is not null)
        {
            // Of very many articles some are asked, evenly from all.
            var one = w.Spare;
            var step = 1 + read.Count / 200;
            for (var i = 0; i < read.Count; i += step)
            {
                Array.Clear(one);
                _links.AddTo(read[i], 1, one);
                AddWithSquares(one, links, linksOfOne);
            }
        }

        if (task == RecommendTask.NewArticles && _links is not null)
        {
            var known = w.Spare;
            Array.Copy(together, known, known.Length);
            Forget(read, known);
            var linksTogether = w[Signal.CitationsOfReadTogether];
            foreach (var other in w.Best(known, 2 * Tuning.Neighbours))
            {
                _links.AddTo(other, known[other], linksTogether);
            }
        }
    }

    private static void Forget(IReadOnlyList<int> read, float[] values)
    {
        foreach (var article in read)
        {
            values[article] = 0;
        }
    }

    private void Near(ReadOnlySpan<float> from, float size, float[] into)
    {
        for (var other = 0; other < into.Length; other++)
        {
            into[other] = Math.Max(0, DenseVectors.Dot(from, _meaning!.Of(other)) / (size * _size[other]));
        }
    }

    private static void AddWithSquares(float[] one, float[] sum, float[] squares)
    {
        for (var other = 0; other < one.Length; other++)
        {
            var value = one[other];
            sum[other] += value;
            squares[other] += value * value;
        }
    }

    // Each signal by what is usual for it; the best of the sum; what nothing speaks for by how much it is read.
    private List<Recommendation> Pick(RecommendTask task, IReadOnlyList<(Signal Signal, float Weight)>? blend, IReadOnlyList<int> own, Func<int, bool>? may, int top, Workspace w)
    {
        w.LeaveOut(own, may);
        var score = w.Spare;
        Array.Clear(score);
        var (parts, damped) = (new List<(Signal Signal, float Weight)>(), Blend.Damps(task));
        var usual = task == RecommendTask.AlsoRead ? _usualForArticles.Value : task == RecommendTask.Reader ? _usualForReaders.Value : null;
        foreach (var (signal, weight) in blend ?? Blend.For(task))
        {
            var values = w.Find(signal);
            var scale = values is null ? 0 : usual is null ? w.Greatest(values) : usual[(int)signal];
            if (scale > 0)
            {
                var factor = weight / (damped ? Workspace.Damped(scale) : scale);
                parts.Add((signal, factor));
                w.AddAllowed(values!, factor, damped, score);
            }
        }

        var list = new List<Recommendation>(top);
        foreach (var article in w.Best(score, top))
        {
            var because = new List<(Signal, float)>();
            foreach (var (signal, weight) in parts)
            {
                if (w[signal][article] is > 0 and var value)
                {
                    because.Add((signal, weight * (damped ? Workspace.Damped(value) : value)));
                }
            }

            because.Sort((one, other) => other.Item2.CompareTo(one.Item2));
            list.Add(new Recommendation(article, score[article], because));
        }

        for (var i = 0; list.Count < top && i < _mostRead.Length; i++)
        {
            if (w.IsAllowed(_mostRead[i]) && score[_mostRead[i]] <= 0)
            {
                list.Add(new Recommendation(_mostRead[i], 0, []));
            }
        }

        return list;
    }

    // The greatest value of each signal, on average over some who might ask.
    private float[] Usual(IEnumerable<IReadOnlyList<int>> asking, RecommendTask task)
    {
        var (usual, room, count) = (new double[Enum.GetValues<Signal>().Length], new Workspace(Articles), 0);
        foreach (var own in asking)
        {
            room.Clear();
            if (task == RecommendTask.AlsoRead)
            {
                AskFor(own[0], room);
            }
            else
            {
                AskFor(own, task, room);
            }

            room.LeaveOut(own, null);
            for (var signal = 0; signal < usual.Length; signal++)
            {
                usual[signal] += room.Find((Signal)signal) is { } values ? room.Greatest(values) : 0;
            }

            count++;
        }

        return Array.ConvertAll(usual, sum => (float)(sum / Math.Max(1, count)));
    }

    private static IEnumerable<int> Evenly(int[] of)
    {
        var some = Math.Min(of.Length, Tuning.Sample);
        return Enumerable.Range(0, some).Select(i => of[(int)((long)i * of.Length / some)]);
    }

    // A reader of very many articles says less with each.
    internal static SparseRows Damped(SparseRows reads) => reads.With((reader, _, value) => value * MathF.Pow(reads.ColumnsOf(reader).Length, -Tuning.Damping));

    internal static LatentVectors? Meaning(int articles, Likeness? terms, Likeness? links, int processors, CancellationToken ct)
    {
        var dimensions = Math.Min(MostDimensions, LatentCells / Math.Max(1, articles));
        var width = terms?.Vectors.Columns ?? 0;
        var rows = SparseRows.Make(articles, width + (links?.Vectors.Columns ?? 0), (article, columns, values) =>
        {
            Add(terms, 0);
            Add(links, width);

            void Add(Likeness? part, int from)
            {
                if (part is not null)
                {
                    foreach (var column in part.Vectors.ColumnsOf(article))
                    {
                        columns.Add(from + column);
                    }

                    values.AddRange(part.Vectors.ValuesOf(article));
                }
            }
        });
        return rows.Filled == 0 || dimensions < 8 ? null : LatentVectors.Find(rows.Normalised(), dimensions, 3, processors, ct);
    }
}
