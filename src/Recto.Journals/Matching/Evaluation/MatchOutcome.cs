namespace Recto.Journals.Matching.Evaluation;

/// <summary>What was answered to a reference whose work is known.</summary>
/// <param name="Gold">The reference.</param>
/// <param name="Best">DOI or id of the best work found; null where none was.</param>
/// <param name="IsRight">Whether that is the right one.</param>
/// <param name="Confidence">How sure it was, 0 to 1.</param>
/// <param name="IsGiven">Whether it was given as the answer.</param>
public sealed record MatchOutcome(GoldReference Gold, string? Best, bool IsRight, double Confidence, bool IsGiven);
