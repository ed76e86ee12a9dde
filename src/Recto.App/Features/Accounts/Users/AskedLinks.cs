using Microsoft.AspNetCore.Identity;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Users;

/// <summary>Links that people ask for on the sign-in page.</summary>
internal sealed class AskedLinks(Database database, AccountStore accounts, AccountLinkStore kept, SignInLinks links, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Links of an account within <see cref="SignInLinks.Asked"/>: nobody can fill another's mailbox.</summary>
    public const int AtOnce = 3;

    /// <summary>Makes a link for the account of an address.</summary>
    /// <returns>The account and path and query of the link; null where no account in use has the address, or enough were made.</returns>
    public async Task<(Account Account, string Link)?> LinkAsync(string email, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(normalizer.NormalizeEmail(email)!, ct) is not { IsActive: true } account || await kept.CountAsync(account.Id, time.GetUtcNow() - SignInLinks.Asked, ct) >= AtOnce)
        {
            return null;
        }

        await using var tx = await database.BeginAsync(ct);
        var link = await links.MakeAsync(tx, account.Id, SignInLinks.Asked, ct);
        await tx.CommitAsync(ct);
        return (account, link);
    }
}
