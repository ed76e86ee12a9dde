using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Recto.App.Features.CitedBy.Asking;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Feeds;
using Recto.App.Shell.Jobs;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;
using Recto.Storage.Sql;

namespace Recto.App.Features.CitedBy;

/// <summary>Who cites an article: its page, files and feed, the desk’s log, the job that asks others, and its command.</summary>
internal static class CitedByFeature
{
    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Whether this process asks.</param>
    public static void AddCitedBy(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<CitedByStore>();
        services.AddSingleton<CitationStore>();
        services.AddBell<CitationsBell>();
        services.AddSingleton(provider => new CitationsClient(options, provider.GetRequiredService<TimeProvider>(), CitationsClient.Network()));
        services.AddSingleton<KeepAnswers>();
        services.AddSingleton<AskWorks>();
        services.AddSingleton<HarvestForwardLinks>();
        services.AddSingleton<AskOpenCitations>();
        services.AddSingleton<AskCounts>();
        services.AddSingleton<AskRecords>();
        services.AddSingleton<LookUpReferences>();
        services.AddSingleton<MatchOwnReferences>();
        services.AddSingleton<WorkDois>();
        services.AddSingleton<HarvestCitations>();
        if (options.AsksForCitations) // Where nobody outside is asked, the site’s own index is.
        {
            services.AddWork<CitationsJob>();
        }
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapCitedBy(this IEndpointRouteBuilder routes)
    {
        const string List = "/articles/{slug}" + CitedByPages.Rest;
        routes.MapFile(List, CitedByPages.ShowAsync); // Not kept among the finished pages: there are as many as can be narrowed.
        foreach (var format in CitationFormats.All)
        {
            routes.MapFile($"{List}.{format.Ending()}", (HttpContext context, ArticleStore articles, CitedByStore lists, string slug, CancellationToken ct) => CitedByPages.FileAsync(context, articles, lists, slug, format, ct));
        }

        routes.MapFile(List + ".csv", (HttpContext context, ArticleStore articles, CitedByStore lists, string slug, CancellationToken ct) => CitedByPages.FileAsync(context, articles, lists, slug, null, ct));
        foreach (var ending in FeedAnswer.Endings)
        {
            routes.MapFile($"{List}/feed.{ending}", (HttpContext context, ArticleStore articles, CitedByStore lists, string slug, CancellationToken ct) => CitedByPages.FeedAsync(context, articles, lists, slug, ending, ct));
        }

        routes.MapDeskPage(CitedByDesk.Address, CitedByDesk.ShowAsync);
        routes.MapDeskForm(CitedByDesk.Address, CitedByDesk.DoAsync);
    }

    /// <summary><c>recto cited-by</c></summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="keys">The keys with which the site encrypts; the accounts' affair.</param>
    /// <param name="index">The site’s own index of works.</param>
    public static Command Command(Terminal terminal, Func<Database, IDataProtectionProvider> keys, Func<DatabaseOptions, OwnIndex> index) => CitedByCommand.Create(terminal, keys, index);
}
