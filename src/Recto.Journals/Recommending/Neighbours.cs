using Recto.Journals.Archives;

namespace Recto.Journals.Recommending;

/// <summary>An article near to another.</summary>
/// <param name="Article">It.</param>
/// <param name="Signals">How near, by each signal.</param>
/// <param name="Score">All of that together, by the weights that were asked with.</param>
public sealed record Neighbour(KnownArticle Article, NeighbourSignals Signals, double Score);

/// <summary>
/// Finds which articles of a site are near to one: by the engine’s own measures (<see cref="Likeness"/>, <see cref="CoReading"/>) of what a site may look at: words, works, units of archives, authors, and pairs of what was read together, no single reader’s list.
/// Everything is in memory. Not for several threads at once: the sums of one question are added up in place.
/// </summary>
public sealed class Neighbours
{
    // So many are kept for each article as read together with it.
    private const int Kept = 200;

    // Works and archives that are shared, from a sum without end to a number below 1.
    private const float HalfOfUnits = 1;
    private const float HalfOfWorks = 2;

    private readonly SiteIndex _index;
    private readonly CoReading _together;
    private readonly float[][] _values;
    private readonly float[] _sums;
    private readonly Workspace _room;

    /// <summary>Reads what a site knows.</summary>
    /// <param name="articles">Its published articles, each once.</param>
    /// <param name="pairs">What was read together and may be told of (<see cref="CoReadThreshold"/>).</param>
    /// <param name="weights">What each signal weighs; null for <see cref="SignalWeights.Prior"/>.</param>
    public Neighbours(IEnumerable<KnownArticle> articles, IEnumerable<CoReadPair> pairs, SignalWeights? weights = null)
        : this(new SiteIndex(articles), pairs, weights ?? SignalWeights.Prior)
    {
    }

    private Neighbours(SiteIndex index, IEnumerable<CoReadPair> pairs, SignalWeights weights)
    {
        (_index, Weights) = (index, weights);
        _together = CoReading.OfPairs(index.Articles.Count, Folded(index, pairs), Kept);
        _values = [.. Enum.GetValues<NeighbourSignal>().Select(_ => new float[index.Articles.Count])];
        _sums = new float[index.Articles.Count];
        _room = new Workspace(index.Articles.Count);
    }

    /// <summary>How many articles there are.</summary>
    public int Count => _index.Articles.Count;

    /// <summary>All articles.</summary>
    public IReadOnlyList<KnownArticle> Articles => _index.Articles;

    /// <summary>What each signal weighs.</summary>
    public SignalWeights Weights { get; }

    /// <summary>The same site with other pairs and weights; what stands in its articles is not read again.</summary>
    public Neighbours With(IEnumerable<CoReadPair> pairs, SignalWeights weights) => new(_index, pairs, weights);

    /// <summary>The article of that id; null where it is none that is published.</summary>
    public KnownArticle? Find(Guid id) => _index.Find(id) is { } place ? _index.Articles[place] : null;

    /// <summary>The articles that were read together with one and may stand in a list; who read a notice has read what it is about.</summary>
    public IReadOnlyList<Guid> ReadWith(Guid id)
    {
        if (_index.Find(id) is not { } here || _index.Articles[here].StandsFor is not null)
        {
            return [];
        }

        var read = new List<Guid>();
        foreach (var other in _together.ReadWith(here))
        {
            if (MayStand(other))
            {
                read.Add(_index.Articles[other].Id);
            }
        }

        return read;
    }

    /// <summary>The articles near to one that may stand in a list, the nearest first.</summary>
    /// <param name="id">The article; nothing is near to one that is not known, nor to a notice.</param>
    /// <param name="most">Most to give.</param>
    public IReadOnlyList<Neighbour> Of(Guid id, int most)
    {
        if (_index.Find(id) is not { } here || _index.Articles[here].StandsFor is not null)
        {
            return [];
        }

        Ask(here);
        Array.Clear(_sums);
        for (var other = 0; other < _sums.Length; other++)
        {
            if (other != here && MayStand(other) && SignalsOf(here, other) is var signals && (signals with { Section = 0 }) != default)
            {
                _sums[other] = (float)Weights.Score(signals);
            }
        }

        return [.. _room.Best(_sums, most).Select(other => (Signals: SignalsOf(here, other), Article: _index.Articles[other]))
            .Select(near => new Neighbour(near.Article, near.Signals, Weights.Score(near.Signals))).OrderByDescending(near => near.Score).ThenBy(near => near.Article.Id)];
    }

