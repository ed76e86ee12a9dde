using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;
using KnownClaims = Recto.App.Shell.Persons.SignedIn;

namespace Recto.App.Features.Accounts.Users;

/// <summary>The claims of an account.</summary>
internal sealed class AccountPrincipal : IUserClaimsPrincipalFactory<Account>
{
    /// <summary>The claims as the account is now.</summary>
    /// <param name="account">The account.</param>
    /// <param name="session">The sign-in; null where the framework adds it itself.</param>
    public static ClaimsPrincipal Of(Account account, Guid? session = null) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()), new Claim(ClaimTypes.Name, account.Name), new Claim(ClaimTypes.Email, account.Email), new Claim(SignedIn.StampClaim, account.SecurityStamp),
        .. session is { } id ? [SessionClaim(id)] : Array.Empty<Claim>(),
        .. account.Grants.Select(grant => new Claim(SignedIn.GrantClaim, SignedIn.Write(grant))),
    ], IdentityConstants.ApplicationScheme));

    /// <summary>The claim of a sign-in.</summary>
    public static Claim SessionClaim(Guid session) => new(SignedIn.SessionClaim, session.ToString("N"));

    /// <inheritdoc/>
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(Of(user));
}

/// <summary>
/// Of a cookie only the ids of account and sign-in and the stamp are believed: name and grants are read anew at each request, by one query that finds nothing where the sign-in has ended. So whoever is deactivated or
/// loses a role has lost it at the next click, and so has a sign-in that its owner ends on another device.
/// </summary>
internal sealed class AccountCookie(AccountStore accounts, Database database, TimeProvider time) : CookieAuthenticationEvents
{
    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = time.GetUtcNow();
        if (Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && Guid.TryParseExact(context.Principal.FindFirstValue(KnownClaims.SessionClaim), "N", out var session)
            && await accounts.FindSignedInAsync(id, session, now, context.HttpContext.RequestAborted) is var (account, seenAt)
            && string.Equals(account.SecurityStamp, context.Principal.FindFirstValue(KnownClaims.StampClaim), StringComparison.Ordinal))
        {
            context.ReplacePrincipal(AccountPrincipal.Of(account, session));
            if (!database.IsReadOnly && !AccountStore.IsOfThisHour(seenAt, now))
            {
                context.HttpContext.Response.OnCompleted(() => accounts.SeenAsync(session, now, CancellationToken.None)); // Once an hour, and nobody waits for it.
            }

            return;
        }

        context.RejectPrincipal();
        if (database.IsReadOnly)
        {
            return; // A replica that is behind does not know of the newest sign-ins: they are to be good again in a moment.
        }

        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}

/// <summary>Accounts that are out of use sign in by no means.</summary>
internal sealed class AccountInUse : IUserConfirmation<Account>
{
    /// <inheritdoc/>
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.IsActive);
}
