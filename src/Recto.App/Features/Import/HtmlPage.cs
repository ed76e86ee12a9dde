using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.App.Features.Import;

/// <summary>
/// Reads a saved page in HTML: metadata of the head, headings, text, lists of notes with their links. Nothing is run and nothing fetched.
/// What is the site's (menus, forms, scripts, asides) is left out and listed.
/// </summary>
internal static class HtmlPage
{
    /// <summary>Elements one within another; a page that nests deeper was made to hurt.</summary>
    private const int Deepest = 300;

    /// <summary>Reads a page. Null where it is no article.</summary>
    public static ArticleDocument? Read(ReadOnlySpan<byte> bytes)
    {
        if (NestsTooDeep(bytes))
        {
            return null;
        }

        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false, IsKeepingSourceReferences = true });
        using var page = parser.ParseDocument(stream);
        if (page.Body is not { } body || IsTooDeep(body))
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

    // Before parsing, for a parser takes quadratic time on such a page: elements opened and never closed, those apart that HTML closes by itself.
    private static bool NestsTooDeep(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        for (var at = bytes.IndexOf((byte)'<'); at >= 0 && at + 1 < bytes.Length;)
        {
            var closes = bytes[at + 1] == '/';
            var name = bytes[(at + (closes ? 2 : 1))..];
            var length = 0;
            while (length < name.Length && length < 12 && char.IsAsciiLetterOrDigit((char)name[length]))
            {
                length++;
            }

            if (length > 0 && !ClosesItself(name[..length]))
            {
                depth = closes ? Math.Max(0, depth - 1) : depth + 1;
                if (depth > Deepest * 4)
                {
                    return true;
                }
            }

            var next = bytes[(at + 1)..].IndexOf((byte)'<');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool ClosesItself(ReadOnlySpan<byte> name) => System.Text.Encoding.ASCII.GetString(name).ToLowerInvariant() is
        "p" or "li" or "td" or "th" or "tr" or "dt" or "dd" or "option" or "br" or "hr" or "img" or "input" or "meta" or "link" or "col" or "source" or "track" or "wbr" or "area" or "base" or "embed" or "param" or "path" or "rect" or "circle" or "line" or "use";

    // The outermost element that says it is the content and holds the greater part of the paragraphs.
    private static IElement? Content(IHtmlDocument page)
    {
        static int Weight(IElement element) => element.QuerySelectorAll("p, li, blockquote, td").Sum(block => Math.Min(block.TextContent.Length, 2000));

        var whole = Weight(page.Body!);
        return page.QuerySelectorAll("main, [role=main], article, #content, #main-content, .article, .article-content")
            .FirstOrDefault(element => Weight(element) * 2 > whole && element.QuerySelector("h1, h2") is not null);
    }

    private static bool IsTooDeep(INode root)
    {
        var depth = 0;
        var node = root;
        while (true)
        {
            if (node.FirstChild is { } child)
            {
                node = child;
                if (++depth > Deepest)
                {
                    return true;
                }

                continue;
            }

            while (node.NextSibling is null)
            {
                if (node == root || node.Parent is null || node.Parent == root)
                {
                    return false;
                }

                node = node.Parent;
                depth--;
            }

            node = node.NextSibling;
        }
    }
}
