using Recto.Journals.Articles;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Notes.Text;

namespace Recto.App.Features.Import;

/// <summary>The notes of one document, without a database: what <c>recto notes</c> works on.</summary>
internal static class NoteReading
{
    /// <summary>Reads the notes of an article in any format, or a text of numbered notes.</summary>
    /// <returns>The notes of the body in document order; or null and why the file cannot be used.</returns>
    public static (IReadOnlyList<Note>? Notes, string? Refusal) Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        if (bytes.IsEmpty)
        {
            return (null, "the file is empty");
        }

        switch (FormatDetection.Of(bytes, fileName))
        {
            case ArticleFormat.Text:
                var text = TextDecoding.Decode(bytes).Text;
                var page = SavedPageText.Read(text);
                return page is null || !page.Jats.Descendants("fn").Any() ? OfNumbered(text) ?? (page is null ? (null, "no numbered notes were found in the text") : ([], null)) : (OfDocument(page), null);
            case var format and (ArticleFormat.Jats or ArticleFormat.Docx):
                return (format == ArticleFormat.Jats ? JatsLoader.Load(bytes) : DocxLoader.Load(bytes)) switch
                {
                    JatsLoaded loaded => (OfDocument(loaded.Document), null),
                    JatsRefusal refusal => (null, Placed(refusal)),
                    var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
                };
            case var other:
                return OfOther(bytes, fileName, other);
        }
    }

    private static (IReadOnlyList<Note>? Notes, string? Refusal)? OfNumbered(string text) => SavedPageText.ReadNotes(text) is { } notes ? (OfDocument(notes), null) : null;

    // Apart, so that reading a text loads no parser of HTML.
    private static (IReadOnlyList<Note>? Notes, string? Refusal) OfOther(ReadOnlySpan<byte> bytes, string fileName, ArticleFormat format)
    {
        if (format == ArticleFormat.Html)
        {
            return HtmlPage.Read(bytes) is { } page ? (OfDocument(page), null) : (null, "the page is no article");
        }

        return ArticleReading.Read(bytes, fileName) switch
        {
            // A list of numbered notes in a .md: what Markdown takes for a list.
            JatsArticle { Notes.Count: 0 } when format == ArticleFormat.Markdown && !bytes.StartsWith("---"u8) && !bytes.StartsWith("+++"u8) => OfNumbered(TextDecoding.Decode(bytes).Text) ?? ([], null),
            JatsArticle article => ([.. article.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)], null),
            JatsRefusal refusal => (null, Placed(refusal)),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    private static List<Note> OfDocument(ArticleDocument document) =>
        [.. NoteExtractor.Extract(document).Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)];

    /// <summary>A refusal with its place.</summary>
    public static string Placed(JatsRefusal refusal) => refusal.Line is { } line ? $"line {line}{(refusal.Column is { } column ? $", column {column}" : "")}: {refusal.Message}" : refusal.Message;
}
