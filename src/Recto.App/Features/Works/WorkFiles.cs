using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Feeds;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;
using Recto.Storage.Lists;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>The record of a work for reference managers, and the feed of what cites it.</summary>
internal static class WorkFiles
{
    /// <summary>The best record as a file.</summary>
    public static async Task CiteAsync(HttpContext context, WorkStore works, string id, CitationFormat format, CancellationToken ct)
    {
        if (await FindAsync(context, works, id, "/cite." + format.Ending(), ct) is not { } work)
        {
            return;
        }

        var source = (work.Record with { Doi = work.Doi ?? work.Record.Doi }).ToCited(work.Slug);
        await CitationDownload.SendAsync(context, CitationDownload.Write(Bibliography.Of([source]), format), format.MediaType(), $"{work.Slug}.{format.Ending()}");
    }

    /// <summary>Articles that cite it, newest first.</summary>
    public static async Task FeedAsync(HttpContext context, WorkStore works, FeedStore feeds, string id, string ending, string? after, CancellationToken ct)
    {
        Cursor? cursor = null;
        if (after is not null)
        {
            if (!Cursor.TryParse(after, out var place))
            {
                await NotFound.WriteAsync(context);
                return;
            }

            cursor = place;
        }

        if (await FindAsync(context, works, id, "/feed." + ending, ct) is not { } work)
        {
            return;
        }

        var citing = await works.ListCitingAsync(work.Id, Visibility.Published, FeedAnswer.PageSize, cursor, ct);
        var rows = await feeds.ListAsync([.. citing.Items.Select(article => article.ArticleId)], ct);
        var (address, self) = (WorksFeature.AddressOf(work.Slug), $"{WorksFeature.AddressOf(work.Slug)}/feed.{ending}");
        await FeedAnswer.WriteAsync(context, ending, new FeedSubject(null, "Cites " + (work.Record.DisplayTitle ?? work.Slug), address), rows,
            cursor is { } here ? $"{self}?after={here}" : self, self, citing.Next is { } next ? $"{self}?after={next}" : null, await feeds.LastChangeAsync(ct));
    }

    private static async Task<WorkRow?> FindAsync(HttpContext context, WorkStore works, string id, string rest, CancellationToken ct)
    {
        if (await WorkPages.OpenAsync(context, works, id, rest, ct) is { } work)
        {
            return work;
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            await NotFound.WriteAsync(context);
        }

        return null;
    }
}
