using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.People;

/// <summary>Accounts for people whom another part of the site invites: librarians, say. They have no place at the desk.</summary>
internal sealed class InvitedElsewhere(AccountStore accounts, SignInLinks links, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Does what <see cref="InvitePerson"/> says.</summary>
    public async Task<InvitedPerson?> InviteAsync(WriteTransaction tx, DeskPerson by, string email, string name, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(normalizer.NormalizeEmail(email)!, ct) is { } known)
        {
            return known.IsActive ? new InvitedPerson(known.Id, known.Name, known.Email, known.Language, null) : null;
        }

        var now = time.GetUtcNow();
        var account = NewAccount.Of(email, normalizer, name, null, [], now);
        if (!await accounts.AddAsync(tx, account, now, ct))
        {
            return null; // Somebody was faster by a moment; the form can be sent again.
        }

        return new InvitedPerson(account.Id, account.Name, account.Email, null, await links.MakeAsync(tx, account.Id, InvitedPerson.LinkIsGoodFor, ct));
    }
}
