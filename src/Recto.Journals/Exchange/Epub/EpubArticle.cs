using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>An article as a book: EPUB 3.3, with notes that pop up where they are called.</summary>
public static class EpubArticle
{
    /// <summary>Raised whenever the same article would be made otherwise.</summary>
    public const string Version = "1-" + ArticleHtml.Version;

    private const int MostNamed = 6;

    /// <summary>Makes it. Pictures are named and not read: they are copied when the book is packed.</summary>
    /// <param name="article">The article.</param>
    /// <param name="settings">What else it is made with.</param>
    public static EpubBook Write(FinishedArticle article, EpubSettings settings)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(settings);
        var report = new List<ImportWarning>();
        var record = article.Read.Article;
        var pictures = new BookPictures(settings.Missing);
        var texts = ArticleTexts.Of(article, settings.Words, pictures, "", report);
        var book = new BookAssembly(settings, ArticleTexts.TitleOf(record), record.Language);
        book.AddCover(article.Citation.JournalTitle, CoverDrawing.PlaceOf(article), AuthorsOf(record));
        book.AddDocument(texts.Documents[0]);
        book.ReadContents();
        foreach (var document in texts.Documents.Skip(1))
        {
            book.AddDocument(document);
        }

        book.AddPictures(pictures);
        return new EpubBook(book.Finish(facts => ArticleMetadata.Write(article, settings.Words, facts), texts.Facts, [texts.Contents with { Inner = [] }, .. texts.Contents.Inner], texts.Pages, texts.TextPath), [.. report.DistinctBy(line => line.Message)]);
    }

    /// <summary>The authors in one line, the first six where there are more.</summary>
    internal static string AuthorsOf(Article record)
    {
        var names = record.Authors.Select(author => author.DisplayName).ToList();
        return names.Count > MostNamed ? string.Join(", ", names.Take(MostNamed)) + " …" : string.Join(", ", names);
    }
}
