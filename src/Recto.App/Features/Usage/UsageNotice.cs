using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Usage;

/// <summary>What readers are told of what is counted.</summary>
/// <param name="EventDays">How many days single events are kept once they are counted.</param>
/// <param name="Counts">Whether the site counts at all.</param>
public sealed record UsageNoticeView(int EventDays, bool Counts)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = Say.Here["What this site counts"], Address = UsageNotice.Address, Description = Say.Here["How often articles are read is counted as libraries ask for it (COUNTER). Nobody is followed."] };
}

/// <summary>The page that says so.</summary>
internal static class UsageNotice
{
    /// <summary>Its address.</summary>
    public const string Address = "/usage";

    /// <summary>Shows it.</summary>
    public static Task ShowAsync(HttpContext context, SiteOptions options) => PageWriter.WriteAsync<UsageNoticePage>(context, new UsageNoticeView(options.Usage.EventDays, options.CountsUsage));
}
