using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Landing;
using Recto.Notes;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.Import;

/// <summary>Makes of a document that was read what is saved of it: its notes as they are read, its HTML, its files.</summary>
/// <param name="engine">Reads the notes.</param>
internal sealed class RenderArticle(NotesEngine engine)
{
    /// <summary>The article with everything that is saved of it.</summary>
    /// <param name="prepared">What is known of it.</param>
    /// <param name="read">The document, with what editors say of it.</param>
    /// <param name="pictures">Its pictures.</param>
    /// <param name="file">The file that it was read from.</param>
    public PreparedArticle Of(PreparedArticle prepared, JatsArticle read, ArticlePictures pictures, FoundFile file)
    {
        var body = read.Notes.Where(note => note.Container == NoteContainer.Body).ToList();
        var apparatus = engine.Read([.. body.Select(note => note.Note)], prepared.Corrections);
        var written = ArticleHtml.Write(read.Document, prepared.Article, read.Notes, apparatus, engine.Directory, Rendering.Address(prepared.Slug),
            href => pictures.AddressOf(href, prepared.Slug), pictures.SizeOf, href => pictures.FactsOf(href, prepared.Slug));
        var bibliography = Bibliography.Of(apparatus, engine.Directory);
        var cited = OutgoingCitations.Of(read.Document.Jats, bibliography, withArchives: false, body);
        var fragments = written.Fragments with { CitedTags = LandingCitations.Tags(cited), CitedJson = LandingCitations.Json(cited) };
        var next = 0;
        return prepared with
        {
            Warnings = [.. prepared.Warnings, .. Rendering.WarningsOf(written)],
            Apparatus = apparatus,
            Fragments = fragments,
            Bibliography = bibliography,
            Cited = CitedByArticle.Of(cited, bibliography),
            Notes = [.. read.Notes.Select(note => new NoteToSave(note.Note, note.Container,
                note.Container == NoteContainer.Body && next < fragments.NoteBodies.Count ? fragments.NoteBodies[next++] : System.Net.WebUtility.HtmlEncode(note.Note.Text)))],
            Files = [.. SourceFiles(read, file, pictures), .. pictures.Files],
        };
    }

    private static IEnumerable<FileToSave> SourceFiles(JatsArticle read, FoundFile file, ArticlePictures pictures)
    {
        var taken = pictures.Files.Select(picture => picture.Name).ToHashSet(StringComparer.Ordinal);
        var extension = read.Document.Format switch { SourceFormat.Jats or SourceFormat.Tei => ".xml", SourceFormat.PageHtml => ".html", SourceFormat.Markdown => ".md", SourceFormat.Docx => ".docx", _ => ".txt" };
        var mediaType = read.Document.Format switch { SourceFormat.Jats or SourceFormat.Tei => "application/xml", SourceFormat.PageHtml => "text/html", SourceFormat.Markdown => "text/markdown", SourceFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ => "text/plain" };
        var stem = ArticleSlug.Key(Path.GetFileNameWithoutExtension(file.FileName));
        var name = (stem.Length == 0 ? "source" : stem) + extension;
        yield return new FileToSave(taken.Contains(name) ? "source-" + name : name, FileRole.Source, mediaType, file.Bytes, null);
        if (read.Document.Format != SourceFormat.Jats)
        {
            yield return new FileToSave("article.jats.xml", FileRole.Jats, "application/xml", Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + read.Document.Jats.ToString(System.Xml.Linq.SaveOptions.DisableFormatting) + "\n"), null);
        }
    }
}
