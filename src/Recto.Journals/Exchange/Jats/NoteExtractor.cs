using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// Finds the notes of an article however they are tagged: <c>fn</c> in a group, in place, under a table, with the authors; <c>ref</c> lists that are
/// really endnotes (<see cref="DisguisedNotes"/>); paragraphs and list items that are called as notes. One walk over the document, no look back.
/// </summary>
public static class NoteExtractor
{
    /// <summary>
    /// The notes in the order of their first call. A note that nothing calls keeps its place beside its neighbours of the same group; one that stands alone
    /// keeps its place in the document.
    /// </summary>
    /// <param name="document">The article.</param>
    public static IReadOnlyList<ArticleNote> Extract(ArticleDocument document) => Extract(document, out _);

    /// <summary>As <see cref="Extract(ArticleDocument)"/>, and says what is odd about the notes.</summary>
    /// <param name="document">The article.</param>
    /// <param name="warnings">Those of <paramref name="document"/>, calls that lead nowhere, and notes that nothing calls, in order of place.</param>
    public static IReadOnlyList<ArticleNote> Extract(ArticleDocument document, out IReadOnlyList<ImportWarning> warnings)
    {
        ArgumentNullException.ThrowIfNull(document);
        warnings = document.Warnings;
        if (document.Jats.Root is not { } root)
        {
            return [];
        }

        var scan = NoteScan.Of(root);
        var found = scan.FindNotes();
        CallResolver.Resolve(scan, found);
        var ordered = NoteOrder.Sort(found);
        var notes = NoteNaming.Name(ordered);
        var log = new WarningLog(document.Warnings);
        NoteWarnings.Add(scan, notes, log);
        warnings = log.All;
        return notes;
    }
}
