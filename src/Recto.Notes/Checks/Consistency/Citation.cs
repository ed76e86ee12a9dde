using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>One mention of something published, and where it stands.</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Reference">What the words say.</param>
/// <param name="SourceId">Equal where the work is the same; null where that is not known.</param>
internal readonly record struct Citation(int Note, PublishedReference Reference, string? SourceId)
{
    // Below this a field may well be another field.
    private const double Sure = 0.75;

    /// <summary>Every mention that is read with some sureness, in document order.</summary>
    public static IEnumerable<Citation> All(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var resolved in context.References(note))
            {
                if (resolved.Reference is PublishedReference { Confidence: >= Sure } reference)
                {
                    yield return new Citation(note, reference, resolved.SourceId);
                }
            }
        }
    }

    /// <summary>Every full mention that is read with some sureness, in document order.</summary>
    public static IEnumerable<Citation> Full(CheckContext context) => All(context).Where(citation => citation.Reference.Form == ReferenceForm.Full);
}
