using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What is odd about the notes of a file: calls that lead nowhere, notes that nothing calls.</summary>
internal static class NoteWarnings
{
    /// <summary>How many calls or labels are told by name.</summary>
    private const int Most = 10;

    public static void Add(NoteScan scan, IReadOnlyList<ArticleNote> notes, WarningLog log)
    {
        var lost = scan.Calls.Where(call => (string?)call.Element.Attribute("ref-type") is "fn" or "table-fn")
            .Select(call => (call.Element, Missing: NoteScan.Ids(call.Element).FirstOrDefault(id => !scan.HasId(id)))).Where(call => call.Missing is not null).ToList();
        foreach (var (element, missing) in lost.Take(Most))
        {
            log.Add(element, $"The call \"{FoldedText.Line(element)}\" names the note \"{missing}\", which is not in the file.");
        }

        if (lost.Count > Most)
        {
            log.Add(lost[Most].Element, $"{lost.Count - Most} more calls name notes that are not in the file.");
        }

        var uncalled = notes.Where(note => note.Container == NoteContainer.Body && note.Calls.Count == 0).ToList();
        if (uncalled.Count > 0)
        {
            log.Add(uncalled[0].Element, $"Nothing in the text calls {(uncalled.Count == 1 ? "note" : $"{uncalled.Count} notes:")} {string.Join(", ", uncalled.Take(Most).Select(note => note.Note.Label))}{(uncalled.Count > Most ? " …" : "")}.");
        }
    }
}
