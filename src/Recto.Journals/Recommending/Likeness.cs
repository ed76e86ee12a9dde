namespace Recto.Journals.Recommending;

/// <summary>How like articles are by what stands in them: a vector for each that asks, and for each thing that may stand in it the articles that have it (an inverted index).</summary>
public sealed class Likeness
{
    private const int Small = 100;

    private readonly SparseRows _asking;
    private readonly SparseRows _having;
    private readonly Lazy<float[]> _usual;

    private Likeness(SparseRows asking, SparseRows answering) => (_asking, _having, _usual) = (asking, answering.Transpose(), new(() => Usual(asking)));

    /// <summary>How many articles there are.</summary>
    public int Articles => _asking.Rows;

    /// <summary>The vectors of length one, where cosines are compared.</summary>
    internal SparseRows Vectors => _asking;

    /// <summary>Texts by TF-IDF: (1 + ln frequency) · ln(articles / articles with the term), cosine.</summary>
    /// <param name="text">An article a row, a term a column, how often.</param>
    /// <param name="most">So many terms of an article count, those that tell most; then terms that no other article has, or more than every third of many, count for its length and lead nowhere. Null for all, in everything.</param>
    public static Likeness ByTerms(SparseRows text, int? most = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rarity = Rarity(text);
        var vectors = text.With((_, term, count) => (1 + MathF.Log(Math.Max(count, 1))) * rarity[term]);
        if (most is not { } kept)
        {
            vectors = vectors.Normalised();
            return new Likeness(vectors, vectors);
        }

        // A term that every third article has leads to all and tells of none; on a small site everything is asked.
        vectors = vectors.Strongest(kept).Normalised();
        var having = Having(vectors);
        var common = text.Rows <= Small ? text.Rows : text.Rows / 3;
        return new Likeness(vectors, vectors.Where(term => having[term] > 1 && having[term] <= common));
    }

    /// <summary>Articles by the things that they share: the sum of what each is worth.</summary>
    /// <param name="things">An article a row, a thing a column, 1 where the article has it.</param>
    /// <param name="worth">What a thing is worth.</param>
    public static Likeness ByShared(SparseRows things, Func<int, float> worth)
    {
        ArgumentNullException.ThrowIfNull(things);
        ArgumentNullException.ThrowIfNull(worth);
        return new Likeness(things.With((_, thing, _) => worth(thing)), things);
    }

    /// <summary>Texts by Okapi BM25 (Robertson and Zaragoza 2009), the asking text as its set of terms; divided by the score of a text with itself, so that it is about 1 at most.</summary>
    /// <param name="text">An article a row, a term a column, how often.</param>
    /// <param name="k">When a term is repeated enough.</param>
    /// <param name="b">How much long texts are held back, 0 to 1.</param>
    public static Likeness ByOkapi(SparseRows text, float k = 1.2f, float b = .6f)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rarity = Rarity(text);
        var length = new float[text.Rows];
        for (var article = 0; article < text.Rows; article++)
        {
            foreach (var count in text.ValuesOf(article))
            {
                length[article] += count;
            }
        }

        var mean = Math.Max(1, text.Rows == 0 ? 1 : length.Sum() / Math.Max(1, length.Count(one => one > 0)));
        var answering = text.With((article, _, count) => count * (k + 1) / (count + k * (1 - b + b * length[article] / mean)));
        var asking = text.With((_, term, _) => rarity[term]);
        var self = new float[text.Rows];
        for (var article = 0; article < text.Rows; article++)
        {
            var terms = asking.ValuesOf(article);
            var of = answering.ValuesOf(article);
            for (var i = 0; i < terms.Length; i++)
            {
                self[article] += terms[i] * of[i];
            }
        }

