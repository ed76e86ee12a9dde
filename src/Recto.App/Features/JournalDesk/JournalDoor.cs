using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>Finds the journal of an address at the desk, for whoever may work on it.</summary>
internal sealed class JournalDoor(JournalStore journals)
{
    /// <summary>The journal; null where the answer is written already: there is no such journal, or it is not theirs.</summary>
    public async Task<JournalRow?> EnterAsync(HttpContext context, string key, DeskAct act, CancellationToken ct)
    {
        if (await journals.FindAsync(key, ct) is not { } journal)
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, act, journal.Id) ? journal : null;
    }
}

/// <summary>The same for an issue.</summary>
internal sealed class IssueDoor(JournalDoor journals, IssueStore issues)
{
    /// <summary>Journal and issue; null where the answer is written already.</summary>
    public async Task<(JournalRow Journal, IssueRow Issue)?> EnterAsync(HttpContext context, string key, string issue, DeskAct act, CancellationToken ct)
    {
        if (await journals.EnterAsync(context, key, act, ct) is not { } journal)
        {
            return null;
        }

        if (await issues.FindAsync(key, issue, ct) is { } found)
        {
            return (journal, found);
        }

        await NotFound.WriteAsync(context);
        return null;
    }
}
