using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Users;

/// <summary>The claims of an account.</summary>
internal sealed class AccountPrincipal : IUserClaimsPrincipalFactory<Account>
{
    /// <summary>The claim of the account's stamp at the sign-in.</summary>
    public const string StampClaim = SignedIn.StampClaim;

    /// <summary>The claims as the account is now.</summary>
    public static ClaimsPrincipal Of(Account account) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()), new Claim(ClaimTypes.Name, account.Name), new Claim(ClaimTypes.Email, account.Email), new Claim(SignedIn.StampClaim, account.SecurityStamp),
        .. account.Grants.Select(grant => new Claim(SignedIn.GrantClaim, SignedIn.Write(grant))),
    ], IdentityConstants.ApplicationScheme));

    /// <inheritdoc/>
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(Of(user));
}

/// <summary>
/// Of a cookie only the id and the stamp are believed: name and grants are read anew at each request, by one query. So whoever is deactivated or loses a role has lost it at the next click,
/// and “sign out everywhere” holds everywhere.
/// </summary>
internal sealed class AccountCookie(AccountStore accounts) : CookieAuthenticationEvents
{
    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var account = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? await accounts.FindAsync(id, context.HttpContext.RequestAborted) : null;
        if (account is { IsActive: true } && string.Equals(account.SecurityStamp, context.Principal!.FindFirstValue(AccountPrincipal.StampClaim), StringComparison.Ordinal))
        {
            context.ReplacePrincipal(AccountPrincipal.Of(account));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}

/// <summary>Accounts that are out of use sign in by no means.</summary>
internal sealed class AccountInUse : IUserConfirmation<Account>
{
    /// <inheritdoc/>
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.IsActive);
}
