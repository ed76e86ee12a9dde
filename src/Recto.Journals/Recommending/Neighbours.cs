using Recto.Journals.Archives;

namespace Recto.Journals.Recommending;

/// <summary>An article near to another.</summary>
/// <param name="Article">It.</param>
/// <param name="Signals">How near, by each signal.</param>
public sealed record Neighbour(KnownArticle Article, NeighbourSignals Signals);

/// <summary>
/// Finds which articles of a site are near to one: by inverted indexes over words, works and units of archives, and by what was read together. Everything is in memory; one question asks what shares something with the article, and nothing else.
/// Not for several threads at once: the sums of one question are added up in place.
/// </summary>
public sealed class Neighbours
{
    // Of an article the words that tell most; the rest adds little to any cosine and much to every index.
    private const int MostTerms = 250;

    // A word that every third article has leads to all and tells of none; on a small site everything is asked.
    private const int Small = 100;

    private readonly List<KnownArticle> _articles;
    private readonly Dictionary<Guid, int> _places;
    private readonly (int Term, float Weight)[][] _terms;
    private readonly Dictionary<int, List<(int Article, float Weight)>> _byTerm = [];
    private readonly Dictionary<Guid, List<int>> _byWork = [];
    private readonly Dictionary<string, List<int>> _byUnit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byPerson = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<int>> _citing = [];
    private readonly Dictionary<int, Dictionary<int, (long Sessions, double Votes)>> _read = [];
    private readonly double[] _text;
    private readonly double[] _works;
    private readonly double[] _units;

