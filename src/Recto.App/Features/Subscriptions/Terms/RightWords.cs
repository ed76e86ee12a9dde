using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Terms;

/// <summary>Rights in words.</summary>
internal static class RightWords
{
    /// <summary>What it is for: a title, an issue, a list, everything.</summary>
    public static string What(RightRow row, Say say) => row.Target switch
    {
        { ArticleTitle: { } article } => article,
        { IssueKey: { } key } issue => $"{issue.JournalTitle}, {IssueNames.InList(issue.IssueVolume, issue.IssueNumber, issue.IssueTitle, null, key)}",
        { ListName: { } list } => say["List “{0}”", list],
        { JournalTitle: { } journal } => journal,
        _ => say["Everything on this site"],
    };

    /// <summary>Where readers find it; null for a list of titles.</summary>
    public static string? AddressOf(RightRow row) => row.Target switch
    {
        { ArticleSlug: { } slug } => "/articles/" + Uri.EscapeDataString(slug),
        { IssueKey: { } issue } target => $"/journals/{target.JournalKey}/{issue}",
        { ListKey: not null } => null,
        { JournalKey: { } journal } => "/journals/" + journal,
        _ => "/",
    };

    /// <summary>Whose it is.</summary>
    public static string Holder(RightRow row, Say say) => row.Institution?.Name ?? row.Account?.Name ?? row.Right.Details.ContactEmail ?? row.Right.Holder.EmailKey?.ToLowerInvariant()
        ?? say["Reading link: {0}", row.Right.Details.Reference ?? row.Right.Id.ToString("N")[..8]];

    /// <summary>From what it comes.</summary>
    public static string Kind(RightRow row, Say say) => row.Right switch
    {
        { Holder.TokenHash: not null } => say["Reading link"],
        { Kind: RightKind.Subscription } => say["Subscription"],
        { Kind: RightKind.Trial } => say["Trial"],
        { Kind: RightKind.Purchase } => say["Purchase"],
        _ => say["Given"],
    };

    /// <summary>From when to when, in whole days where it is one of whole days.</summary>
    public static string Period(RightRow row, Say say)
    {
        var (from, until) = (row.Right.StartsAt, row.Right.EndsAt);
        var isWhole = IsMidnight(from) && (until is null || IsMidnight(until.Value));
        return until is not { } end ? say["from {0}, without end", Dates.ShortDay(from)]
            : isWhole ? say["{0} – {1}", Dates.ShortDay(from), Dates.ShortDay(end.AddTicks(-1))]
            : say["{0} – {1}", Dates.Moment(from), Dates.Moment(end)];
    }

    /// <summary>Its end as a holder needs it: the last day, or the very minute.</summary>
    public static string? End(DateTimeOffset? until, Say say) => until is not { } end ? null
        : IsMidnight(end) ? say["the end of {0} (UTC)", Dates.Day(end.AddTicks(-1))] : Dates.Moment(end);

    /// <summary>How it stands.</summary>
    public static string State(RightRow row, DateTimeOffset now, Say say) => row.StateAt(now) switch
    {
        RightState.Revoked => say["taken back {0}", Dates.ShortDay(row.RevokedAt!.Value)],
        RightState.NotBegun => say["begins {0}", Dates.ShortDay(row.Right.StartsAt)],
        RightState.InGrace => say["in grace until {0}", Dates.ShortDay((row.Right.EndsAt!.Value + row.Grace).AddTicks(-1))],
        RightState.Ended => row.Right.Perpetual is null ? say["ended"] : say["ended; some years stay"],
        _ => row.RenewedById is not null ? say["running, renewed"] : say["running"],
    };

    /// <summary>What else is agreed on, a phrase each.</summary>
    public static IReadOnlyList<string> More(RightRow row, Say say)
    {
        var more = new List<string>();
        if (row.Right.Years is { } years)
        {
            more.Add(say["content of {0}", Years(years, say)]);
        }

        if (row.Right.Perpetual is { } kept)
        {
            more.Add(say["{0} stays open after the end", Years(kept, say)]);
        }

        if (row.Right.GraceDays > 0)
        {
            more.Add(say.Count(row.Right.GraceDays, "{0} day of grace|{0} days of grace"));
        }

        if (!row.Right.Uses.HasFlag(RightUses.Download))
        {
            more.Add(say["no downloads"]);
        }

        if (!row.Right.Uses.HasFlag(RightUses.Print))
        {
            more.Add(say["no printing"]);
        }

        return more;
    }

    /// <summary>2020–2024; from 2020; up to 2024; all years.</summary>
    public static string Years(YearRange years, Say say) => (years.First, years.Last) switch
    {
        (null, null) => say["all years"],
        ({ } first, null) => say["years from {0}", Year(first)],
        (null, { } last) => say["years up to {0}", Year(last)],
        ({ } first, { } last) => first == last ? Year(first) : $"{Year(first)}–{Year(last)}",
    };

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static bool IsMidnight(DateTimeOffset at) => at.UtcDateTime.TimeOfDay == TimeSpan.Zero;
}
