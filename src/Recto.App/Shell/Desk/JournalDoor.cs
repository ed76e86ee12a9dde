using Recto.Journals.Desk;
using Recto.Storage.Addresses;
using Recto.Storage.Issues;

namespace Recto.App.Shell.Desk;

/// <summary>
/// Finds the journal of an address at the desk, for whoever may work on it. Where it has another address by now, a page leads on, and a form is taken all the same: what somebody typed while a
/// colleague changed the address is not lost.
/// </summary>
internal sealed class JournalDoor(JournalStore journals, MovedAddressStore moved)
{
    /// <summary>The journal; null where the answer is written already: there is no such journal, it is not theirs, or the page is elsewhere.</summary>
    public async Task<JournalRow?> EnterAsync(HttpContext context, string key, DeskAct act, CancellationToken ct)
    {
        if (await journals.FindAsync(key, ct) is { } journal)
        {
            return await DeskDoor.MayAsync(context, act, journal.Id) ? journal : null;
        }

        var parts = (await moved.FindAsync($"/journals/{key}", "", ct))?.Split('/');
        if (parts is not ["", "journals", var now] || await journals.FindAsync(now, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, act, found.Id) && !LeadsOn(context, $"/desk/journals/{key}", $"/desk/journals/{now}") ? found : null;
    }

    /// <summary>Leads a page on to where it is now; a form goes no further than here.</summary>
    internal static bool LeadsOn(HttpContext context, string from, string to)
    {
        var path = context.Request.Path.Value!;
        if (HttpMethods.IsPost(context.Request.Method) || !path.StartsWith(from, StringComparison.Ordinal))
        {
            return false;
        }

        context.Response.Redirect(new PathString(to + path[from.Length..]).ToUriComponent() + context.Request.QueryString);
        return true;
    }
}

/// <summary>The same for an issue.</summary>
internal sealed class IssueDoor(JournalDoor journals, IssueStore issues, MovedAddressStore moved)
{
    /// <summary>Journal and issue; null where the answer is written already.</summary>
    public async Task<(JournalRow Journal, IssueRow Issue)?> EnterAsync(HttpContext context, string key, string issue, DeskAct act, CancellationToken ct)
    {
        if (await journals.EnterAsync(context, key, act, ct) is not { } journal)
        {
            return null;
        }

        var present = journal.Journal.Key;
        if (await issues.FindAsync(present, issue, ct) is { } found)
        {
            return (journal, found);
        }

        var parts = (await moved.FindAsync($"/journals/{key}/{issue}", "", ct))?.Split('/');
        if (parts is not ["", "journals", _, var now] || parts[2] != present || await issues.FindAsync(present, now, ct) is not { } elsewhere)
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return JournalDoor.LeadsOn(context, $"/desk/journals/{present}/issues/{issue}", $"/desk/journals/{present}/issues/{now}") ? null : (journal, elsewhere);
    }
}
