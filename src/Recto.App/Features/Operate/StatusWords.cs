using Recto.App.Shell.Language;

namespace Recto.App.Features.Operate;

/// <summary>What queues, jobs and services are called on the page of the site's state. One that has no words here is called by its name.</summary>
internal static class StatusWords
{
    /// <summary>A queue.</summary>
    public static string Queue(string name, Say say) => name switch
    {
        "uploads" => say["Uploads"],
        "deposits" => say["Deposits"],
        "deposits-given-up" => say["Deposits that failed"],
        "citations" => say["Questions about citations"],
        "order-mails" => say["Mails of the shop"],
        "payment-news" => say["News of payment houses"],
        "reminders" => say["Reminders"],
        "usage-days" => say["Days to count"],
        "files" => say["Files of articles"],
        "mails" => say["Other mails"],
        "usage" => say["Readings to write"],
        _ => name,
    };

    /// <summary>A job.</summary>
    public static string Job(string name, Say say) => name switch
    {
        "shop" => say["Shop"],
        "deposits" => say["Deposits"],
        "files" => say["Files of articles"],
        "publish" => say["Publishing on time"],
        "openings" => say["Articles that open"],
        "reference-index" => say["Index of references"],
        "search" => say["Index of search"],
        "usage" => say["Days to count"],
        "reminders" => say["Reminders"],
        "citations" => say["Questions about citations"],
        "lists" => say["Lists to read next"],
        "works" => say["Works cited"],
        "archives" => say["Archives"],
        "sweep" => say["Sweeping of old files"],
        _ => name,
    };

    /// <summary>A service.</summary>
    public static string Service(string name, Say say) => name switch
    {
        "crossref-deposits" => say["Crossref, deposits"],
        "crossref-citations" => say["Crossref, citations"],
        "other-citations" => say["Other sources of citations"],
        "payment-house" => say["Payment house"],
        "order-mails" => say["Mails of the shop"],
        "mail-server" => say["Mail server"],
        _ => name,
    };
}