    /// <summary>The file, or what holds files, that two articles share and fewest others cite, and how many files they share; null where they share none.</summary>
    public (string Key, int Files, bool IsFile)? SharedUnit(KnownArticle one, KnownArticle other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var shared = one.Units.Intersect(other.Units, StringComparer.Ordinal).Select(UnitAddress.Of).Where(unit => unit.Segments.Count > 0).ToList();
        if (shared.Count == 0)
        {
            return null;
        }

        var best = shared.OrderByDescending(unit => UnitWeight.Of(unit) * _index.RarityOf(unit.Key)).ThenByDescending(unit => unit.Segments.Count).ThenBy(unit => unit.Key, StringComparer.Ordinal).First();
        return (best.Key, shared.Count(UnitWeight.IsFile), UnitWeight.IsFile(best));
    }

    private void Ask(int here)
    {
        foreach (var values in _values)
        {
            Array.Clear(values);
        }

        float[] read = Of(NeighbourSignal.Read), text = Of(NeighbourSignal.Text), works = Of(NeighbourSignal.Works), units = Of(NeighbourSignal.Archives);
        _together.AddTo(here, 1, read);
        _index.Text.AddTo(here, 1, text);
        _index.Works.AddTo(here, 1, works);
        _index.Units.AddTo(here, 1, units);
        _index.People.AddTo(here, 1, Of(NeighbourSignal.Author));
        _index.Citations.AddRow(here, 1, Of(NeighbourSignal.Citation));
        var meaning = Of(NeighbourSignal.Meaning);
        var own = _index.Vectors[here];
        for (var other = 0; other < text.Length; other++)
        {
            units[other] /= units[other] + HalfOfUnits;
            works[other] /= works[other] + HalfOfWorks;
            var like = (text[other] >= Tuning.LikeFrom ? text[other] : 0) + works[other] + units[other];
            _sums[other] = other == here ? 0 : like;
            meaning[other] = own.Length > 0 && _index.Vectors[other].Length == own.Length ? Math.Max(0, DenseVectors.Dot(own, _index.Vectors[other])) : 0;
        }

        _together.AddOnward(_room.Best(_sums, Tuning.Neighbours), _sums, Of(NeighbourSignal.ReadWithLike));
        _together.AddOnward(_room.Best(read, Tuning.Neighbours), read, Of(NeighbourSignal.ReadOnward));
    }

    private float[] Of(NeighbourSignal signal) => _values[(int)signal];

    private NeighbourSignals SignalsOf(int here, int other)
    {
        var (one, two) = (_index.Articles[here], _index.Articles[other]);
        return new()
        {
            Read = Of(NeighbourSignal.Read)[other],
            Text = Math.Min(1, Of(NeighbourSignal.Text)[other]),
            Archives = Of(NeighbourSignal.Archives)[other],
            Works = Of(NeighbourSignal.Works)[other],
            Citation = Of(NeighbourSignal.Citation)[other],
            Author = Of(NeighbourSignal.Author)[other] > 0 ? 1 : 0,
            Section = one.Section is not null && one.JournalId == two.JournalId && one.Section == two.Section ? 1 : 0,
            Meaning = Math.Min(1, Of(NeighbourSignal.Meaning)[other]),
            ReadWithLike = Of(NeighbourSignal.ReadWithLike)[other],
            ReadOnward = Of(NeighbourSignal.ReadOnward)[other],
        };
    }

    private bool MayStand(int place) => _index.Articles[place] is { IsRetracted: false, StandsFor: null };

    private static IEnumerable<(int One, int Other, long Sessions, double Votes)> Folded(SiteIndex index, IEnumerable<CoReadPair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (index.Folded(pair.One) is { } one && index.Folded(pair.Other) is { } other && one != other)
            {
                yield return (one, other, pair.Sessions, pair.Votes);
            }
        }
    }
}
