namespace Recto.Journals.Matching.Scoring;

/// <summary>What is learnt from references whose work is known: which candidate is the best, whether it is right, and from which confidence on an answer is given.</summary>
public sealed class MatchModel
{
    private const string Resource = "Recto.Journals.matching.model";
    private const uint Magic = 0x4D544352; // RCTM
    private const int Version = 1;
    private static readonly Lazy<MatchModel> Embedded = new(() =>
    {
        using var stream = typeof(MatchModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidDataException($"the resource {Resource} is missing");
        return Read(stream);
    });

    internal MatchModel(BoostedTrees candidates, BoostedTrees decision, float threshold) => (Candidates, DecisionTrees, Threshold) = (candidates, decision, threshold);

    /// <summary>The model that Recto brings: trained by <c>recto references train</c>; docs/evaluation.md says on what, and how well it does.</summary>
    public static MatchModel Shipped => Embedded.Value;

    /// <summary>From which confidence on an answer is given, 0 to 1.</summary>
    public float Threshold { get; }

    internal BoostedTrees Candidates { get; }

    internal BoostedTrees DecisionTrees { get; }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">It is none, of another version, or damaged.</exception>
    public static MatchModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadUInt32() != Magic || reader.ReadInt32() != Version)
            {
                throw new InvalidDataException("it is no model for matching of this version");
            }

            var threshold = reader.ReadSingle();
            var (candidates, decision) = (BoostedTrees.Read(reader), BoostedTrees.Read(reader));
            return candidates.Width == Comparison.Features && decision.Width == Decision.Width ? new MatchModel(candidates, decision, threshold) : throw new InvalidDataException("the model compares other things than this program does: train it anew");
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("the model is cut off", fault);
        }
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(Threshold);
        Candidates.Write(writer);
        DecisionTrees.Write(writer);
    }
}
