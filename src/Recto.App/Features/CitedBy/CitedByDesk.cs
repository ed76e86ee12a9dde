using Recto.App.Features.CitedBy.Asking;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.CitedBy;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.CitedBy;

/// <summary>What the desk of a journal shows of who cites it.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Obstacles">What keeps the site from asking others.</param>
/// <param name="Feeds">How it stands with each of those who are asked.</param>
/// <param name="Feed">The prefix whose log is shown; null where there is none.</param>
/// <param name="Windows">A page of the log, latest change first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="OnlyFailed">Whether only what failed is shown.</param>
/// <param name="Failed">DOIs of which somebody did not answer.</param>
/// <param name="References">How many references have a DOI.</param>
/// <param name="Notice">What was just done.</param>
public sealed record CitedByDeskView(DeskPerson Person, JournalRow Journal, IReadOnlyList<string> Obstacles, IReadOnlyList<CitationFeedRow> Feeds, string? Feed, IReadOnlyList<CitationWindowRow> Windows, string? Next, bool First, bool OnlyFailed,
    IReadOnlyList<FailedCheckRow> Failed, ReferenceReport References, string? Notice);

/// <summary>The log of what others were asked about citations, what failed, and the button that asks at once.</summary>
internal static class CitedByDesk
{
    /// <summary>Its address.</summary>
    public const string Address = "/desk/journals/{key}/cited-by";

    private const int Size = 50;

    public static async Task ShowAsync(HttpContext context, JournalDoor door, CitationStore citations, DepositStore deposits, HarvestCitations harvest, SiteOptions options, Say say, string key, string? state, string? after, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return;
        }

        Cursor cursor = default;
        if (state is not (null or "" or "failed") || (after is not null && !Cursor.TryParse(after, out cursor)))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var asked = await harvest.ListFeedsAsync(ct);
        var prefixes = await harvest.ListPrefixesAsync(ct);
        var own = (await deposits.FindSettingsAsync(journal.Id, ct)).Settings.Prefix;
        var prefix = prefixes.Select(one => one.Prefix).FirstOrDefault(one => one == own) ?? (prefixes.Count > 0 ? prefixes[0].Prefix : null);
        var feed = prefix is null ? null : HarvestCitations.FeedOf(prefix);
        var page = feed is null ? new Page<CitationWindowRow>([], null) : await citations.ListWindowsAsync(feed, state == "failed", Size, after is null ? null : cursor, ct);
        await PageWriter.WriteAsync<CitedByDeskPage>(context, new CitedByDeskView(context.Person()!, journal, [.. CitationObstacles.Of(options, prefixes.Count).Select(obstacle => Obstacle(say, obstacle))],
            [.. (await citations.ListFeedsAsync(ct)).Where(row => asked.Contains(row.Name, StringComparer.Ordinal) && (row.Name == feed || !row.Name.StartsWith("crossref ", StringComparison.Ordinal)))], feed, page.Items, page.Next?.ToString(), after is null, state == "failed",
            await citations.ListFailedChecksAsync(journal.Id, ct), await citations.ReportAsync(journal.Id, ct), context.Request.Query["done"] == "wanted" ? say["Everything is asked again now, in the background."] : null));
    }

    /// <summary>Asks at once.</summary>
    public static async Task DoAsync(HttpContext context, JournalDoor door, HarvestCitations harvest, CitationsBell bell, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        await harvest.WantAsync(form.Text("do") == "full", ct);
        bell.Ring();
        DeskDoor.Done(context, $"/desk/journals/{journal.Journal.Key}/cited-by?done=wanted");
    }

    private static string Obstacle(Say say, CitationObstacle obstacle) => obstacle switch
    {
        CitationObstacle.Off => say["Nobody outside is asked: the operator has not said what is to be asked (RECTO_CITED_BY). Notes of this site are told all the same."],
        CitationObstacle.NoAddress => say["The site has not been told its own address (RECTO_ADDRESS), and servers want to know who asks."],
        CitationObstacle.NoContact => say["There is no address of whoever runs the site (RECTO_ADMIN_EMAIL), and servers want one that they can write to."],
        _ => say["There is no DOI prefix with a login of Crossref, so its citations cannot be asked for."],
    };
}
