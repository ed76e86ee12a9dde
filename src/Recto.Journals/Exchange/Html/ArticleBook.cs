using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Html;

/// <summary>Makes the parts of an article as they stand in a book: by the writer that makes its page, in the form that readers of books know.</summary>
internal static class ArticleBook
{
    /// <summary>Writes them.</summary>
    /// <param name="article">The article.</param>
    /// <param name="pictures">Path of a picture in the book by the name that the source gives it; null where the book does not have it.</param>
    /// <param name="book">Where files are.</param>
    public static BookParts Write(FinishedArticle article, Func<string, string?> pictures, BookForm book)
    {
        var (read, notes) = (article.Read, article.Read.Notes);
        var root = read.Document.Jats.Root ?? new XElement("article");
        var readings = new NoteReadings(article.Apparatus, article.Directory);
        var writer = new ElementWriter(PageMap.Of(root, notes), pictures, name => article.Files.GetValueOrDefault(name)?.Length, readings, "", book: book);
        var meta = root.Element("front")?.Element("article-meta");

        var title = writer.Apart(() => writer.Title(meta?.Element("title-group") ?? meta, read.Article));
        var abstracts = writer.Apart(() => writer.Abstracts(meta, read.Article));
        writer.PlacesNotes = true;
        writer.ListsHeadings = true;
        var body = writer.Apart(() => writer.AtLevel(2, () => writer.Body(root)));
        writer.ListsHeadings = false;
        writer.PlacesNotes = false;
        var references = writer.Apart(() => writer.AtLevel(3, () => writer.ReferenceLists(root)));
        var about = writer.Apart(() => writer.AtLevel(3, () => writer.About(root, read.Article, notes)));
        var list = writer.Notes([.. notes.Where(note => note.Container == NoteContainer.Body)]);
        return new BookParts(title.ToXml(), abstracts.ToXml(), body.ToXml(), list.ToXml(), new SourcesWriter(article.Apparatus, readings, null).Write(), references.ToXml(), about.ToXml(), writer.Contents, writer.Unknown);
    }
}

/// <summary>The parts of an article in a book, well-formed XHTML with the words of Recto still marked; empty where the article has no such part.</summary>
/// <param name="Title">Title and subtitle, for <c>h1</c>.</param>
/// <param name="Abstracts">Abstracts, translated titles, keywords.</param>
/// <param name="Body">The text.</param>
/// <param name="Notes">The notes of the text, one <c>aside</c> each.</param>
/// <param name="Sources">Sources made from the notes.</param>
/// <param name="References">Reference lists of the source.</param>
/// <param name="About">Everything else.</param>
/// <param name="Contents">Headings of the text.</param>
/// <param name="Unknown">Elements that kept their text but got no form of their own.</param>
internal sealed record BookParts(string Title, string Abstracts, string Body, string Notes, string Sources, string References, string About, IReadOnlyList<ContentsEntry> Contents, IReadOnlyList<string> Unknown);
