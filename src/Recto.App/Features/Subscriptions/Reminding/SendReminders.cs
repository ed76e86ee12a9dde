using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Reminding;

/// <summary>
/// Sends whatever reminders are due. Each is written down before its mail goes out, and whoever has written it down sends it: so none goes out twice, from however many processes. What a server did not
/// take is tried again; a mail that was on its way when the program stopped is not sent again, and the desk is told so.
/// </summary>
internal sealed class SendReminders(Database database, RightStore rights, ReminderStore reminders, InstitutionPeopleStore people, AccountStore accounts, ReminderMails mails, Mailer mailer, TimeProvider time)
{
    private const int Look = 100;
    private const int MostTries = 6;

    /// <summary>Sends them.</summary>
    /// <returns>How many mails went out.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (sent, now) = (0, time.GetUtcNow());
        Cursor? after = null;
        do
        {
            var page = await reminders.ListEndingAsync(now, Look, after, ct);
            foreach (var ending in page.Items)
            {
                sent += await LookAtAsync(ending, now, ct);
            }

            after = page.Next;
        }
        while (after is not null);

        return sent + await RetryAsync(now, ct);
    }

    private async Task<int> LookAtAsync(EndingRight ending, DateTimeOffset now, CancellationToken ct)
    {
        if (await rights.FindAsync(ending.Id, ct) is not { RevokedAt: null, RenewedById: null } row || row.Right.Details.IsSilent || row.Right.EndsAt != ending.EndsAt
            || RenewalRule.Due(row.Right.EndsAt, row.Grace, row.EndKnownSince, ending.Last, now) is not { } due)
        {
            return 0;
        }

        var sent = 0;
        var to = await RecipientsAsync(row, ct);
        List<(ReminderKey Key, Reminded? To)> all = to.Count == 0 ? [(new ReminderKey(ending.Id, ending.EndsAt, due, ""), null)] : [.. to.Select(one => (new ReminderKey(ending.Id, ending.EndsAt, due, Addresses.KeyOf(one.Email)), (Reminded?)one))];
        List<(ReminderKey Key, Reminded To)> mine = [];
        await using (var tx = await database.BeginAsync(ct))
        {
            foreach (var (key, one) in all)
            {
                if (await reminders.ClaimAsync(tx, key, now, ct) && one is not null)
                {
                    mine.Add((key, one));
                }
            }

            await tx.CommitAsync(ct);
        }

        foreach (var (key, one) in mine)
        {
            sent += await SendAsync(key, row, one, 1, ct) ? 1 : 0;
        }

        return sent;
    }

    private async Task<int> RetryAsync(DateTimeOffset now, CancellationToken ct)
    {
        var sent = 0;
        for (var i = 0; i < Look; i++)
        {
            (ReminderKey Key, int Tries)? taken;
            await using (var tx = await database.BeginAsync(ct))
            {
                taken = await reminders.RetryAsync(tx, now, ct);
                await tx.CommitAsync(ct);
            }

            if (taken is not var (key, tries))
            {
                break;
            }

            var row = await rights.FindAsync(key.RightId, ct);
            var to = row is { RevokedAt: null, RenewedById: null } && row.Right.EndsAt == key.EndsAt ? (await RecipientsAsync(row, ct)).FirstOrDefault(one => Addresses.KeyOf(one.Email) == key.EmailKey) : null;
            if (to is null)
            {
                await SettleAsync(key, Say.Key("The right was renewed, changed or taken back meanwhile."), null, ct);
            }
            else
            {
                sent += await SendAsync(key, row!, to, tries, ct) ? 1 : 0;
            }
        }

        return sent;
    }

    private async Task<bool> SendAsync(ReminderKey key, RightRow row, Reminded to, int tries, CancellationToken ct)
    {
        var outcome = await mailer.TryAsync(mails.Of(key.Reminder, row, to), ct);
        await SettleAsync(key, outcome.Trouble, outcome is { Trouble: not null, IsFinal: false } && tries < MostTries ? time.GetUtcNow() + JobWaits.AfterTry(tries) : null, ct);
        return outcome.Trouble is null;
    }

    private async Task SettleAsync(ReminderKey key, string? problem, DateTimeOffset? again, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await reminders.SettleAsync(tx, key, problem, again, ct);
        await tx.CommitAsync(ct);
    }

    // The holder's account or address, an institution's librarians, and whom the desk has named; each address once.
    private async Task<IReadOnlyList<Reminded>> RecipientsAsync(RightRow row, CancellationToken ct)
    {
        const string OwnPage = "/account/rights";
        var (holder, details) = (row.Right.Holder, row.Right.Details);
        var to = new List<Reminded>();
        if (row.Institution is { } institution)
        {
            to.AddRange((await people.ListAsync(holder.InstitutionId!.Value, ct)).Select(person => new Reminded(person.Email, person.Name, person.Language ?? details.Language, "/library/" + institution.Key)));
        }

        var account = holder.AccountId is { } id ? await accounts.FindAsync(id, ct) : holder.EmailKey is { } key ? await accounts.FindByEmailAsync(key, ct) : null;
        if (account is { IsActive: true })
        {
            to.Add(new Reminded(account.Email, account.Name, account.Language ?? details.Language, OwnPage));
        }

        if (details.ContactEmail is { } email)
        {
            to.Add(new Reminded(email, details.ContactName, details.Language, holder.InstitutionId is null ? OwnPage : null));
        }

        return [.. to.DistinctBy(one => Addresses.KeyOf(one.Email))];
    }
}
