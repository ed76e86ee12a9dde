namespace Recto.Notes.Labelling.Generation;

/// <summary>A work as a generated document has cited it, for shortened references to it.</summary>
/// <param name="People">Its authors; empty where it was cited without.</param>
/// <param name="Title">Its title as printed.</param>
internal sealed record CitedWork(IReadOnlyList<WorkAuthor> People, string Title);
