using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>An issue's record.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Issue">The issue as it is kept; null for a new one.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile.</param>
public sealed record IssueRecordView(DeskPerson Person, JournalRow Journal, IssueRow? Issue, FormValues Form, EditConflict? Conflict);

/// <summary>The record of an issue: made, shown, saved, deleted with an empty issue.</summary>
internal static class IssueRecord
{
    public static async Task NewAsync(HttpContext context, JournalDoor door, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditIssues, ct) is { } journal)
        {
            await AnswerAsync(context, journal, null, new FormValues(), null, 200);
        }
    }

    public static async Task MakeAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditIssues, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var issue = IssueRecordForm.Read(form, null, say);
        var made = form.IsRight ? await change.MakeAsync(async (tx, now) =>
        {
            if (await change.Issues.AddAsync(tx, journal.Id, issue, now, ct) is not { } row)
            {
                form.Wrong("key", say["Another issue of the journal has the address “{0}”.", issue.Key]);
                return null;
            }

            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "issue.made", $"issue/{row.Id}", IssueWords.Name(row.Issue), journal.Id, DeskLog.Changes(new FormValues(), form, IssueRecordForm.Names)), now, ct);
            return row;
        }, ct) : null;
        if (made is null)
        {
            await AnswerAsync(context, journal, null, form, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/issues/{made.Issue.Key}?done=issue");
    }

    public static async Task ShowAsync(HttpContext context, IssueDoor door, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is { } place)
        {
            await AnswerAsync(context, place.Journal, place.Issue, IssueRecordForm.Of(place.Issue), null, 200);
        }
    }

    public static async Task SaveAsync(HttpContext context, IssueDoor door, JournalChange change, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is not { } place || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var (journal, kept) = place;
        var read = IssueRecordForm.Read(form, kept.Issue, say);
        var shown = EditConflict.ShownVersion(form);
        var saved = !form.IsRight || shown != kept.EditVersion ? null : await change.MakeAsync(async (tx, now) =>
        {
            if (read.Key != kept.Issue.Key)
            {
                if (await change.Issues.FindAsync(tx, journal.Id, read.Key, ct) is not null)
                {
                    form.Wrong("key", say["Another issue of the journal has the address “{0}”.", read.Key]);
                    return null;
                }

                await change.Moved.MoveAsync(tx, $"/journals/{journal.Journal.Key}/{kept.Issue.Key}", $"/journals/{journal.Journal.Key}/{read.Key}", journal.Id, now, ct);
            }

            if (await change.Issues.EditAsync(tx, kept, read, shown, now, ct) is not { } row)
            {
                return null;
            }

            if (DeskLog.Changes(IssueRecordForm.Of(kept), form, IssueRecordForm.Names) is { } changes)
            {
                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "issue.edited", $"issue/{row.Id}", IssueWords.Name(row.Issue), journal.Id, changes), now, ct);
            }

            return row;
        }, ct);
        if (saved is not null)
        {
            DeskDoor.Done(context, $"/desk/journals/{key}/issues/{saved.Issue.Key}?done=saved");
            return;
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, kept, form, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is { } now)
        {
            var (person, at) = await change.LastAsync($"issue/{kept.Id}", ct);
            var conflict = EditConflict.Of(form, IssueRecordForm.Of(now.Issue), now.Issue.EditVersion, IssueRecordForm.Names.Select(name => (name, IssueRecordForm.Label(say, name))),
                (name, value) => IssueRecordForm.Words(say, name, value), person, at);
            await AnswerAsync(context, journal, now.Issue, form, conflict, StatusCodes.Status409Conflict);
        }
    }

    public static async Task ConfirmDeleteAsync(HttpContext context, IssueDoor door, IssueContentsStore contents, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is not { } place)
        {
            return;
        }

        var count = (await contents.ListAsync(place.Issue.Id, ct)).Count;
        var (name, address) = (IssueWords.Name(place.Issue.Issue), $"/desk/journals/{key}/issues/{issue}");
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete {0}", name],
            count == 0
                ? [say["No article stands in it. Its record is deleted, and its address answers as one that never was; this cannot be undone."]]
                : [say["{0} in it, so it cannot be deleted. Take them out first.", say.Count(count, "{0} article stands|{0} articles stand")]],
            count == 0 ? say["Delete this issue"] : null, address + "/delete", address)
        {
            Place = "/desk/journals",
            Crumbs = [("/desk/journals", say["Journals and issues"]), ($"/desk/journals/{key}/issues", place.Journal.Journal.Title), (address, name)],
        });
    }

    public static async Task DeleteAsync(HttpContext context, IssueDoor door, JournalChange change, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is not { } place)
        {
            return;
        }

        var deleted = await change.MakeAsync(async (tx, now) =>
        {
            if (!await change.Issues.DeleteEmptyAsync(tx, place.Issue.Id, ct))
            {
                return null;
            }

            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "issue.deleted", $"issue/{place.Issue.Id}", IssueWords.Name(place.Issue.Issue), place.Journal.Id,
                DeskLog.Changes(IssueRecordForm.Of(place.Issue), new FormValues(), IssueRecordForm.Names)), now, ct);
            return place.Issue;
        }, ct);
        if (deleted is null)
        {
            await ConfirmDeleteAsync(context, door, change.Contents, say, key, issue, ct);
            return;
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/issues?done=deleted");
    }

    private static Task AnswerAsync(HttpContext context, JournalRow journal, IssueRow? issue, FormValues form, EditConflict? conflict, int status) =>
        PageWriter.WriteAsync<IssueRecordPage>(context, new IssueRecordView(context.Person()!, journal, issue, form, conflict), status: status);
}
