namespace Recto.Notes.Labelling;

/// <summary>A string whose words bear labels, by hand or by a labeller.</summary>
/// <param name="Sequence">The words.</param>
/// <param name="Labels">One label a word, in order.</param>
public sealed record LabelledSequence(WordSequence Sequence, IReadOnlyList<string> Labels);
