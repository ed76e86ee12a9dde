namespace Recto.Notes.Labelling.Evaluation;

/// <summary>How often a label was given rightly.</summary>
/// <param name="Label">The label.</param>
/// <param name="Right">How many were given that are right.</param>
/// <param name="Gold">How many there are.</param>
/// <param name="Given">How many were given.</param>
public sealed record LabelScore(string Label, int Right, int Gold, int Given)
{
    /// <summary>What part of those given is right, from 0 to 1; 0 where none was given.</summary>
    public double Precision => Given == 0 ? 0 : (double)Right / Given;

    /// <summary>What part of those that there are was given, from 0 to 1; 0 where there is none.</summary>
    public double Recall => Gold == 0 ? 0 : (double)Right / Gold;

    /// <summary>The harmonic mean of both, from 0 to 1.</summary>
    public double F1 => Gold + Given == 0 ? 0 : 2.0 * Right / (Gold + Given);
}
