using Recto.Journals.Archives;

namespace Recto.Journals.Recommending;

/// <summary>What stands in the articles of a site, ready to be asked: words, works, units of archives and authors as inverted indexes, citations in both directions, vectors. Nothing of what is read.</summary>
internal sealed class SiteIndex
{
    // Of an article the words that tell most; the rest adds little to any cosine and much to every index.
    private const int MostTerms = 250;

    private readonly Dictionary<Guid, int> _places;
    private readonly Dictionary<string, int> _units;
    private readonly int[] _citingUnit;

    public SiteIndex(IEnumerable<KnownArticle> articles)
    {
        Articles = [.. articles];
        _places = Articles.Select((article, place) => (article.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
        Text = Likeness.ByTerms(Terms(), MostTerms);
        (Works, _, _) = Shared(article => article.Works, EqualityComparer<Guid>.Default, _ => 1);
        // All that cite an archive are not near to each other: it weighs nothing.
        (Units, _units, _citingUnit) = Shared(article => article.Units, StringComparer.Ordinal, unit => UnitWeight.Of(UnitAddress.Of(unit)));
        (People, _, _) = Shared(article => article.People, StringComparer.Ordinal, _ => 1);
        Citations = Linked();
        Vectors = new float[Articles.Count][];
        for (var place = 0; place < Articles.Count; place++)
        {
            Vectors[place] = Unit(Articles[place].Vector.Span);
        }
    }

    public IReadOnlyList<KnownArticle> Articles { get; }

    public Likeness Text { get; }

    public Likeness Works { get; }

    public Likeness Units { get; }

    public Likeness People { get; }

    /// <summary>What an article cites and what cites it, each once.</summary>
    public SparseRows Citations { get; }

    /// <summary>Vectors of length one; empty for an article that has none.</summary>
    public float[][] Vectors { get; }

    public int? Find(Guid id) => _places.TryGetValue(id, out var place) ? place : null;

    /// <summary>The place of an article, of a notice that of what it is about; null where that is not known.</summary>
    public int? Folded(Guid id) => Find(id) is not { } place ? null : Articles[place].StandsFor is { } about ? Find(about) : place;

    /// <summary>1 for a unit that two articles share, less for one that many cite.</summary>
    public double RarityOf(string unit) => Rarity(_units.TryGetValue(unit, out var column) ? _citingUnit[column] : 1);

    private double Rarity(int sharing) => Math.Min(1, Math.Log(1 + ((double)Articles.Count / sharing)) / Math.Log(1 + (Articles.Count / 2.0)));

    private SparseRows Terms()
    {
        var columns = new Dictionary<int, int>();
        foreach (var term in Articles.SelectMany(article => article.Terms))
        {
            columns.TryAdd(term.Term, columns.Count);
        }

        return SparseRows.Make(Articles.Count, columns.Count, (place, cells, values) =>
        {
            foreach (var (column, count) in Articles[place].Terms.Select(term => (columns[term.Term], term.Count)).OrderBy(cell => cell.Item1))
            {
                cells.Add(column);
                values.Add(count);
            }
        });
    }

    private (Likeness Likeness, Dictionary<T, int> Columns, int[] Having) Shared<T>(Func<KnownArticle, IReadOnlyList<T>> of, IEqualityComparer<T> comparer, Func<T, double> weight) where T : notnull
    {
        var (columns, having, weights) = (new Dictionary<T, int>(comparer), new List<int>(), new List<double>());
        var rows = new int[Articles.Count][];
        for (var place = 0; place < rows.Length; place++)
        {
            var row = new SortedSet<int>();
            foreach (var thing in of(Articles[place]))
            {
                if (!columns.TryGetValue(thing, out var column))
                {
                    columns.Add(thing, column = columns.Count);
                    having.Add(0);
                    weights.Add(weight(thing));
                }

                having[column] += row.Add(column) ? 1 : 0;
            }

            rows[place] = [.. row];
        }

        var things = SparseRows.Make(rows.Length, columns.Count, (place, cells, values) =>
        {
            cells.AddRange(rows[place]);
            values.AddRange(rows[place].Select(_ => 1f));
        });
        return (Likeness.ByShared(things, thing => (float)(weights[thing] * Rarity(having[thing]))), columns, [.. having]);
    }

    private SparseRows Linked()
    {
        var cells = new HashSet<(int, int)>();
        for (var place = 0; place < Articles.Count; place++)
        {
            foreach (var cited in Articles[place].Cites)
            {
                if (Find(cited) is { } other && other != place)
                {
                    cells.Add((place, other));
                    cells.Add((other, place));
                }
            }
        }

        return SparseRows.Of(Articles.Count, Articles.Count, [.. cells.Select(cell => (cell.Item1, cell.Item2, 1f))]);
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        var length = MathF.Sqrt(DenseVectors.Dot(vector, vector));
        if (!(length > 0) || float.IsInfinity(length))
        {
            return [];
        }

        var made = vector.ToArray();
        for (var i = 0; i < made.Length; i++)
        {
            made[i] /= length;
        }

        return made;
    }
}
