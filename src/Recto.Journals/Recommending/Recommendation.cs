namespace Recto.Journals.Recommending;

/// <summary>One line of a list.</summary>
/// <param name="Article">The article.</param>
/// <param name="Score">What speaks for it in all; lists are ordered by it. 0 where nothing does and it is only much read.</param>
/// <param name="Because">What spoke for it, the strongest first: the reasons that may be told. Empty where nothing did.</param>
public sealed record Recommendation(int Article, float Score, IReadOnlyList<(Signal Signal, float Share)> Because);
