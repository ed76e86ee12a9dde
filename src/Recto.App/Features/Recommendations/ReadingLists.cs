using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>What people also read, and what is recommended: the lists beside articles, the page that explains them, and their desk.</summary>
internal static class ReadingLists
{
    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Whether this process makes lists.</param>
    public static void AddReadingLists(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<RecommendationStore>();
        services.AddSingleton<ListsBell>();
        services.AddSingleton<MakeLists>();
        if (options.MakesLists)
        {
            services.AddHostedService<ListsJob>();
        }
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapReadingLists(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(ListsNotice.Address, ListsNotice.ShowAsync);
        routes.MapDeskPage(ClicksDesk.Address, ClicksDesk.ShowAsync);
        routes.MapDeskPage(ClicksDesk.Address + "/{file}", ClicksDesk.SendAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/recommendations", ListsDesk.ShowAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/recommendations", ListsDesk.ChooseAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/recommendations/undo", ListsDesk.UndoAsync);
    }
}
