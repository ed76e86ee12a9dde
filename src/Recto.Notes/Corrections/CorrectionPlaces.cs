using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>Finds the notes that corrections are about. What finds its note no longer is stale: it is kept, and not applied.</summary>
public static class CorrectionPlaces
{
    /// <summary>For each correction the index of its note; null where the note says something else now, or the correction does not fit its text.</summary>
    /// <param name="notes">All notes, in document order.</param>
    /// <param name="corrections">The corrections; of two for one note the first holds.</param>
    public static IReadOnlyList<int?> Find(IReadOnlyList<Note> notes, IReadOnlyList<NoteCorrection> corrections)
    {
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(corrections);
        if (corrections.Count == 0)
        {
            return [];
        }

        var finder = new NoteFinder(notes);
        var taken = new HashSet<int>();
        return [.. corrections.Select(correction => finder.Find(correction.Note) is { } at && IsWhole(correction, notes[at].Text) && taken.Add(at) ? at : (int?)null)];
    }

    // In order, apart, inside the text.
    private static bool IsWhole(NoteCorrection correction, string text)
    {
        var end = 0;
        foreach (var reference in correction.References)
        {
            if (!ReferenceSpans.Fit(reference.Reference, text) || reference.Reference.Span.Start < end)
            {
                return false;
            }

            end = reference.Reference.Span.End;
        }

        return true;
    }
}
