using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching.Candidates;

/// <summary>A work that a reference may mean.</summary>
/// <param name="Work">Its number in the index.</param>
/// <param name="Weight">The weight of the terms that it shares with the reference.</param>
internal readonly record struct Candidate(int Work, float Weight);
