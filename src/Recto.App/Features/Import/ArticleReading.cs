using Recto.Journals.Articles;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.App.Features.Import;

/// <summary>Brings a file of any format that Recto reads into Recto's form.</summary>
internal static class ArticleReading
{
    /// <summary>Reads a file.</summary>
    /// <returns><see cref="JatsArticle"/>, or <see cref="JatsRefusal"/> with what to do.</returns>
    public static JatsOutcome Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        if (bytes.IsEmpty)
        {
            return new JatsRefusal(null, null, "The file is empty.");
        }

        return FormatDetection.Of(bytes, fileName) switch
        {
            ArticleFormat.Jats => JatsArticle.Read(bytes),
            ArticleFormat.Text => ReadText(bytes),
            ArticleFormat.Html => ReadHtml(bytes),
            ArticleFormat.Tei => NotYet("TEI"),
            ArticleFormat.Docx => ReadDocx(bytes),
            ArticleFormat.Markdown => NotYet("Markdown"),
            ArticleFormat.Pdf => new JatsRefusal(null, null, "PDF is not read: give the article as JATS/NLM XML or as a saved page (.txt, .html)."),
            _ => new JatsRefusal(null, null, "The file is neither XML nor text: give the article as JATS/NLM XML or as a saved page (.txt, .html)."),
        };
    }

    private static JatsRefusal NotYet(string format) =>
        new(null, null, $"{format} is not read yet: give the article as JATS/NLM XML or as a saved page (.txt, .html).");

    private static JatsOutcome ReadDocx(ReadOnlySpan<byte> bytes) => DocxLoader.Load(bytes, withPictures: true) is var outcome && outcome is JatsLoaded loaded ? JatsArticle.Of(loaded.Document) : outcome;

    private static JatsOutcome ReadText(ReadOnlySpan<byte> bytes)
    {
        var (text, warning) = TextDecoding.Decode(bytes);
        return SavedPageText.Read(text) is { } document
            ? JatsArticle.Of(warning is null ? document : document with { Warnings = [warning, .. document.Warnings] })
            : new JatsRefusal(1, null, "The text is no article page: no title with an abstract, notes, pages or a date was found. Save the page of one article as text.");
    }

    private static JatsOutcome ReadHtml(ReadOnlySpan<byte> bytes) => HtmlPage.Read(bytes) is { } document
        ? JatsArticle.Of(document)
        : new JatsRefusal(1, null, "The page is no article: no title with text, notes or article metadata was found. Save the page of one article.");
}
