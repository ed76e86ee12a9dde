using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>The one way in, by whatever somebody has shown who they are.</summary>
internal sealed class Entrance(SignInManager<Account> signIn, Database database, AccountStore accounts, TimeProvider time)
{
    private const string Shown = "recto:shown";
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

        await OpenAsync(context, account, stay: false, byPassword: true, to);
        return true;
    }

    /// <summary>Signs in and leads on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Who; in use.</param>
    /// <param name="stay">Whether the browser keeps the sign-in after it is closed.</param>
    /// <param name="byPassword">Whether a password was shown, and not a link or a passkey.</param>
    /// <param name="to">Whereto, as asked for; anything but an address of this site is not followed.</param>
    public async Task OpenAsync(HttpContext context, Account account, bool stay, bool byPassword, string? to)
    {
        await using (var tx = await database.BeginAsync(context.RequestAborted))
        {
            await accounts.MarkSignedInAsync(tx, account.Id, time.GetUtcNow(), context.RequestAborted);
            await tx.CommitAsync(context.RequestAborted);
        }

        var about = new AuthenticationProperties { IsPersistent = stay };
        if (!byPassword)
        {
            about.Items[Shown] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }

        await signIn.SignInAsync(account, about);
        DeskDoor.Done(context, LocalAddress.Header(to) ?? (account.Person.HasPlace && account.SignedInAt is not null ? "/desk" : "/account"));
    }
}
