using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Usage;
using Recto.Storage.Recommending;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Usage: what is counted, how it is written and added up, its reports and pages, its command.</summary>
internal static class UsageFeature
{
    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Whether this process counts.</param>
    public static void AddUsage(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<UsageStore>();
        services.AddSingleton<CoReadStore>();
        services.AddSingleton<ListClickStore>();
        services.AddSingleton<UsageReports>();
        services.AddSingleton<RollUpUsage>();
        services.AddSingleton<UsageCountries>();
        services.AddSingleton<ScopeDesk>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, CounterRate>(CounterRate.Name));
        if (!options.CountsUsage)
        {
            return;
        }

        services.AddSingleton(_ => new UsageQueue(address: options.Address, shuffles: options.ShuffledPercent is not null));
        services.AddSingleton<ITakesUsage>(provider => provider.GetRequiredService<UsageQueue>());
        services.AddSingleton<RobotLists>();
        services.AddSingleton<GatherUsage>();
        services.AddSingleton<WriteUsage>();
        services.AddHostedService(provider => provider.GetRequiredService<RobotLists>());
        services.AddHostedService(provider => provider.GetRequiredService<UsageCountries>());
        services.AddHostedService(provider => provider.GetRequiredService<WriteUsage>());
        services.AddSiteJob<RollUpJob>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapUsage(this IEndpointRouteBuilder routes)
    {
        CounterEndpoints.Map(routes);
        routes.MapPage(UsageNotice.Address, UsageNotice.ShowAsync);
        routes.MapPage("/articles/{slug}" + ArticleMetrics.Rest, ArticleMetrics.ShowAsync);
        routes.MapDeskPage(UsageDesk.Address, UsageDesk.ShowAsync);
        routes.MapDeskPage(UsageDesk.Address + "/{file}", UsageDesk.SendAsync);
        routes.MapDeskPage("/desk/journals/{key}/usage", ScopeDesk.ShowJournalAsync);
        routes.MapDeskPage("/desk/journals/{key}/usage/{file}", ScopeDesk.SendJournalAsync);
        routes.MapDeskPage("/desk/journals/{key}/issues/{issue}/usage", ScopeDesk.ShowIssueAsync);
        routes.MapDeskPage("/desk/journals/{key}/issues/{issue}/usage/{file}", ScopeDesk.SendIssueAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/usage", ScopeDesk.ShowArticleAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/usage/{file}", ScopeDesk.SendArticleAsync);
        routes.MapDeskPage("/library/{key}/usage", LibraryUsage.ShowAsync);
        routes.MapDeskPage("/library/{key}/usage/{file}", LibraryUsage.SendAsync);
    }

    /// <summary><c>recto usage</c></summary>
    public static Command Command(Terminal terminal) => UsageCommand.Create(terminal);
}
