using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;

namespace Recto.Tests.Shared;

/// <summary>Articles as files are made of them, from JATS.</summary>
internal static class FinishedArticles
{
    private static readonly Lazy<NotesEngine> Engine = new(() => new NotesEngine());

    /// <summary>An article of a body and what stands behind it.</summary>
    public static FinishedArticle Of(string body, string back = "", string title = "A title", IReadOnlyDictionary<string, FinishedFile>? files = null) => Of(Encoding.UTF8.GetBytes($"""
        <article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" article-type="research-article" xml:lang="en"><front><article-meta>
        <title-group><article-title>{title}</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Lund</surname><given-names>Ada</given-names></name></contrib></contrib-group>
        <pub-date pub-type="epub"><year>2026</year></pub-date><volume>3</volume><fpage>211</fpage><lpage>238</lpage></article-meta></front><body>{body}</body><back>{back}</back></article>
        """), "tale", files);

    /// <summary>An article of a file; null where it is refused.</summary>
    public static FinishedArticle Of(byte[] file, string slug, IReadOnlyDictionary<string, FinishedFile>? files = null) => Of(Assert.IsType<JatsArticle>(JatsArticle.Read(file)), slug, files);

    /// <summary>An article that was read.</summary>
    public static FinishedArticle Of(JatsArticle read, string slug, IReadOnlyDictionary<string, FinishedFile>? files = null) => new()
    {
        Read = read,
        Apparatus = Engine.Value.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]),
        Directory = Engine.Value.Directory,
        Slug = slug,
        Citation = new ArticleCitation(read.Article, read.Article.Journal?.Title ?? "A Journal", read.Article.Volume, read.Article.Issue, "https://journal.example/articles/" + slug),
        Address = "https://journal.example/articles/" + slug,
        Updated = DateTimeOffset.UnixEpoch,
        Files = files ?? new Dictionary<string, FinishedFile>(),
    };
}
