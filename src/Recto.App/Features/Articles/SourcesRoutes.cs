using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Usage;
using Recto.Notes;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>The page of an article's sources, and the addresses by which each of them leads to its page in the index.</summary>
internal static class SourcesRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapSourcesOfArticles(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/articles/{slug}/sources", ShowAsync).WithMetadata(new CountsAs(UsageForm.Sources));
        routes.MapFile("/articles/{slug}/sources/{source}", LeadAsync);
    }

    private static async Task ShowAsync(HttpContext context, ArticleStore articles, SourceStore sources, NotesEngine engine, string slug, string? after, CancellationToken ct)
    {
        if (await OpenAsync(context, articles, sources, slug, "/sources", ct) is not { } article)
        {
            return;
        }

        var reader = context.Reader();
        var place = 0;
        if ((after is not null && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out place))
            || await new SourcesListing(sources, engine.Directory).ReadAsync(article, reader, place, ct) is not { } view)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var decision = reader.Decide(article.Terms);
        context.Showed(article.Terms, decision, UsageForm.Sources);
        if (!context.IsUnchanged($"{article.Id:N}-{article.Version}.{article.JournalVersion}-sources-{decision.Class}-{place}-{SourcesListing.StampOf(view)}"))
        {
            await PageWriter.WriteAsync<SourcesPage>(context, view);
        }
    }

    /// <summary>Which work a source is may be decided anew, so it is looked up when somebody follows the link, and no browser keeps the answer.</summary>
    private static async Task LeadAsync(HttpContext context, ArticleStore articles, SourceStore sources, string slug, string source, CancellationToken ct)
    {
        if (await OpenAsync(context, articles, sources, slug, "/sources/" + Uri.EscapeDataString(source), ct) is not { } article)
        {
            return;
        }

        if (await sources.FindAsync(article.Id, source, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Redirect(SourcesListing.AddressOf(found, article.Terms.IsPublished) ?? $"/articles/{Uri.EscapeDataString(article.Slug)}/sources#{AlsoCitedMarks.IdOf(found.Ordinal)}");
    }

    /// <summary>The article, if its record is open to this reader; null where the request is answered.</summary>
    internal static async Task<SourcedArticle?> OpenAsync(HttpContext context, ArticleStore articles, SourceStore sources, string slug, string rest, CancellationToken ct)
    {
        if (await sources.FindArticleAsync(slug, ct) is not { } article)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, rest, ct);
            return null;
        }

        var decision = context.Reader().Decide(article.Terms);
        if (!decision.Record)
        {
            await ArticleAddresses.RefuseAsync(context, decision, article.Slug, article.IsWithdrawn, article.Tombstone);
            return null;
        }

        MiningHeaders.Set(context, article.Terms);
        return article;
    }
}
