namespace Recto.Notes.Labelling.Crf;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Weight of the sum of absolute weights, which makes most of them nothing; 0 and above.</summary>
    public double L1 { get; init; } = 0.03;

    /// <summary>Weight of half the sum of squared weights; 0 and above.</summary>
    public double L2 { get; init; } = 0.4;

    /// <summary>Steps of L-BFGS at most.</summary>
    public int Iterations { get; init; } = 150;

    /// <summary>Training ends when the objective has fallen by less than this part over ten steps.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>A feature seen less often is left out.</summary>
    public int MinimumCount { get; init; } = 2;

    /// <summary>A feature seen as often has a weight for every label, not only for those it was seen with.</summary>
    public int DenseFrom { get; init; } = 5;

    /// <summary>Threads to use; the result does not depend on it.</summary>
    public int Threads { get; init; } = 2;
}