        return new Likeness(asking.With((article, _, value) => value / Math.Max(self[article], 1e-6f)), answering);
    }

    /// <summary>Citations as one vector an article: what it cites, what cites it, and itself, each by its rarity. The cosine holds direct links, shared references and being cited together at once.</summary>
    /// <param name="links">An article a row, an article (or a shared source) a column; both directions where both are known.</param>
    /// <param name="self">What the article itself weighs among its links.</param>
    public static Likeness ByLinks(SparseRows links, float self = 1)
    {
        ArgumentNullException.ThrowIfNull(links);
        var rarity = Rarity(links, 1);
        var vectors = SparseRows.Make(links.Rows, links.Columns, (article, columns, values) =>
        {
            if (links.ColumnsOf(article).IsEmpty)
            {
                return;
            }

            var done = false;
            foreach (var other in links.ColumnsOf(article))
            {
                if (!done && other >= article)
                {
                    columns.Add(article);
                    values.Add(self * rarity[article]);
                    done = true;
                    if (other == article)
                    {
                        continue;
                    }
                }

                columns.Add(other);
                values.Add(rarity[other]);
            }

            if (!done)
            {
                columns.Add(article);
                values.Add(self * rarity[article]);
            }
        }).Normalised();
        return new Likeness(vectors, vectors);
    }

    /// <summary>Articles that the same readers have read, by the cosine of who has read them: what is read together without a walk.</summary>
    /// <param name="reads">A reader a row, an article a column.</param>
    public static Likeness ByReaders(SparseRows reads)
    {
        ArgumentNullException.ThrowIfNull(reads);
        var vectors = reads.Transpose().Normalised();
        return new Likeness(vectors, vectors);
    }

    /// <summary>Adds how like every article is to one.</summary>
    /// <param name="article">The article that asks.</param>
    /// <param name="weight">How much it counts.</param>
    /// <param name="into">A number for each article.</param>
    public void AddTo(int article, float weight, float[] into)
    {
        var what = _asking.ColumnsOf(article);
        var how = _asking.ValuesOf(article);
        for (var i = 0; i < what.Length; i++)
        {
            _having.AddRow(what[i], weight * how[i], into);
        }
    }

    /// <summary>Adds how like every article is to several together: their terms are added up, what is usual in all articles is taken off, and what is left is damped, so that a term of all their articles does not drown the rest.</summary>
    /// <param name="articles">The articles and what each counts.</param>
    /// <param name="damping">To which power sums of terms are taken: 1 for sums as they are.</param>
    /// <param name="into">A number for each article.</param>
    public void AddTo(IReadOnlyList<(int Article, float Weight)> articles, float damping, float[] into)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var (sum, total) = (new Dictionary<int, float>(), 0f);
        foreach (var (article, weight) in articles)
        {
            total += weight;
            var what = _asking.ColumnsOf(article);
            var how = _asking.ValuesOf(article);
            for (var i = 0; i < what.Length; i++)
            {
                sum[what[i]] = sum.GetValueOrDefault(what[i]) + weight * how[i];
            }
        }

        foreach (var (term, value) in sum.OrderBy(one => one.Key))
        {
            if (value - total * _usual.Value[term] is > 0 and var more)
            {
                _having.AddRow(term, MathF.Pow(more, damping), into);
            }
        }
    }

    // What stands in a vector on average, of those in which anything does.
    private static float[] Usual(SparseRows vectors)
    {
        var (usual, count) = (new float[vectors.Columns], 0);
        for (var row = 0; row < vectors.Rows; row++)
        {
            count += vectors.ColumnsOf(row).IsEmpty ? 0 : 1;
            vectors.AddRow(row, 1, usual);
        }

        return Array.ConvertAll(usual, sum => sum / Math.Max(1, count));
    }

    private static float[] Rarity(SparseRows rows, int more = 0) => Array.ConvertAll(Having(rows), count => MathF.Log((rows.Rows + 1f) / (count + more + .5f)));

    private static int[] Having(SparseRows rows)
    {
        var having = new int[rows.Columns];
        for (var row = 0; row < rows.Rows; row++)
        {
            foreach (var column in rows.ColumnsOf(row))
            {
                having[column]++;
            }
        }

        return having;
    }
}
