using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Html;

/// <summary>Makes the HTML of an article, once, at import.</summary>
public static class ArticleHtml
{
    /// <summary>Raised whenever the same article would be written otherwise.</summary>
    public const string Version = "11";

    /// <summary>Writes the parts of an article's page.</summary>
    /// <param name="document">The article.</param>
    /// <param name="article">Its record.</param>
    /// <param name="notes">Its notes, in document order.</param>
    /// <param name="apparatus">The body notes among them, read.</param>
    /// <param name="directory">The archives to know.</param>
    /// <param name="address">Path of its page: <c>/articles/{slug}</c>.</param>
    /// <param name="pictures">Address of a picture or file by the name that the source gives it; null where it did not come with the article.</param>
    /// <param name="sizes">Length in bytes of a file by the name that the source gives it; null where that is not known.</param>
    /// <param name="facts">What is known of a picture by the same name; null where nothing is.</param>
    public static WrittenArticle Write(ArticleDocument document, Article article, IReadOnlyList<ArticleNote> notes, Apparatus apparatus, RepositoryDirectory directory, string address,
        Func<string, string?> pictures, Func<string, long?>? sizes = null, Func<string, PictureFacts?>? facts = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(apparatus);
        var root = document.Jats.Root ?? new XElement("article");
        var map = PageMap.Of(root, notes);
        var readings = new NoteReadings(apparatus, directory);
        var writer = new ElementWriter(map, pictures, sizes ?? (_ => null), readings, address, facts);
        var meta = root.Element("front")?.Element("article-meta");

        var title = writer.Apart(() => writer.Title(meta?.Element("title-group") ?? meta, article));
        var abstracts = writer.Apart(() => writer.Abstracts(meta, article));
        writer.PlacesNotes = true;
        writer.ListsHeadings = true;
        var body = writer.Apart(() => writer.AtLevel(2, () => writer.Body(root)));
        writer.ListsHeadings = false;
        writer.PlacesNotes = false;
        var references = writer.Apart(() => writer.AtLevel(3, () => writer.ReferenceLists(root)));
        var about = writer.Apart(() => writer.AtLevel(3, () => writer.About(root, article, notes)));
        var inBody = notes.Where(note => note.Container == NoteContainer.Body).ToList();
        body.Add(writer.Apart(() => writer.LateNotes(inBody)));
        return new WrittenArticle(
            new ArticleFragments
            {
                Title = title.ToString(),
                Abstract = abstracts.ToString(),
                Body = body.ToString(),
                Notes = writer.NoteList(inBody),
                Sources = new SourcesWriter(apparatus, readings, SourceAddresses.Of(apparatus, directory, address)).Write(),
                References = references.ToString(),
                About = about.ToString(),
                Contents = writer.Contents,
                NoteBodies = [.. inBody.Select(note => writer.NoteBody(note).Replace("href=\"#", $"href=\"{address}#", StringComparison.Ordinal))],
            },
            writer.Unknown);
    }
}

/// <summary>What the writer made, and what it did not know.</summary>
/// <param name="Fragments">The parts of the page.</param>
/// <param name="UnknownElements">Elements that kept their text but got no form of their own, each once.</param>
public sealed record WrittenArticle(ArticleFragments Fragments, IReadOnlyList<string> UnknownElements);
