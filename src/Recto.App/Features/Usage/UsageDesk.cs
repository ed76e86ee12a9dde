using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Usage;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Use of the whole site as the desk sees it.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Months">The last twelve months that were counted; none before the first.</param>
/// <param name="Days">The last days, latest first.</param>
/// <param name="Counts">Whether the site counts.</param>
public sealed record UsageDeskView(DeskPerson Person, IReadOnlyList<UsedMonth> Months, IReadOnlyList<UsageDay> Days, bool Counts);

/// <summary>The desk's page of use: months, and the days with what robots asked for and what was lost.</summary>
internal static class UsageDesk
{
    private const int MostMonths = 12;
    private const int MostDays = 31;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, UsageReports reports, UsageStore store, SiteOptions options, TimeProvider time, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return;
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var calendar = await reports.FindCalendarAsync(ct);
        IReadOnlyList<UsedMonth> months = [];
        if (calendar is { First: { } first, Last: { } last })
        {
            var begin = last.Plus(1 - MostMonths) is var early && early > first ? early : first;
            months = UsedMonth.Of(await store.ListMonthsAsync(null, begin, last, ct), begin, last);
        }

        await PageWriter.WriteAsync<UsageDeskPage>(context, new UsageDeskView(context.Person()!, months, await store.ListDaysAsync(today.AddDays(-MostDays), today, ct), options.CountsUsage));
    }
}
