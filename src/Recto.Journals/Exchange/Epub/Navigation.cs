using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>The navigation document: contents, landmarks, and the printed pages where the source tells them.</summary>
internal static class Navigation
{
    /// <summary>Name of the document.</summary>
    public const string Path = "nav.xhtml";

    /// <summary>Writes it.</summary>
    /// <param name="title">Title of the book.</param>
    /// <param name="language">Language of the book; null where it is not known.</param>
    /// <param name="words">Recto's own words.</param>
    /// <param name="contents">What the book holds.</param>
    /// <param name="pages">Where printed pages begin.</param>
    /// <param name="text">Where the text begins.</param>
    public static EpubDocument Write(string title, string? language, SpokenWords words, IReadOnlyList<NavigationEntry> contents, IReadOnlyList<NavigationEntry> pages, string text)
    {
        var lang = words.Language == language ? null : words.Language;
        var html = new Markup().Open("nav", ("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc"), ("aria-labelledby", "contents")).Line().Element("h1", words.Say(BookWords.Contents), ("id", "contents"), ("lang", lang)).Line();
        Entries(html, contents);
        html.Close("nav").Line();
        html.Open("nav", ("epub:type", "landmarks"), ("id", "landmarks"), ("hidden", "hidden"), ("lang", lang)).Line().Open("ol");
        foreach (var (type, place, name) in new[] { ("cover", "cover.xhtml", BookWords.Cover), ("toc", Path + "#toc", BookWords.Contents), ("bodymatter", text, BookWords.Text) })
        {
            html.Open("li").Element("a", words.Say(name), ("epub:type", type), ("href", place)).Close("li");
        }

        html.Close("ol").Close("nav").Line();
        if (pages.Count > 0)
        {
            html.Open("nav", ("epub:type", "page-list"), ("role", "doc-pagelist"), ("id", "pages"), ("hidden", "hidden"), ("aria-labelledby", "page-list")).Line().Element("h2", words.Say(BookWords.Pages), ("id", "page-list"), ("lang", lang)).Line();
            Entries(html, pages);
            html.Close("nav").Line();
        }

        return EpubDocument.Of(Path, title, language, "frontmatter", html.ToXml());
    }

    private static void Entries(Markup html, IReadOnlyList<NavigationEntry> entries)
    {
        html.Open("ol").Line();
        foreach (var entry in entries)
        {
            html.Open("li").Element("a", entry.Text, ("href", entry.Place), ("lang", entry.Language));
            if (entry.Inner.Count > 0)
            {
                html.Line();
                Entries(html, entry.Inner);
            }

            html.Close("li").Line();
        }

        html.Close("ol").Line();
    }
}
