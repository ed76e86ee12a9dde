using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.AccessDesk;

/// <summary>What a journal says of who may read it.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Sections">Its sections.</param>
/// <param name="Access">What is kept.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Now">Now, for examples.</param>
/// <param name="Notice">What was just done.</param>
public sealed record PolicyView(DeskPerson Person, JournalRow Journal, IReadOnlyList<SectionRow> Sections, JournalAccess Access, FormValues Form, EditConflict? Conflict, DateTimeOffset Now, string? Notice);

/// <summary>Who may read a journal: shown, saved.</summary>
internal static class PolicyDesk
{
    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, JournalDoor door, AccessPolicyStore policies, SectionStore sections, TimeProvider time, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal && await policies.FindAsync(journal.Id, ct) is { } access)
        {
            var notice = context.Request.Query["done"] == "saved" ? say["Saved. Readers find it so from now on."] : null;
            await PageWriter.WriteAsync<PolicyPage>(context, new PolicyView(context.Person()!, journal, await sections.ListAsync(journal.Id, ct), access, PolicyForm.Of(access), null, time.GetUtcNow(), notice));
        }
    }

    /// <summary>Saves it.</summary>
    public static async Task SaveAsync(HttpContext context, JournalDoor door, AccessPolicyStore policies, SectionStore sections, Database database, AuditStore audit, PublishedPages published, TimeProvider time, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form || await policies.FindAsync(journal.Id, ct) is not { } before)
        {
            return;
        }

        var known = await sections.ListAsync(journal.Id, ct);
        var read = PolicyForm.Read(form, known, say);
        if (!form.IsRight)
        {
            await AnswerAsync(before, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var names = PolicyForm.Names(known, PolicyForm.MostWindows).ToList();
        bool saved;
        await using (var tx = await database.BeginAsync(ct))
        {
            var now = time.GetUtcNow();
            saved = await policies.SaveAsync(tx, journal.Id, read, now, ct);
            if (saved)
            {
                if (DeskLog.Changes(PolicyForm.Of(before), PolicyForm.Of(read), names) is { } changes)
                {
                    await audit.AppendAsync(tx, DeskLog.Entry(context, "journal.access", $"journal/{journal.Id}", journal.Journal.Title, journal.Id, changes), now, ct);
                }

                await tx.CommitAsync(ct);
            }
        }

        if (saved)
        {
            await published.RenewAsync(ct);
            DeskDoor.Done(context, $"/desk/journals/{journal.Journal.Key}/access?done=saved");
            return;
        }

        if (await policies.FindAsync(journal.Id, ct) is not { } theirs)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var (person, at) = await DeskLog.LastAsync(audit, $"journal/{journal.Id}", ct);
        await AnswerAsync(theirs, EditConflict.Of(form, PolicyForm.Of(theirs), theirs.EditVersion, names.Select(name => (name, PolicyForm.Label(say, name, known))),
            (name, value) => PolicyForm.Words(say, name, value), person, at), StatusCodes.Status409Conflict);

        Task AnswerAsync(JournalAccess access, EditConflict? conflict, int status) =>
            PageWriter.WriteAsync<PolicyPage>(context, new PolicyView(context.Person()!, journal, known, access, form, conflict, time.GetUtcNow(), null), status: status);
    }
}
