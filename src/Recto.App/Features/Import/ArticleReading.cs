using System.Text.RegularExpressions;
using Recto.App.Features.Import.Markdown;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Exchange.Tei;

namespace Recto.App.Features.Import;

/// <summary>Brings a file of any format that Recto reads into Recto's form.</summary>
internal static class ArticleReading
{
    /// <summary>Why a file is not read in which a text was made to be slow; no article has one.</summary>
    public const string TooSlow = "The file holds a text that cannot be read in bearable time: a paragraph without an end, perhaps. Part it, or leave it out.";

    /// <summary>Reads a file.</summary>
    /// <returns><see cref="JatsArticle"/>, or <see cref="JatsRefusal"/> with what to do.</returns>
    public static JatsOutcome Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        try
        {
            return bytes.IsEmpty ? new JatsRefusal(null, null, "The file is empty.") : ReadFormat(bytes, fileName);
        }
        catch (RegexMatchTimeoutException)
        {
            return new JatsRefusal(null, null, TooSlow);
        }
    }

    private static JatsOutcome ReadFormat(ReadOnlySpan<byte> bytes, string fileName)
    {
        return FormatDetection.Of(bytes, fileName) switch
        {
            ArticleFormat.Jats => JatsArticle.Read(bytes),
            ArticleFormat.Text => ReadText(bytes),
            ArticleFormat.Html => ReadHtml(bytes),
            ArticleFormat.Tei => Read(TeiLoader.Load(bytes)),
            ArticleFormat.Docx => Read(DocxLoader.Load(bytes, withPictures: true)),
            ArticleFormat.Markdown => ReadMarkdown(bytes),
            ArticleFormat.Pdf => new JatsRefusal(null, null, "PDF is not read: give the article as JATS/NLM or TEI XML, Word (.docx), Markdown, or a saved page (.txt, .html)."),
            _ => new JatsRefusal(null, null, "The file is neither XML, Word nor text: give the article as JATS/NLM or TEI XML, Word (.docx), Markdown, or a saved page (.txt, .html)."),
        };
    }

    private static JatsOutcome Read(JatsOutcome outcome) => outcome is JatsLoaded loaded ? JatsArticle.Of(loaded.Document) : outcome;

    private static JatsOutcome ReadMarkdown(ReadOnlySpan<byte> bytes)
    {
        var (text, warning) = TextDecoding.Decode(bytes);
        return Read(MarkdownArticle.Read(text) switch
        {
            JatsLoaded loaded when warning is not null => new JatsLoaded(loaded.Document with { Warnings = [warning, .. loaded.Document.Warnings] }),
            var outcome => outcome,
        });
    }

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
