namespace Recto.Notes.Labelling.Evaluation;

/// <summary>Scores of all labels of one unit (fields, or words), by name of the label.</summary>
/// <param name="Labels">Every label that there is or that was given, in order of name.</param>
public sealed record Scores(IReadOnlyList<LabelScore> Labels)
{
    /// <summary>All labels counted together.</summary>
    public LabelScore Micro => new("micro", Labels.Sum(label => label.Right), Labels.Sum(label => label.Gold), Labels.Sum(label => label.Given));

    /// <summary>The plain mean of the F1 of the labels that there are, from 0 to 1.</summary>
    public double MacroF1 => Labels.Any(label => label.Gold > 0) ? Labels.Where(label => label.Gold > 0).Average(label => label.F1) : 0;

    /// <summary>The mean of the F1 of the labels, each weighing as many as there are of it (scikit-learn's “weighted avg”), from 0 to 1.</summary>
    public double WeightedF1 => Labels.Sum(label => label.Gold) is > 0 and var all ? Labels.Sum(label => label.F1 * label.Gold) / all : 0;

    /// <summary>The same without one label.</summary>
    public Scores Without(string label) => new([.. Labels.Where(score => score.Label != label)]);
}
