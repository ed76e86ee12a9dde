using System.Runtime.Intrinsics;
using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Labelling.Crf;

/// <summary>A trained linear-chain CRF: labels strings by the Viterbi algorithm. Safe for use by several threads.</summary>
public sealed class CrfModel : ILabeller
{
    private readonly string[] _labels;
    private readonly int _width;
    private readonly float[]?[] _matrices = new float[StepContext.Count][];

    private static readonly Lazy<CrfModel> LazyShipped = new(() => Load(typeof(CrfModel).Assembly.GetManifestResourceStream("references.crf")!));

    [ThreadStatic]
    private static Scratch? _scratch;

    internal CrfModel(string[] labels, FeatureTable table, float[] steps, Lexicon lexicon)
    {
        _labels = labels;
        _width = (labels.Length + 7) / 8 * 8;
        Table = table;
        Steps = steps;
        Lexicon = lexicon;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Number of weights that are not nothing, steps aside.</summary>
    public int WeightCount => Table.Weights.Length;

    /// <summary>The model that ships with Recto.</summary>
    public static CrfModel Shipped => LazyShipped.Value;

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no model, is cut off, or was made by another version.</exception>
    public static CrfModel Load(Stream input) => ModelFile.Read(input);

    /// <summary>Writes the model: the same model gives the same bytes.</summary>
    public void Save(Stream output) => ModelFile.Write(output, this);

    internal FeatureTable Table { get; }

    internal float[] Steps { get; }

    internal Lexicon Lexicon { get; }

    internal static CrfModel Make(string[] labels, IReadOnlyList<(ulong Hash, byte Label, float Weight)> weights, float[] steps, Lexicon lexicon) =>
        new(labels, FeatureTable.Make(weights), steps, lexicon);

    /// <inheritdoc/>
    public IReadOnlyList<string> Label(WordSequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var found = new string[sequence.Words.Count];
        if (found.Length == 0)
        {
            return found;
        }

        var scratch = _scratch ??= new Scratch();
        scratch.Observations.Observe(sequence, Lexicon);
        scratch.Fit(found.Length, _width);
        Decode(scratch, found.Length);
        for (var w = 0; w < found.Length; w++)
        {
            found[w] = _labels[scratch.Path[w]];
        }

        return found;
    }

    private void Decode(Scratch scratch, int words)
    {
        var labels = _labels.Length;
        var scores = scratch.Scores.AsSpan(0, _width);
        var best = scratch.Best.AsSpan(0, _width);
        for (var w = 0; w < words; w++)
        {
            var emission = scratch.Emission.AsSpan(0, _width);
            emission.Clear();
            foreach (var hash in scratch.Observations.FeaturesOf(w))
            {
                Table.AddTo(hash, emission);
            }

            var matrix = _matrices[scratch.Observations.ContextOf(w)] ??= MakeMatrix(scratch.Observations.ContextOf(w));
            if (w == 0)
            {
                for (var l = 0; l < _width; l++)
                {
                    scores[l] = matrix[labels * _width + l] + emission[l];
                }

                continue;
            }

            var from = scratch.From.AsSpan(w * _width, _width);
            for (var l = 0; l < _width; l += 8)
            {
                var most = Vector256.Create(float.NegativeInfinity);
                var which = Vector256<int>.Zero;
                for (var i = 0; i < labels; i++)
                {
                    var candidate = Vector256.Create<float>(matrix.AsSpan(i * _width + l, 8)) + Vector256.Create(scores[i]);
                    var greater = Vector256.GreaterThan(candidate, most);
                    most = Vector256.ConditionalSelect(greater, candidate, most);
                    which = Vector256.ConditionalSelect(greater.AsInt32(), Vector256.Create(i), which);
                }

                (most + Vector256.Create<float>(emission[l..])).CopyTo(best[l..]);
                which.CopyTo(from[l..]);
            }

            best.CopyTo(scores);
        }

        var last = 0;
        for (var l = 1; l < labels; l++)
        {
            last = scores[l] > scores[last] ? l : last;
        }

        for (var w = words - 1; w >= 0; w--)
        {
            scratch.Path[w] = last;
            last = w > 0 ? scratch.From[w * _width + last] : 0;
        }
    }

    private float[] MakeMatrix(int context)
    {
        var labels = _labels.Length;
        var matrix = new float[(labels + 1) * _width];
        Span<int> parts = stackalloc int[StepContext.PartsOfContext];
        StepContext.Parts(context, parts);
        for (var from = 0; from <= labels; from++)
        {
            for (var l = 0; l < labels; l++)
            {
                foreach (var part in parts)
                {
                    matrix[from * _width + l] += Steps[(part * (labels + 1) + from) * labels + l];
                }
            }

            matrix.AsSpan(from * _width + labels, _width - labels).Fill(float.NegativeInfinity);
        }

        return matrix;
    }

    private sealed class Scratch
    {
        public Observations Observations { get; } = new();

        public float[] Emission { get; } = new float[256];

        public float[] Scores { get; } = new float[256];

        public float[] Best { get; } = new float[256];

        public int[] From { get; private set; } = [];

        public int[] Path { get; private set; } = [];

        public void Fit(int words, int width)
        {
            if (From.Length < words * width)
            {
                From = new int[words * width * 2];
            }

            if (Path.Length < words)
            {
                Path = new int[words * 2];
            }
        }
    }
}
