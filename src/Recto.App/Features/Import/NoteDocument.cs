using System.Text.RegularExpressions;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.App.Features.Import;

/// <summary>The document whose notes <c>recto notes</c> reads, as JATS.</summary>
internal static class NoteDocument
{
    /// <summary>Reads a document of any format that Recto reads, or a text of numbered notes.</summary>
    /// <returns>The document; or null and why the file cannot be used.</returns>
    public static (ArticleDocument? Document, string? Refusal) Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        try
        {
            if (!bytes.IsEmpty && FormatDetection.Of(bytes, fileName) == ArticleFormat.Text && Numbered(TextDecoding.Decode(bytes).Text) is { } notes)
            {
                return (notes, null);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return (null, ArticleReading.TooSlow);
        }

        return ArticleReading.Read(bytes, fileName) switch
        {
            JatsArticle article => (article.Document, null),
            JatsRefusal refusal => (null, NoteReading.Placed(refusal)),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    // The numbered notes of a text; null where it is a page with notes of its own, or has none.
    private static ArticleDocument? Numbered(string text) =>
        SavedPageText.Read(text) is { } page && page.Jats.Descendants("fn").Any() ? null : SavedPageText.ReadNotes(text);
}
