using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>The one way in, by whatever somebody has shown who they are.</summary>
internal sealed class Entrance(SignInManager<Account> signIn, Database database, AccountStore accounts, KnownBrowsers browsers, TimeProvider time)
{
    private const string Shown = "recto:shown", Way = "recto:way";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>Whether somebody has shown a link or a passkey a few minutes ago: enough to set a password anew that was forgotten.</summary>
    public async Task<bool> IsFreshAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties?.Items.TryGetValue(Shown, out var at) == true
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) < Fresh;

    /// <summary>Signs in whom another site has said to be the owner of an account, as a password would: what needs a fresh proof still asks for it.</summary>
    /// <returns>False where there is no such account, or it is out of use; nothing is answered then.</returns>
    public async Task<bool> OpenByOtherAsync(HttpContext context, Guid accountId, string? to)
    {
        if (await accounts.FindAsync(accountId, context.RequestAborted) is not { IsActive: true } account)
        {
            return false;
        }

        await OpenAsync(context, account, stay: false, SignInWay.Provider, to);
        return true;
    }

    /// <summary>Signs in and leads on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Who; in use.</param>
    /// <param name="stay">Whether the browser keeps the sign-in after it is closed.</param>
    /// <param name="way">What was shown.</param>
    /// <param name="to">Whereto, as asked for; anything but an address of this site is not followed.</param>
    public async Task OpenAsync(HttpContext context, Account account, bool stay, SignInWay way, string? to)
    {
        var session = Guid.CreateVersion7(time.GetUtcNow());
        await using (var tx = await database.BeginAsync(context.RequestAborted))
        {
            await accounts.MarkSignedInAsync(tx, account.Id, time.GetUtcNow(), context.RequestAborted);
            if (context.Session() is { } before)
            {
                await accounts.EndSessionAsync(tx, context.Person()!.Id, before, context.RequestAborted); // Who signs in anew leaves nothing behind.
            }

            await AddSessionAsync(tx, context, session, account, way);
            await tx.CommitAsync(context.RequestAborted);
        }

        var about = new AuthenticationProperties { IsPersistent = stay };
        about.Items[Way] = way.ToString();
        if (way is SignInWay.Link or SignInWay.Passkey)
        {
            about.Items[Shown] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }

        await signIn.SignInWithClaimsAsync(account, about, [AccountPrincipal.SessionClaim(session)]);
        browsers.Remember(context, account.Id);
        DeskDoor.Done(context, LocalAddress.Header(to) ?? (account.Person.HasPlace && account.SignedInAt is not null ? "/desk" : "/account"));
    }

    /// <summary>Keeps this browser signed in where everybody else was just signed out, by a new sign-in of its own: its cookie of before is worthless.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">The account with its new stamp.</param>
    public async Task StayAsync(HttpContext context, Account account)
    {
        var known = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var session = Guid.CreateVersion7(time.GetUtcNow());
        await using (var tx = await database.BeginAsync(context.RequestAborted))
        {
            await AddSessionAsync(tx, context, session, account, Enum.TryParse<SignInWay>(known.Properties?.Items.TryGetValue(Way, out var way) == true ? way : null, out var shown) ? shown : SignInWay.Provider);
            await tx.CommitAsync(context.RequestAborted);
        }

        await signIn.SignInWithClaimsAsync(account, known.Properties ?? new AuthenticationProperties(), [AccountPrincipal.SessionClaim(session)]);
    }

    /// <summary>Ends the sign-in by which the request came.</summary>
    public async Task LeaveAsync(HttpContext context)
    {
        if (context.Person() is { } person && context.Session() is { } session)
        {
            await using var tx = await database.BeginAsync(context.RequestAborted);
            await accounts.EndSessionAsync(tx, person.Id, session, context.RequestAborted);
            await tx.CommitAsync(context.RequestAborted);
        }

        await signIn.SignOutAsync();
    }

    private Task AddSessionAsync(WriteTransaction tx, HttpContext context, Guid session, Account account, SignInWay way)
    {
        var (browser, system) = BrowserWords.Of(context.Request.Headers.UserAgent);
        return accounts.AddSessionAsync(tx, new AccountSession(session, account.Id, way, browser, system, time.GetUtcNow(), time.GetUtcNow()), account.SecurityStamp, context.RequestAborted);
    }
}
