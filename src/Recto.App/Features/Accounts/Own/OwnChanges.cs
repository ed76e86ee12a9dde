using Recto.App.Features.Accounts.Users;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Own;

/// <summary>What people change of their own accounts: kept, put into the log, and told to them by mail where it opens the account.</summary>
internal sealed class OwnChanges(Database database, AccountStore accounts, AccountLinkStore links, AuditStore audit, AccountMails mails, KeptMails kept, TimeProvider time)
{
    /// <summary>Writes the account and, where the act is worth it, a line of the log.</summary>
    public async Task SaveAsync(Account account, string? act, Account before, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await accounts.UpdateAsync(tx, account, time.GetUtcNow(), ct);
        if (act is not null)
        {
            await AppendAsync(tx, account, act, before, ct);
        }

        await tx.CommitAsync(ct);
    }

    /// <summary>Gives the account the address that its owner has shown to be theirs; links and sign-ins of before are worthless.</summary>
    /// <returns>The account as it is now; null where another has the address, or somebody has changed the account meanwhile.</returns>
    public async Task<Account?> ChangeAddressAsync(Account before, string email, string emailKey, CancellationToken ct)
    {
        var after = before with { Email = email, EmailKey = emailKey, SecurityStamp = Guid.NewGuid().ToString("N") };
        await using var tx = await database.BeginAsync(ct);
        if (await accounts.ChangeAddressAsync(tx, before, email, emailKey, after.SecurityStamp, time.GetUtcNow(), ct) != AddressOutcome.Changed)
        {
            return null;
        }

        await links.RevokeAsync(tx, before.Id, ct);
        await AppendAsync(tx, after, "account.addressChanged", before, ct);
        await tx.CommitAsync(ct);
        return after;
    }

    /// <summary>Puts an act into the log that the framework has done.</summary>
    public async Task LogAsync(Account account, string act, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await AppendAsync(tx, account, act, account, ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Makes the links worthless that were sent before.</summary>
    public async Task RevokeLinksAsync(Account account, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await links.RevokeAsync(tx, account.Id, ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Tells the owner by mail.</summary>
    public Task TellAsync(Account account, string site, Func<Say, string> what, CancellationToken ct) => kept.AddAsync(mails.Changed(account, site, what), ct);

    private Task AppendAsync(WriteTransaction tx, Account account, string act, Account before, CancellationToken ct) =>
        audit.AppendAsync(tx, new AuditEntry { PersonId = account.Id, Person = before.Name, Act = act, Subject = $"person/{account.Id}", SubjectName = account.Name }, time.GetUtcNow(), ct);
}
