using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.Storage.Access;

namespace Recto.App.Features.AccessDesk;

/// <summary>Who may read a journal: said at the desk, looked at for a day, and turned by the clock.</summary>
internal static class AccessDeskFeature
{
    private const string Address = "/desk/journals/{key}/access";

    /// <summary>Adds what it needs.</summary>
    public static void AddAccessDesk(this IServiceCollection services)
    {
        services.AddSingleton<AccessPolicyStore>();
        services.AddSiteJob<KeepOpenings>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapAccessDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, PolicyDesk.ShowAsync);
        routes.MapDeskForm(Address, PolicyDesk.SaveAsync);
        routes.MapDeskPage(Address + "/day", DayDesk.ShowAsync);
    }
}
