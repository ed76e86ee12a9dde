namespace Recto.Journals.Recommending;

/// <summary>EASE (Steck 2019) reckoned on the side of the readers, with what articles say as further rows (Jeunen and others 2020): each article is foretold from all others, and none from itself. With s(i, j) = xᵢ'(XX' + λI)⁻¹xⱼ an article i foretells j by s(i, j) / (1 − s(j, j)).</summary>
/// <remarks>Takes readers + dimensions squared, in memory, and cubed, in time: for thousands of readers, not for hundreds of thousands.</remarks>
public sealed class ReaderRegression
{
    private readonly SparseRows _readersOf;
    private readonly LatentVectors? _content;
    private readonly float _share;
    private readonly float[][] _inverse;
    private readonly float[] _alone;

    private ReaderRegression(SparseRows readersOf, LatentVectors? content, float share, float[][] inverse, float[] alone) =>
        (_readersOf, _content, _share, _inverse, _alone) = (readersOf, content, share, inverse, alone);

    /// <summary>Works it out.</summary>
    /// <param name="reads">A reader a row, an article a column; what a read weighs.</param>
    /// <param name="content">What articles say, in few dimensions; null where it is not known.</param>
    /// <param name="share">What content weighs beside reads.</param>
    /// <param name="ridge">λ: how far it trusts what few have read.</param>
    /// <param name="processors">How many processors may work.</param>
    /// <param name="ct">Stops it half-way.</param>
    public static ReaderRegression Fit(SparseRows reads, LatentVectors? content, float share, float ridge, int processors, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reads);
        var options = new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = ct };
        var (readers, dimensions, root) = (reads.Rows, content?.Dimensions ?? 0, MathF.Sqrt(share));
        var readersOf = reads.Transpose();
        var matrix = new float[readers + dimensions][];
        Parallel.For(0, matrix.Length, options, i =>
        {
            var row = matrix[i] = new float[matrix.Length];
            if (i < readers)
            {
                var articles = reads.ColumnsOf(i);
                var weights = reads.ValuesOf(i);
                for (var a = 0; a < articles.Length; a++)
                {
                    readersOf.AddRow(articles[a], weights[a], row);
                }
            }

            row[i] += ridge;
        });
        if (content is not null)
        {
            var gram = LatentVectors.Gram(content.All, dimensions, options);
            for (var d = 0; d < dimensions; d++)
            {
                for (var other = 0; other < dimensions; other++)
                {
                    matrix[readers + d][readers + other] += share * gram[d][other];
                }
            }

            var sum = new float[dimensions];
            for (var reader = 0; reader < readers; reader++)
            {
                Array.Clear(sum);
                var articles = reads.ColumnsOf(reader);
                var weights = reads.ValuesOf(reader);
                for (var a = 0; a < articles.Length; a++)
                {
                    DenseVectors.AddTimes(sum, content.Of(articles[a]), weights[a] * root);
                }

                for (var d = 0; d < dimensions; d++)
                {
                    matrix[readers + d][reader] = sum[d];
                }
            }
        }

        SymmetricInverse.Invert(matrix, processors, ct);
        var alone = new float[reads.Columns];
        var fit = new ReaderRegression(readersOf, content, root, matrix, alone);
        Parallel.For(0, alone.Length, options, () => new float[matrix.Length], (article, _, buffer) =>
        {
            Array.Clear(buffer);
            fit.AddSolved(article, 1, buffer);
            alone[article] = fit.Product(article, buffer);
            return buffer;
        }, _ => { });
        return fit;
    }

    /// <summary>How well an article is foretold by itself, 0 to 1.</summary>
    public float Alone(int article) => _alone[article];

    /// <summary>What some articles foretell of every article.</summary>
    /// <param name="articles">The articles and what each counts.</param>
    /// <param name="into">A number for each article; is overwritten.</param>
    public void Foretell(IEnumerable<(int Article, float Weight)> articles, float[] into)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(into);
        var solved = new float[_inverse.Length];
        foreach (var (article, weight) in articles)
        {
            AddSolved(article, weight, solved);
        }

        for (var article = 0; article < into.Length; article++)
        {
            into[article] = Product(article, solved) / Math.Max(1 - _alone[article], 1e-3f);
        }
    }

    private void AddSolved(int article, float weight, float[] into)
    {
        var readers = _readersOf.ColumnsOf(article);
        var weights = _readersOf.ValuesOf(article);
        for (var i = 0; i < readers.Length; i++)
        {
            DenseVectors.AddTimes(into, _inverse[readers[i]], weight * weights[i]);
        }

        if (_content is not null)
        {
            var from = _readersOf.Columns;
            var content = _content.Of(article);
            for (var d = 0; d < content.Length; d++)
            {
                if (content[d] != 0)
                {
                    DenseVectors.AddTimes(into, _inverse[from + d], weight * _share * content[d]);
                }
            }
        }
    }

    private float Product(int article, float[] solved)
    {
        var readers = _readersOf.ColumnsOf(article);
        var weights = _readersOf.ValuesOf(article);
        var sum = 0f;
        for (var i = 0; i < readers.Length; i++)
        {
            sum += weights[i] * solved[readers[i]];
        }

        return _content is null ? sum : sum + _share * DenseVectors.Dot(_content.Of(article), solved.AsSpan(_readersOf.Columns));
    }
}
