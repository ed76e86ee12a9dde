using Recto.Notes.Archives;
using Recto.Notes.CallNumbers;
using Recto.Notes.Text;

namespace Recto.Notes.References;

/// <summary>
/// Reads references to archives and manuscripts: by the directory for an archive it knows, by the words of a call number (fond, box, Bl., MS) for one it does not.
/// Linear in the length of the text; never throws for what a text says. Safe for use by several threads.
/// </summary>
/// <param name="directory">The archives to know.</param>
public sealed class ArchivalGrammar(RepositoryDirectory directory)
{
    /// <summary>
    /// All archival references in a stretch of a note, in order, not overlapping. Takes a whole note as well as a part: it parts references at semicolons,
    /// at sentence ends and where another archive begins, and leaves alone what is not archival.
    /// A reference's span runs from its first word (a description may stand before the archive: <c>Smith to Jones, 5 May 1947, TNA, FO 371/1</c>) to its last.
    /// Where the mention names no archive (<c>f. 17, op. 162, d. 14</c>) repository and id are null: the caller may supply the one before.
    /// The id alone is set where a collection gives the archive away (<c>Sloane MS 1626</c>).
    /// </summary>
    /// <param name="text">The note's text.</param>
    /// <param name="within">The stretch to read; all spans given back lie in it, counted in <paramref name="text"/>.</param>
    /// <param name="introduced">What the document has introduced so far; what this stretch introduces is added.</param>
    public IReadOnlyList<ArchivalReference> Read(string text, TextSpan within, IntroducedRepositories introduced)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(introduced);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(within.End, text.Length, nameof(within));
        if (within.IsEmpty)
        {
            return [];
        }

        var words = new NoteWords(text, within);
        var mentions = new RepositoryFinder(directory, words, introduced).Find();
        var segments = new ArchivalSegmentReader(directory, words, introduced);
        var references = new List<ArchivalReference>();
        var next = 0;
        foreach (var segment in NoteSegments.Cut(words, mentions))
        {
            var first = next;
            while (next < mentions.Count && mentions[next].Span.Start < segment.End)
            {
                next++;
            }

            segments.Read(segment, mentions.GetRange(first, next - first), references);
        }

        return Apart(references);
    }

    // Words of a description may be claimed from both sides where a text is no prose at all: the earlier reading keeps them, the later one goes.
    private static List<ArchivalReference> Apart(List<ArchivalReference> references)
    {
        references.Sort((one, other) => one.Span.CompareTo(other.Span));
        var end = 0;
        references.RemoveAll(reference =>
        {
            var overlaps = reference.Span.Start < end;
            end = overlaps ? end : reference.Span.End;
            return overlaps;
        });
        return references;
    }
}
