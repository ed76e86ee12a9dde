using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
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
        services.AddSingleton<UsageReports>();
        services.AddSingleton<RollUpUsage>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, CounterRate>(CounterRate.Name));
        if (!options.CountsUsage)
        {
            return;
        }

        services.AddSingleton(_ => new UsageQueue());
        services.AddSingleton<RobotLists>();
        services.AddSingleton<WriteUsage>();
        services.AddHostedService(provider => provider.GetRequiredService<RobotLists>());
        services.AddHostedService(provider => provider.GetRequiredService<WriteUsage>());
        services.AddHostedService<RollUpJob>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapUsage(this IEndpointRouteBuilder routes)
    {
        CounterEndpoints.Map(routes);
        routes.MapPage(UsageNotice.Address, UsageNotice.ShowAsync);
        routes.MapDeskPage("/desk/usage", UsageDesk.ShowAsync);
        routes.MapDeskPage("/library/{key}/usage", LibraryUsage.ShowAsync);
        routes.MapDeskPage("/library/{key}/usage/{file}", LibraryUsage.SendAsync);
    }

    /// <summary><c>recto usage</c></summary>
    public static Command Command(Terminal terminal) => UsageCommand.Create(terminal);
}
