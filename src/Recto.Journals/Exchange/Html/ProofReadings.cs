using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Html;

/// <summary>What Recto reads in each note, in words: for an editor, who sees all of it and how sure it is.</summary>
public static class ProofReadings
{
    /// <summary>Paragraphs of HTML for every note, in order; links lead to <c>#n15</c>.</summary>
    /// <param name="apparatus">The notes, read.</param>
    /// <param name="directory">The archives to know.</param>
    public static IReadOnlyList<string> Of(Apparatus apparatus, RepositoryDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(apparatus);
        var readings = new NoteReadings(apparatus, directory);
        return [.. Enumerable.Range(0, apparatus.Notes.Count).Select(readings.Proof)];
    }
}
