namespace Recto.Notes.Labelling.Evaluation;

/// <summary>
/// How well a labeller does on strings labelled by hand. A field is a run of words of one label (of <c>b-</c>, <c>i-</c>, <c>e-</c> labels: from beginning to end) and right where its label, its
/// first and its last word are right; words of no field (<c>o</c>) make none.
/// </summary>
public sealed record LabellingScore
{
    /// <summary>The label of words that belong to no field.</summary>
    public const string Outside = "o";

    /// <summary>How many strings.</summary>
    public required int Sequences { get; init; }

    /// <summary>In how many every word is right.</summary>
    public required int ExactSequences { get; init; }

    /// <summary>How many words.</summary>
    public required int Words { get; init; }

    /// <summary>How many of them are right.</summary>
    public required int RightWords { get; init; }

    /// <summary>Scores of the fields.</summary>
    public required Scores Fields { get; init; }

    /// <summary>Scores of the words, <see cref="Outside"/> among them.</summary>
    public required Scores WordLabels { get; init; }

    /// <summary>How many words of a label were given which label; those given rightly too. Most frequent first.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>What part of the strings is right throughout, from 0 to 1.</summary>
    public double Exact => Sequences == 0 ? 0 : (double)ExactSequences / Sequences;

    /// <summary>What part of the words is right, from 0 to 1.</summary>
    public double WordAccuracy => Words == 0 ? 0 : (double)RightWords / Words;
}

/// <summary>How many words that are one label were given one label.</summary>
/// <param name="Gold">What they are.</param>
/// <param name="Given">What they were given.</param>
/// <param name="Words">How many.</param>
public sealed record Confusion(string Gold, string Given, int Words);
