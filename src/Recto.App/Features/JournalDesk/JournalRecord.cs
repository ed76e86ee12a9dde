using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>A journal's record.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal as it is kept.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Notice">What was just done.</param>
public sealed record JournalRecordView(DeskPerson Person, JournalRow Journal, FormValues Form, EditConflict? Conflict, string? Notice);

/// <summary>The record of a journal: shown, saved, deleted with an empty journal.</summary>
internal static class JournalRecord
{
    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, JournalDoor door, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            await PageWriter.WriteAsync<JournalRecordPage>(context, new JournalRecordView(context.Person()!, journal, JournalRecordForm.Of(journal), null, Notices.Of(say, context)));
        }
    }

    /// <summary>Saves it.</summary>
    public static async Task SaveAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var read = JournalRecordForm.Read(form, journal.Journal, say);
        var shown = EditConflict.ShownVersion(form);
        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, form, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var before = JournalRecordForm.Of(journal);
        var saved = shown != journal.EditVersion ? null : await change.MakeAsync(async (tx, now) =>
        {
            if (read.Key != journal.Journal.Key)
            {
                await MoveAsync(tx, now);
                if (!form.IsRight)
                {
                    return null;
                }
            }

            if (await change.Journals.EditAsync(tx, journal.Id, read, shown, now, ct) is not { } row)
            {
                return null;
            }

            if (DeskLog.Changes(before, form, JournalRecordForm.Names) is { } changes)
            {
                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "journal.edited", $"journal/{row.Id}", row.Journal.Title, row.Id, changes), now, ct);
            }

            return row;
        }, ct);
        if (saved is not null)
        {
            DeskDoor.Done(context, $"/desk/journals/{saved.Journal.Key}?done=saved");
            return;
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, form, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var now = await change.Journals.FindAsync(journal.Id, ct);
        if (now is null)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var (person, at) = await change.LastAsync($"journal/{journal.Id}", ct);
        var conflict = EditConflict.Of(form, JournalRecordForm.Of(now), now.EditVersion, JournalRecordForm.Names.Select(name => (name, JournalRecordForm.Label(say, name))),
            (name, value) => JournalRecordForm.Words(say, name, value), person, at);
        await AnswerAsync(context, now, form, conflict, StatusCodes.Status409Conflict);

        async Task MoveAsync(Storage.Sql.WriteTransaction tx, DateTimeOffset at)
        {
            if (await change.Journals.FindAsync(tx, read.Key, ct) is not null)
            {
                form.Wrong("key", say["Another journal has the address “{0}”. Choose another.", read.Key]);
            }
            else if (await change.Moved.FindOwnerAsync(tx, $"/journals/{read.Key}", ct) is { } owner && owner.JournalId != journal.Id)
            {
                form.Wrong("key", say["“{0}” was the address of another journal, and old links to it lead to {1}. Choose another address.", read.Key, owner.Target]);
            }
            else
            {
                await change.Moved.MoveAsync(tx, $"/journals/{journal.Journal.Key}", $"/journals/{read.Key}", journal.Id, at, ct);
            }
        }
    }

    /// <summary>Asks before an empty journal is deleted.</summary>
    public static async Task ConfirmDeleteAsync(HttpContext context, JournalDoor door, IssueStore issues, JournalStore journals, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.MakeJournal, ct) is not { } journal)
        {
            return;
        }

        var row = (await journals.ListForDeskAsync(new HashSet<Guid> { journal.Id }, null, 1, null, ct)).Items[0];
        var isEmpty = row.ArticleCount + row.DraftCount + row.IssueCount == 0;
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete {0}", journal.Journal.Title],
            isEmpty
                ? [say["The journal has neither issues nor articles. Its record, its pages and its sections are deleted with it; this cannot be undone."]]
                : [say["The journal has {0} and {1}, so it cannot be deleted. Move or delete these first.", say.Count(row.IssueCount, "{0} issue|{0} issues"), say.Count(row.ArticleCount + row.DraftCount, "{0} article|{0} articles")]],
            isEmpty ? say["Delete this journal"] : null, $"/desk/journals/{key}/delete", $"/desk/journals/{key}")
        {
            Place = "/desk/journals",
            Crumbs = [("/desk/journals", say["Journals and issues"]), ($"/desk/journals/{key}", journal.Journal.Title)],
        });
    }

    /// <summary>Deletes an empty journal.</summary>
    public static async Task DeleteAsync(HttpContext context, JournalDoor door, JournalChange change, IssueStore issues, JournalStore journals, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.MakeJournal, ct) is not { } journal)
        {
            return;
        }

        var deleted = await change.MakeAsync(async (tx, now) =>
        {
            if (!await change.Journals.DeleteEmptyAsync(tx, journal.Id, ct))
            {
                return null;
            }

            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "journal.deleted", $"journal/{journal.Id}", journal.Journal.Title, journal.Id, DeskLog.Changes(JournalRecordForm.Of(journal), new FormValues(), JournalRecordForm.Names)), now, ct);
            return journal;
        }, ct);
        if (deleted is null)
        {
            await ConfirmDeleteAsync(context, door, issues, journals, say, key, ct); // Something came into it meanwhile: the page says what.
            return;
        }

        DeskDoor.Done(context, "/desk/journals?done=deleted");
    }

    private static Task AnswerAsync(HttpContext context, JournalRow journal, FormValues form, EditConflict? conflict, int status) =>
        PageWriter.WriteAsync<JournalRecordPage>(context, new JournalRecordView(context.Person()!, journal, form, conflict, null), status: status);
}
