using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Recto.App.Features.JournalDesk;

/// <summary>The Markdown of a journal's own pages as HTML that can do nothing: no HTML of the writer's, no address but of pages, files and mail, no picture from elsewhere, no style.</summary>
internal static class PageMarkup
{
    /// <summary>Most characters of a page.</summary>
    public const int Longest = 60_000;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseDefinitionLists().Build();

    /// <summary>The page as HTML; null where quotations, lists or brackets stand too deep in one another.</summary>
    /// <param name="markdown">What an editor wrote.</param>
    public static string? Html(string markdown)
    {
        try
        {
            var document = Markdig.Markdown.Parse(markdown, Markdown);
            MakeSafe(document);
            using var output = new StringWriter();
            var renderer = new HtmlRenderer(output);
            Markdown.Setup(renderer);
            renderer.Render(document);
            return output.ToString();
        }
        catch (ArgumentException)
        {
            return null; // Markdig's way to say so.
        }
    }

    private static void MakeSafe(MarkdownDocument document)
    {
        var above = 1; // The page's title is the first heading; none below it leaves a level out.
        var highest = document.Descendants<HeadingBlock>().Select(heading => heading.Level).DefaultIfEmpty(2).Min();
        foreach (var part in document.Descendants().ToList())
        {
            switch (part)
            {
                case HeadingBlock heading:
                    heading.Level = above = Math.Min(Math.Min(heading.Level - highest + 2, above + 1), 6);
                    break;
                case Table table:
                    table.ColumnDefinitions.ForEach(column => column.Alignment = null); // It would become a style.
                    break;
                case LinkInline link:
                    Check(link);
                    break;
                case AutolinkInline auto when Safe(auto.IsEmail ? "mailto:" + auto.Url : auto.Url) is null:
                    auto.ReplaceBy(new LiteralInline(auto.Url));
                    break;
                default:
                    break;
            }
        }
    }

    private static void Check(LinkInline link)
    {
        link.GetDynamicUrl = null;
        if (Safe(link.Url) is not { } address || (link.IsImage && !address.StartsWith('/')))
        {
            // The words stay; a picture from elsewhere would tell another site who reads here, and browsers are told not to fetch it.
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
            return;
        }

        link.Url = address;
        if (link.IsImage)
        {
            link.GetAttributes().AddPropertyIfNotExist("loading", "lazy");
        }
    }

    // A path of this site, a place on the page, or an address of the web or for mail.
    private static string? Safe(string? address)
    {
        var text = (address ?? "").Trim();
        if (text.Length == 0 || text.Any(c => char.IsControl(c) || c is '\\'))
        {
            return null;
        }

        if (text[0] is '#' or '?' || (text[0] == '/' && !text.StartsWith("//", StringComparison.Ordinal)))
        {
            return text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" && !text.Any(char.IsWhiteSpace) ? uri.AbsoluteUri : null;
    }
}