    /// <summary>Reads what a site knows.</summary>
    /// <param name="articles">Its published articles, each once.</param>
    /// <param name="pairs">What was read together and may be told of (<see cref="CoReadThreshold"/>).</param>
    public Neighbours(IEnumerable<KnownArticle> articles, IEnumerable<CoReadPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(pairs);
        _articles = [.. articles];
        _places = _articles.Select((article, place) => (article.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
        (_text, _works, _units) = (new double[_articles.Count], new double[_articles.Count], new double[_articles.Count]);
        _terms = new (int, float)[_articles.Count][];
        IndexWords();
        for (var place = 0; place < _articles.Count; place++)
        {
            var article = _articles[place];
            foreach (var work in article.Works.Distinct())
            {
                Under(_byWork, work).Add(place);
            }

            foreach (var unit in article.Units.Distinct(StringComparer.Ordinal))
            {
                Under(_byUnit, unit).Add(place);
            }

            foreach (var person in article.People.Distinct(StringComparer.Ordinal))
            {
                Under(_byPerson, person).Add(place);
            }

            foreach (var cited in article.Cites.Distinct())
            {
                if (_places.TryGetValue(cited, out var other))
                {
                    Under(_citing, other).Add(place);
                }
            }
        }

        foreach (var pair in pairs)
        {
            if (Folded(pair.One) is { } one && Folded(pair.Other) is { } other && one != other)
            {
                AddRead(one, other, pair);
                AddRead(other, one, pair);
            }
        }
    }

    /// <summary>How many articles there are.</summary>
    public int Count => _articles.Count;

    /// <summary>The article of that id; null where it is none that is published.</summary>
    public KnownArticle? Find(Guid id) => _places.TryGetValue(id, out var place) ? _articles[place] : null;

    /// <summary>The articles near to one that may stand in a list, the nearest first.</summary>
    /// <param name="id">The article; nothing is near to one that is not known, nor to a notice.</param>
    /// <param name="most">Most to give.</param>
    public IReadOnlyList<Neighbour> Of(Guid id, int most)
    {
        if (!_places.TryGetValue(id, out var here) || _articles[here].StandsFor is not null)
        {
            return [];
        }

        var article = _articles[here];
        var near = new HashSet<int>();
        foreach (var (term, weight) in _terms[here])
        {
            foreach (var (other, theirs) in _byTerm.GetValueOrDefault(term) ?? [])
            {
                _text[other] += weight * theirs;
                near.Add(other);
            }
        }

        foreach (var work in article.Works.Distinct())
        {
            AddShared(_byWork[work], 1, _works, near);
        }

        foreach (var unit in article.Units.Distinct(StringComparer.Ordinal))
        {
            AddShared(_byUnit[unit], UnitWeight.Of(UnitAddress.Of(unit)), _units, near);
        }

        var people = article.People.SelectMany(person => _byPerson[person]).ToHashSet();
        var citations = article.Cites.Select(cited => _places.GetValueOrDefault(cited, -1)).Where(place => place >= 0).Concat(_citing.GetValueOrDefault(here) ?? []).ToHashSet();
        var read = _read.GetValueOrDefault(here) ?? [];
        var mostVotes = read.Count == 0 ? 1 : read.Values.Max(pair => pair.Votes);
        near.UnionWith(people);
        near.UnionWith(citations);
        near.UnionWith(read.Keys);
        var found = new List<Neighbour>(near.Count);
        foreach (var other in near)
        {
            var (sessions, votes) = read.GetValueOrDefault(other);
            var signals = new NeighbourSignals
            {
                Read = sessions / (sessions + 3.0) * (votes / mostVotes),
                Text = Math.Min(1, _text[other]),
                Archives = _units[other] / (_units[other] + 1),
                Works = _works[other] / (_works[other] + 2),
                Citation = citations.Contains(other) ? 1 : 0,
                Author = people.Contains(other) ? 1 : 0,
                Section = article.Section is not null && article.JournalId == _articles[other].JournalId && article.Section == _articles[other].Section ? 1 : 0,
            };
            (_text[other], _works[other], _units[other]) = (0, 0, 0);
            if (other != here && _articles[other] is { IsRetracted: false, StandsFor: null })
            {
                found.Add(new(_articles[other], signals));
            }
        }

        return [.. found.OrderByDescending(neighbour => neighbour.Signals.Score).ThenBy(neighbour => neighbour.Article.Id).Take(most)];
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

        var best = shared.OrderByDescending(unit => UnitWeight.Of(unit) * Rarity(_byUnit.GetValueOrDefault(unit.Key)?.Count ?? 1)).ThenByDescending(unit => unit.Segments.Count).ThenBy(unit => unit.Key, StringComparer.Ordinal).First();
        return (best.Key, shared.Count(UnitWeight.IsFile), UnitWeight.IsFile(best));
    }

    private void IndexWords()
    {
        var having = new Dictionary<int, int>();
        foreach (var term in _articles.SelectMany(article => article.Terms))
        {
            having[term.Term] = having.GetValueOrDefault(term.Term) + 1;
        }

        for (var place = 0; place < _articles.Count; place++)
        {
            var weights = _articles[place].Terms.Select(term => (term.Term, Weight: (1 + Math.Log(term.Count)) * Math.Log((_articles.Count + 1.0) / having[term.Term]))).OrderByDescending(term => term.Weight).ThenBy(term => term.Term).Take(MostTerms).ToList();
            var length = Math.Sqrt(weights.Sum(term => term.Weight * term.Weight));
            _terms[place] = length == 0 ? [] : [.. weights.Where(term => term.Weight > 0 && having[term.Term] > 1 && (having[term.Term] <= _articles.Count / 3 || _articles.Count <= Small)).Select(term => (term.Term, (float)(term.Weight / length)))];
            foreach (var (term, weight) in _terms[place])
            {
                Under(_byTerm, term).Add((place, weight));
            }
        }
    }

    private void AddShared(List<int> sharing, double weight, double[] into, HashSet<int> near)
    {
        if (weight == 0)
        {
            return; // All that cite an archive are not near to each other.
        }

        var each = weight * Rarity(sharing.Count);
        foreach (var other in sharing)
        {
            into[other] += each;
            near.Add(other);
        }
    }

    // 1 for what two articles share, less for what many do.
    private double Rarity(int sharing) => Math.Min(1, Math.Log(1 + ((double)_articles.Count / sharing)) / Math.Log(1 + (_articles.Count / 2.0)));

    private int? Folded(Guid id) => !_places.TryGetValue(id, out var place) ? null : _articles[place].StandsFor is { } about ? _places.TryGetValue(about, out var instead) ? instead : null : place;

    private void AddRead(int one, int other, CoReadPair pair)
    {
        var row = Under(_read, one);
        var (sessions, votes) = row.GetValueOrDefault(other);
        row[other] = (sessions + pair.Sessions, votes + pair.Votes);
    }

    private static TList Under<TKey, TList>(Dictionary<TKey, TList> index, TKey key) where TKey : notnull where TList : new()
    {
        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = new TList());
        }

        return list;
    }
}
