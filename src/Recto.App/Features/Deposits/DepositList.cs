using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Deposits;

/// <summary>The deposits of a journal.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Settings">What it says of its deposits.</param>
/// <param name="Obstacles">What keeps it from depositing, each as a sentence and an address where it is mended (null where that is not at the desk).</param>
/// <param name="Tally">How many DOIs are in each state.</param>
/// <param name="Open">Batches that are not answered yet.</param>
/// <param name="State">The state that is shown; null for all.</param>
/// <param name="Rows">A page of DOIs, latest change first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Sends">Whether this site sends by itself.</param>
/// <param name="Notice">What was just done.</param>
public sealed record DepositListView(DeskPerson Person, JournalRow Journal, DepositSettingsRow Settings, IReadOnlyList<(string Sentence, string? Address)> Obstacles, DepositTally Tally, (int Open, DateTimeOffset? Next) Open,
    DepositState? State, IReadOnlyList<DepositRow> Rows, string? Next, bool First, bool Sends, string? Notice);

/// <summary>The list of deposits, and what is done for all of them.</summary>
internal static class DepositList
{
    private const int Size = 50;

    public static async Task ShowAsync(HttpContext context, JournalDoor door, DepositStore deposits, CrossrefCredentials credentials, SiteOptions options, Say say, string key, string? state, string? after, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return;
        }

        Cursor cursor = default;
        DepositState only = default;
        if ((after is not null && !Cursor.TryParse(after, out cursor)) || (state is { Length: > 0 } && DepositWords.TryReadState(state, out only) is false))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        DepositState? filter = string.IsNullOrEmpty(state) ? null : only;
        var settings = await deposits.FindSettingsAsync(journal.Id, ct);
        var page = await deposits.ListAsync(journal.Id, filter, Size, after is null ? null : cursor, ct);
        await PageWriter.WriteAsync<DepositListPage>(context, new DepositListView(context.Person()!, journal, settings,
            settings.Settings.IsOn ? [.. DepositObstacles.Of(journal.Journal, settings, credentials, options).Select(obstacle => DepositWords.Obstacle(say, obstacle, journal.Journal.Key))] : [],
            await deposits.TallyAsync(journal.Id, settings.Settings.Prefix, ct), await deposits.CountOpenAsync(journal.Id, ct), filter, page.Items, page.Next?.ToString(), after is null, options.SendsDeposits, DepositWords.Notice(say, context)));
    }

    /// <summary>Looks at once, or gives DOIs to what has none.</summary>
    public static async Task DoAsync(HttpContext context, JournalDoor door, DepositStore deposits, SendDeposits send, GiveDois give, DepositsBell bell, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var settings = (await deposits.FindSettingsAsync(journal.Id, ct)).Settings;
        var done = "looked";
        if (form.Text("do") == "give")
        {
            var gift = await give.GiveAsync(journal, settings, context.Person()!, ct);
            done = gift.HasMore ? "more" : gift.Lacking.Count > 0 ? "some" : gift.Given > 0 ? "given" : "none";
        }

        if (settings.IsOn)
        {
            await send.EnqueueAsync(journal.Id, settings, ct);
            bell.Ring();
        }

        DeskDoor.Done(context, $"/desk/journals/{journal.Journal.Key}/deposits?done={done}");
    }
}
