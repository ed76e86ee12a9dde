using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.Users;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.People;

/// <summary>What an administrator does with people, at the desk or by command. Each act is one transaction with its line of the log.</summary>
internal sealed class PeopleDesk(Database database, AccountStore accounts, AccountLinkStore kept, SignInLinks links, AuditStore audit, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>The account of an address; null where there is none.</summary>
    public Task<Account?> FindAsync(string email, CancellationToken ct) => accounts.FindByEmailAsync(normalizer.NormalizeEmail(email)!, ct);

    /// <summary>Makes an account and a link for its owner.</summary>
    /// <param name="by">Who does it; null for the command line.</param>
    /// <param name="email">Its address.</param>
    /// <param name="name">Its name.</param>
    /// <param name="language">BCP 47 tag of mails to them; null where it is not known.</param>
    /// <param name="grants">What they may do.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The account and path and query of the link; null where the address has an account.</returns>
    public async Task<(Account Account, string Link)?> InviteAsync(DeskPerson? by, string email, string name, string? language, IReadOnlyList<DeskGrant> grants, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var account = NewAccount.Of(email, normalizer, name, language, grants, now);
        await using var tx = await database.BeginAsync(ct);
        if (!await accounts.AddAsync(tx, account, now, ct))
        {
            return null;
        }

        var link = await links.MakeAsync(tx, account.Id, SignInLinks.Invited, ct);
        await AppendAsync(tx, by, "person.invited", account, PersonDetails.Write(null, account), ct);
        await tx.CommitAsync(ct);
        return (account, link);
    }

    /// <summary>Writes name and roles.</summary>
    /// <param name="by">Who does it; null for the command line.</param>
    /// <param name="before">The account as it was edited.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PersonOutcome> ChangeAsync(DeskPerson? by, Account before, Account after, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        if (!await accounts.ChangeAsync(tx, after, time.GetUtcNow(), ct))
        {
            return PersonOutcome.ChangedMeanwhile;
        }

        if (before.Person.IsAdministrator && await accounts.CountAdministratorsAsync(tx, ct) == 0)
        {
            return PersonOutcome.LastAdministrator;
        }

        await AppendAsync(tx, by, "person.edited", after, PersonDetails.Write(before, after), ct);
        await tx.CommitAsync(ct);
        return PersonOutcome.Done;
    }

    /// <summary>Takes an account out of use, or back into it. Sign-ins and links of before are worthless from now on.</summary>
    public async Task<PersonOutcome> SetActiveAsync(DeskPerson? by, Account account, bool isActive, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        if (!await accounts.SetActiveAsync(tx, account.Id, Guid.NewGuid().ToString("N"), isActive, time.GetUtcNow(), ct))
        {
            return PersonOutcome.Done; // It is so already.
        }

        if (!isActive && account.Person.IsAdministrator && await accounts.CountAdministratorsAsync(tx, ct) == 0)
        {
            return PersonOutcome.LastAdministrator;
        }

        await kept.RevokeAsync(tx, account.Id, ct);
        await AppendAsync(tx, by, isActive ? "person.reactivated" : "person.deactivated", account, null, ct);
        await tx.CommitAsync(ct);
        return PersonOutcome.Done;
    }

    /// <summary>Gives an account another address. Sign-ins and links of before are worthless from now on.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="before">The account as it was shown.</param>
    /// <param name="email">The new address.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AddressOutcome> ChangeAddressAsync(DeskPerson? by, Account before, string email, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var outcome = await accounts.ChangeAddressAsync(tx, before, email, normalizer.NormalizeEmail(email)!, Guid.NewGuid().ToString("N"), time.GetUtcNow(), ct);
        if (outcome == AddressOutcome.Changed)
        {
            await kept.RevokeAsync(tx, before.Id, ct);
            await AppendAsync(tx, by, "person.addressChanged", before, null, ct);
            await tx.CommitAsync(ct);
        }

        return outcome;
    }

    /// <summary>Makes a link that signs somebody in once.</summary>
    /// <returns>Path and query.</returns>
    public async Task<string> LinkAsync(DeskPerson? by, Account account, TimeSpan life, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var link = await links.MakeAsync(tx, account.Id, life, ct);
        await AppendAsync(tx, by, "person.linkMade", account, null, ct);
        await tx.CommitAsync(ct);
        return link;
    }

    private Task AppendAsync(WriteTransaction tx, DeskPerson? by, string act, Account account, string? details, CancellationToken ct) => audit.AppendAsync(tx, new AuditEntry
    {
        PersonId = by?.Id,
        Person = by?.Name ?? "recto user",
        Act = act,
        Subject = $"person/{account.Id}",
        SubjectName = account.Name,
        Details = details,
    }, time.GetUtcNow(), ct);
}

/// <summary>How an act on a person ended.</summary>
internal enum PersonOutcome
{
    /// <summary>It is done.</summary>
    Done = 1,

    /// <summary>Somebody else has changed the person since the page was opened; nothing was written.</summary>
    ChangedMeanwhile,

    /// <summary>The site would be without an administrator; nothing was written.</summary>
    LastAdministrator,
}
