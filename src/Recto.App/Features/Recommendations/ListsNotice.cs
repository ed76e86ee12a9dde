using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>What readers are told of the lists of what to read next.</summary>
/// <param name="Sessions">From how many sessions on articles are said to be read together.</param>
/// <param name="HasNoise">Whether noise is added before that.</param>
/// <param name="EventDays">How many days single events of usage are kept once they are counted.</param>
/// <param name="Counts">Whether the site counts what is read.</param>
/// <param name="ShuffledPercent">How many of a hundred readers are shown lists in another order; null for none.</param>
public sealed record ListsNoticeView(int Sessions, bool HasNoise, int EventDays, bool Counts, double? ShuffledPercent)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = Say.Here["What to read next"], Address = ListsNotice.Address, Description = Say.Here["How the lists beside articles are found, what is learned of readers, and what is forgotten."] };
}

/// <summary>The page that says so.</summary>
internal static class ListsNotice
{
    /// <summary>Its address.</summary>
    public const string Address = "/recommendations";

    /// <summary>Shows it.</summary>
    public static Task ShowAsync(HttpContext context, SiteOptions options) => PageWriter.WriteAsync<ListsNoticePage>(context,
        new ListsNoticeView(Math.Max(options.Recommendations.Threshold.Sessions, CoReadThreshold.Lowest), options.Recommendations.Threshold.Epsilon is not null, options.Usage.EventDays, options.CountsUsage, options.ShuffledPercent));
}
