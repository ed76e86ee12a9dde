using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Usage;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Use of the whole site as the desk sees it.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Use">What was used.</param>
/// <param name="Days">The last days, latest first.</param>
/// <param name="Counts">Whether the site counts.</param>
public sealed record UsageDeskView(DeskPerson Person, ScopeUse Use, IReadOnlyList<UsageDay> Days, bool Counts);

/// <summary>The desk's page of use: months, and the days with what robots asked for and what was lost.</summary>
internal static class UsageDesk
{
    /// <summary>Its address.</summary>
    public const string Address = "/desk/usage";

    private const int MostJournals = 200;
    private const int MostDays = 31;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, ScopeDesk desk, UsageStore store, SiteOptions options, TimeProvider time, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return;
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await PageWriter.WriteAsync<UsageDeskPage>(context, new UsageDeskView(context.Person()!, await desk.ReadAsync(context, UsageScope.Site, Address, MostJournals, ct), await store.ListDaysAsync(today.AddDays(-MostDays), today, ct), options.CountsUsage));
    }

    /// <summary>Sends a table of it.</summary>
    public static async Task SendAsync(HttpContext context, ScopeDesk desk, string file, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            await desk.SendAsync(context, UsageScope.Site, "usage", file, ct);
        }
    }
}
