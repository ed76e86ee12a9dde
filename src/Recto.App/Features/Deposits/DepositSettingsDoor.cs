using System.Text.Json.Nodes;
using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Audit;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Deposits;

/// <summary>The settings of a journal's deposits.</summary>
/// <param name="Person">Who works on them.</param>
/// <param name="Journal">The journal.</param>
/// <param name="HasOwnLogin">Whether the journal has a login of its own.</param>
/// <param name="HasOperators">Whether the operator has set one for all.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Notice">What was just done.</param>
public sealed record DepositSettingsView(DeskPerson Person, JournalRow Journal, bool HasOwnLogin, bool HasOperators, FormValues Form, EditConflict? Conflict, string? Notice);

/// <summary>The settings: shown and saved.</summary>
internal static class DepositSettingsDoor
{
    public static async Task ShowAsync(HttpContext context, JournalDoor door, DepositStore deposits, CrossrefCredentials credentials, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            var row = await deposits.FindSettingsAsync(journal.Id, ct);
            await AnswerAsync(context, journal, row, credentials, DepositSettingsForm.Of(journal, row), null, DepositWords.Notice(say, context), StatusCodes.Status200OK);
        }
    }

    public static async Task SaveAsync(HttpContext context, JournalDoor door, DepositStore deposits, CrossrefCredentials credentials, SendDeposits send, DepositsBell bell, Database database, AuditStore audit, TimeProvider time, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var row = await deposits.FindSettingsAsync(journal.Id, ct);
        var settings = DepositSettingsForm.Read(form, say);
        var login = DepositSettingsForm.LoginOf(form, say);
        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, row, credentials, form, null, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var shown = EditConflict.ShownVersion(form);
        var kept = login is not null ? credentials.Protect(login) : form.Has(DepositSettingsForm.Forget) ? null : row.Credentials;
        var saved = shown == row.EditVersion;
        if (saved)
        {
            await using var tx = await database.BeginAsync(ct);
            saved = await deposits.SaveSettingsAsync(tx, journal.Id, settings, kept, shown, time.GetUtcNow(), ct);
            if (saved)
            {
                var before = row.EditVersion == 0 ? new FormValues() : DepositSettingsForm.Of(journal, row);
                var changes = DeskLog.Changes(before, form, DepositSettingsForm.Names) ?? [];
                if (login is not null || kept != row.Credentials)
                {
                    changes["login"] = login is not null ? "changed" : "removed"; // Never what it is.
                }

                await audit.AppendAsync(tx, DeskLog.Entry(context, "journal.deposits", $"journal/{journal.Id}", journal.Journal.Title, journal.Id, changes), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        if (!saved)
        {
            var now = await deposits.FindSettingsAsync(journal.Id, ct);
            var (person, at) = await DeskLog.LastAsync(audit, $"journal/{journal.Id}", ct);
            var conflict = EditConflict.Of(form, DepositSettingsForm.Of(journal, now), now.EditVersion, DepositSettingsForm.Names.Select(name => (name, DepositSettingsForm.Label(say, name))), (name, value) => DepositSettingsForm.Words(say, name, value), person, at);
            await AnswerAsync(context, journal, now, credentials, form, conflict, null, StatusCodes.Status409Conflict);
            return;
        }

        if (settings.IsOn)
        {
            await send.EnqueueAsync(journal.Id, settings, ct);
            bell.Ring();
        }

        DeskDoor.Done(context, $"/desk/journals/{journal.Journal.Key}/deposits/settings?done=saved");
    }

    private static async Task AnswerAsync(HttpContext context, JournalRow journal, DepositSettingsRow row, CrossrefCredentials credentials, FormValues form, EditConflict? conflict, string? notice, int status) =>
        await PageWriter.WriteAsync<DepositSettingsPage>(context, new DepositSettingsView(context.Person()!, journal, row.Credentials is not null, credentials.HasOperators, form, conflict, notice), status: status);
}
