using Recto.App.Features.Recommendations.Own;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>What people also read, and what is recommended: the lists beside articles, the page that explains them, their desk, and lists of one’s own.</summary>
internal static class ReadingLists
{
    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Whether this process makes lists.</param>
    public static void AddReadingLists(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<RecommendationStore>();
        services.AddBell<ListsBell>();
        services.AddSingleton<LearnWeights>();
        services.AddSingleton<MakeLists>();
        services.AddSingleton<VectorStore>();
        services.AddSingleton<MakeVectors>();
        services.AddSingleton<ReadingStore>();
        services.AddSingleton<MakeNear>();
        services.AddSingleton<OwnList>();
        services.AddSingleton<KeptOfReading>();
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<KeptOfReading>().TellAsync);
        services.AddSingleton<ErasePerson>(provider => provider.GetRequiredService<KeptOfReading>().EraseAsync);
        if (options.KeepsReads)
        {
            services.AddSingleton<ReadQueue>();
            services.AddSingleton<ITakesUsage>(provider => provider.GetRequiredService<ReadQueue>());
            services.AddSingleton<WriteReads>();
            services.AddHostedService(provider => provider.GetRequiredService<WriteReads>());
        }

        if (options.MakesLists)
        {
            services.AddSiteJob<ListsJob>();
            services.AddWork<ListsHelper>();
        }
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapReadingLists(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(ListsNotice.Address, ListsNotice.ShowAsync);
        routes.MapDeskPage(RankerDesk.Address, RankerDesk.ShowAsync);
        routes.MapDeskPage(RankerDesk.Address + "/nights.csv", RankerDesk.SendAsync);
        routes.MapOwnReading();
        routes.MapDeskPage(ClicksDesk.Address, ClicksDesk.ShowAsync);
        routes.MapDeskPage(ClicksDesk.Address + "/{file}", ClicksDesk.SendAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/recommendations", ListsDesk.ShowAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/recommendations", ListsDesk.ChooseAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/recommendations/undo", ListsDesk.UndoAsync);
    }
}
