using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>How often the lines of lists are followed, by place and by reason.</summary>
/// <param name="Address">Where the page is: what follows it are its tables as files.</param>
/// <param name="Days">How many days back it goes.</param>
/// <param name="Places">By list and place.</param>
/// <param name="Reasons">By the first reason of a line.</param>
/// <param name="ShuffledPercent">How many of a hundred readers see another order; null for none.</param>
/// <param name="Counts">Whether this process counts what is read.</param>
public sealed record ClicksView(string Address, int Days, IReadOnlyList<PlaceClicks> Places, IReadOnlyList<(ListReasonKind Reason, ClickRate Rate)> Reasons, double? ShuffledPercent, bool Counts)
{
    /// <summary>How far back one may look.</summary>
    public static IReadOnlyList<int> Spans { get; } = [30, 90];

    /// <summary>Whether anything was shown in another order.</summary>
    public bool HasShuffled => Places.Any(place => place.Shuffled.Views > 0);

    /// <summary>Address of a table.</summary>
    public string FileOf(string table) => $"{Address}/{table}.csv?days={Days}";
}

/// <summary>Its page.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Clicks">What was followed.</param>
public sealed record ClicksDeskView(DeskPerson Person, ClicksView Clicks);

/// <summary>Clicks on lists at the desk: a page, and its tables to take away.</summary>
internal static class ClicksDesk
{
    /// <summary>Its address.</summary>
    public const string Address = "/desk/recommendations/clicks";

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, ListClickStore store, SiteOptions options, TimeProvider time, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            await PageWriter.WriteAsync<ClicksDeskPage>(context, new ClicksDeskView(context.Person()!, await ReadAsync(context, store, options, time, ct)));
        }
    }

    /// <summary>What the part of a page shows, for the days that the request asks for.</summary>
    public static async Task<ClicksView> ReadAsync(HttpContext context, ListClickStore store, SiteOptions options, TimeProvider time, CancellationToken ct)
    {
        var days = int.TryParse(context.Request.Query["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && ClicksView.Spans.Contains(asked) ? asked : ClicksView.Spans[0];
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var counts = await store.ListAsync(today.AddDays(-days), today, ct);
        return new(Address, days, ClickThrough.ByPlace(counts), ClickThrough.ByReason(counts), options.ShuffledPercent, options.CountsUsage);
    }

    /// <summary>Sends a table of it: <c>places.csv</c>, <c>reasons.csv</c>.</summary>
    public static async Task SendAsync(HttpContext context, ListClickStore store, SiteOptions options, TimeProvider time, string file, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return;
        }

        var clicks = await ReadAsync(context, store, options, time, ct);
        (string[] Columns, IEnumerable<string[]> Rows)? table = file switch
        {
            "places.csv" => (["list", "place", "views", "clicks", "rate", "rate_low", "rate_high", "shuffled_views", "shuffled_clicks", "shuffled_rate", "shuffled_rate_low", "shuffled_rate_high", "looked_at", "looked_at_low", "looked_at_high", "rate_if_first"],
                clicks.Places.Select(place => (string[])
                [
                    place.List == (int)ListName.AlsoRead ? "also_read" : "recommended", Number(place.Place), .. Fields(place.AsMade), .. Fields(place.Shuffled),
                    Number(place.Examined?.Value), Number(place.Examined?.Low), Number(place.Examined is { High: < double.PositiveInfinity and var high } ? high : null), Number(place.IfFirst),
                ])),
            "reasons.csv" => (["reason", "views", "clicks", "rate", "rate_low", "rate_high"], clicks.Reasons.Select(reason => (string[])[reason.Reason.ToString().ToLowerInvariant(), .. Fields(reason.Rate)])),
            _ => null,
        };
        if (table is not var (columns, rows))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await DeskTable.SendAsync(context, $"clicks_{Path.GetFileNameWithoutExtension(file)}_{clicks.Days}.csv", columns, rows, ct);
    }

    private static string[] Fields(ClickRate rate) => [Number(rate.Views), Number(rate.Clicks), Number(rate.Value), Number(rate.Interval?.Low), Number(rate.Interval?.High)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
