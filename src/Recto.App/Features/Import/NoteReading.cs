using System.Text.RegularExpressions;
using Recto.App.Features.Import.Markdown;
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
        var (document, notes, refusal) = Open(bytes, fileName);
        return (document is null ? null : [.. notes.Select(note => note.Note)], refusal);
    }

    /// <summary>As <see cref="Read"/>, with the year in which the article appeared.</summary>
    /// <returns>The notes and the year, which is null where the document does not tell it, and the later of those online and in print, of Markdown the latest of its dates (a translation, a revision); or null and why the file cannot be used.</returns>
    public static (IReadOnlyList<Note>? Notes, int? Year, string? Refusal) ReadDated(ReadOnlySpan<byte> bytes, string fileName)
    {
        var (document, notes, refusal) = Open(bytes, fileName);
        if (document is null)
        {
            return (null, null, refusal);
        }

        var article = ArticleReader.Read(document, out _);
        var years = new[] { article.PublishedOnline?.Year, article.PublishedInPrint?.Year }.OfType<int>().ToList();
        if (FormatDetection.Of(bytes, fileName) == ArticleFormat.Markdown && LatestMarkdownDate.Year(TextDecoding.Decode(bytes).Text) is { } latest)
        {
            years.Add(latest);
        }

        return ([.. notes.Select(note => note.Note)], years.Count == 0 ? null : years.Max(), null);
    }

    /// <summary>Reads the document with its notes.</summary>
    /// <returns>The document and the notes of its body in document order; or null and why the file cannot be used.</returns>
    public static (ArticleDocument? Document, IReadOnlyList<ArticleNote> Notes, string? Refusal) Open(ReadOnlySpan<byte> bytes, string fileName)
    {
        try
        {
            return bytes.IsEmpty ? (null, [], "the file is empty") : OpenFormat(bytes, fileName);
        }
        catch (RegexMatchTimeoutException)
        {
            return (null, [], ArticleReading.TooSlow);
        }
    }

    private static (ArticleDocument? Document, IReadOnlyList<ArticleNote> Notes, string? Refusal) OpenFormat(ReadOnlySpan<byte> bytes, string fileName)
    {
        switch (FormatDetection.Of(bytes, fileName))
        {
            case ArticleFormat.Text:
                var text = TextDecoding.Decode(bytes).Text;
                var page = SavedPageText.Read(text);
                return page is not null && page.Jats.Descendants("fn").Any() ? OfDocument(page)
                    : SavedPageText.ReadNotes(text) is { } numbered ? OfDocument(numbered)
                    : page is not null ? (page, [], null)
                    : (null, [], "no numbered notes were found in the text");
            case var format and (ArticleFormat.Jats or ArticleFormat.Docx):
                return (format == ArticleFormat.Jats ? JatsLoader.Load(bytes) : DocxLoader.Load(bytes)) switch
                {
                    JatsLoaded loaded => OfDocument(loaded.Document),
                    JatsRefusal refusal => (null, [], Placed(refusal)),
                    var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
                };
            case var other:
                return OfOther(bytes, fileName, other);
        }
    }

    // Apart, so that reading a text loads no parser of HTML.
    private static (ArticleDocument? Document, IReadOnlyList<ArticleNote> Notes, string? Refusal) OfOther(ReadOnlySpan<byte> bytes, string fileName, ArticleFormat format)
    {
        if (format == ArticleFormat.Html)
        {
            return HtmlPage.Read(bytes) is { } page ? OfDocument(page) : (null, [], "the page is no article");
        }

        return ArticleReading.Read(bytes, fileName) switch
        {
            // A list of numbered notes in a .md: what Markdown takes for a list.
            JatsArticle { Notes.Count: 0 } article when format == ArticleFormat.Markdown && !bytes.StartsWith("---"u8) && !bytes.StartsWith("+++"u8) =>
                SavedPageText.ReadNotes(TextDecoding.Decode(bytes).Text) is { } numbered ? OfDocument(numbered) : (article.Document, [], null),
            JatsArticle article => (article.Document, InBody(article.Notes), null),
            JatsRefusal refusal => (null, [], Placed(refusal)),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    private static (ArticleDocument? Document, IReadOnlyList<ArticleNote> Notes, string? Refusal) OfDocument(ArticleDocument document) => (document, InBody(NoteExtractor.Extract(document)), null);

    private static List<ArticleNote> InBody(IReadOnlyList<ArticleNote> notes) => [.. notes.Where(note => note.Container == NoteContainer.Body)];

    /// <summary>A refusal with its place.</summary>
    public static string Placed(JatsRefusal refusal) => refusal.Line is { } line ? $"line {line}{(refusal.Column is { } column ? $", column {column}" : "")}: {refusal.Message}" : refusal.Message;
}
