using Recto.App.Features.Accounts.Users;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Mail;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>Tells an account's owner that somebody tries passwords, at most once a day, when the answer is on its way: its time tells nothing.</summary>
internal sealed class TriedPasswords(Database database, AccountStore accounts, AccountMails mails, MailQueue queue, KeptMails kept, TimeProvider time)
{
    private static readonly TimeSpan NotAgainFor = TimeSpan.FromDays(1);

    /// <summary>Tells them, where that was not done since yesterday.</summary>
    public void Tell(Account account, string site) => queue.Add(async stop =>
    {
        await using var tx = await database.BeginAsync(stop);
        var isNew = await accounts.MarkWarnedAsync(tx, account.Id, time.GetUtcNow(), time.GetUtcNow() - NotAgainFor, stop);
        if (isNew)
        {
            await kept.AddAsync(tx, mails.Tried(account, site), stop); // That they were told is written down with it.
        }

        await tx.CommitAsync(stop);
        kept.SendSoon();
        return null;
    });
}
