using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Recto.App.Features.Import.Markup;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.App.Features.Import;

/// <summary>
/// Reads a saved page in HTML: metadata of the head, headings, text, lists of notes with their links. Nothing is run and nothing fetched.
/// What is the site's (menus, forms, scripts, asides) is left out and listed.
/// </summary>
internal static class HtmlPage
{
    /// <summary>Reads a page. Null where it is no article.</summary>
    public static ArticleDocument? Read(ReadOnlySpan<byte> bytes)
    {
        if (HtmlDepth.NestsTooDeep(bytes))
        {
            return null;
        }

        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false, IsKeepingSourceReferences = true });
        using var page = parser.ParseDocument(stream);
        if (page.Body is not { } body || HtmlDepth.IsTooDeep(body))
        {
            return null;
        }

        var record = new PageRecord();
        HtmlMetadata.Read(page, record);
        var notes = HtmlNotes.Find(page);
        var blocks = new HtmlBlocks(notes, record.LeftOut);
        var root = Content(page) ?? body;
        if (root != body)
        {
            blocks.LeaveOutAround(root, body);
        }

        blocks.Read(root);
        foreach (var note in notes.InOrder)
        {
            record.Notes.Add(new PageNote(note.Label, blocks.NoteParagraphs(note), []));
        }

        return SavedPageText.Read(blocks.Lines, record, SourceFormat.PageHtml);
    }

    // The outermost element that says it is the content and holds the greater part of the paragraphs.
    private static IElement? Content(IHtmlDocument page)
    {
        static int Weight(IElement element) => element.QuerySelectorAll("p, li, blockquote, td").Sum(block => Math.Min(block.TextContent.Length, 2000));

        var whole = Weight(page.Body!);
        var refused = new HashSet<INode>();
        foreach (var element in page.QuerySelectorAll("main, [role=main], article, #content, #main-content, .article, .article-content"))
        {
            // What lies in one that was refused weighs less still, and has no heading either.
            if (element.GetAncestors().Any(refused.Contains))
            {
                continue;
            }

            if (Weight(element) * 2 > whole && element.QuerySelector("h1, h2") is not null)
            {
                return element;
            }

            refused.Add(element);
        }

        return null;
    }
}
