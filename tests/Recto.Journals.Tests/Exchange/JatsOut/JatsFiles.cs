using System.Text;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.JatsOut;
using Recto.Notes;

namespace Recto.Journals.Tests.Exchange.JatsOut;

/// <summary>Articles on their way out and back.</summary>
internal static class JatsFiles
{
    private static readonly NotesEngine Engine = new();

    /// <summary>An article as the site has it.</summary>
    public static FinishedArticle Finished(JatsArticle read, params (string Called, string Name)[] files) => new()
    {
        Read = read,
        Apparatus = Engine.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]),
        Directory = Engine.Directory,
        Slug = "an-article",
        Citation = new ArticleCitation(read.Article, "Lower Margin", "1", "2", "https://journals.example.org/articles/an-article"),
        Publisher = "Example Press",
        Updated = DateTimeOffset.UnixEpoch,
        Files = files.ToDictionary(file => file.Called, file => new FinishedFile(file.Name, "image/png", new string('0', 64), 1, null, null), StringComparer.Ordinal),
    };

    public static JatsArticle Read(byte[] bytes) => Assert.IsType<JatsArticle>(JatsArticle.Read(bytes));

    public static JatsArticle Read(string xml) => Read(Encoding.UTF8.GetBytes(xml));

    public static string Text(JatsOutput output) => Encoding.UTF8.GetString(output.Bytes);

    /// <summary>An article with this body and these parts of its front.</summary>
    public static string Article(string body, string front = "<journal-meta><journal-id>lm</journal-id><issn>1234-5679</issn></journal-meta><article-meta><title-group><article-title>A title</article-title></title-group></article-meta>", string back = "") =>
        $"<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><front>{front}</front><body>{body}</body>{back}</article>";

    /// <summary>Everything that a document says; not how its prefixes are declared, and in which order attributes stand.</summary>
    public static string Everything(XDocument document)
    {
        var all = new StringBuilder();
        Write(document.Root!, all);
        return all.ToString();
    }

    /// <summary>The HTML of an article, all parts.</summary>
    public static string Html(JatsArticle read)
    {
        var apparatus = Engine.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]);
        var fragments = ArticleHtml.Write(read.Document, read.Article, read.Notes, apparatus, Engine.Directory, "/articles/x", href => "/" + href, _ => null, _ => null).Fragments;
        return System.Text.Json.JsonSerializer.Serialize(fragments);
    }

    private static void Write(XElement element, StringBuilder all)
    {
        all.Append('<').Append(element.Name);
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).OrderBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal))
        {
            all.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Value);
        }

        all.Append('>');
        foreach (var node in element.Nodes())
        {
            _ = node switch
            {
                XText text => all.Append(text.Value),
                XComment comment => all.Append("<!--").Append(comment.Value),
                XProcessingInstruction instruction => all.Append("<?").Append(instruction.Target).Append(' ').Append(instruction.Data),
                _ => all,
            };
            if (node is XElement inner)
            {
                Write(inner, all);
            }
        }

        all.Append("</>");
    }
}
