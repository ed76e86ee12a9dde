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
    public static IReadOnlyList<ArticleNote> Extract(ArticleDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Jats.Root is not { } root)
        {
            return [];
        }

        var scan = NoteScan.Of(root);
        var found = scan.FindNotes();
        CallResolver.Resolve(scan, found);
        var ordered = NoteOrder.Sort(found);
        return NoteNaming.Name(ordered);
    }
}
