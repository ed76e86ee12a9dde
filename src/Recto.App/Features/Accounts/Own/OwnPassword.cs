using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Own;

/// <summary>One's own password, which nobody needs.</summary>
internal static class OwnPassword
{
    private const int Longest = 200;

    /// <summary>Maps its forms.</summary>
    public static void MapOwnPassword(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskForm(OwnPages.Address + "/password", SetAsync).RequireRateLimiting(SignInRate.Name);
        routes.MapDeskForm(OwnPages.Address + "/password/remove", RemoveAsync).RequireRateLimiting(SignInRate.Name);
    }

    private static async Task SetAsync(HttpContext context, UserManager<Account> users, SiteOptions site, OwnChanges changes, Entrance entrance, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var password = form.Raw("new-password") ?? "";
        var had = account.PasswordHash is not null;
        if (password.Length > Longest)
        {
            form.Wrong("new-password", say["A password has up to {0} characters.", Longest]);
        }
        else if (await ShowsCurrentAsync(context, users, account, form, entrance, say))
        {
            var result = await ReplaceAsync(users, account, password);
            if (result.Succeeded)
            {
                await entrance.StayAsync(context, account);
                await changes.LogAsync(account, had ? "account.passwordChanged" : "account.passwordSet", context.RequestAborted);
                await changes.TellAsync(account, site.AddressFor(context.Request), words => words["A password was set for it."], context.RequestAborted);
                DeskDoor.Done(context, OwnPages.Address + "?done=password#password");
                return;
            }

            // Length is all that is asked; anything else the framework says in its own words.
            form.Wrong("new-password", result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordTooShort)) || password.Length == 0
                ? say["A password has at least {0} characters. Several words are easy to remember.", AccountIdentity.ShortestPassword] : string.Join(' ', result.Errors.Select(error => error.Description)));
        }

        await OwnPages.WriteAsync(context, account, form);
    }

    private static async Task RemoveAsync(HttpContext context, UserManager<Account> users, SiteOptions site, OwnChanges changes, Entrance entrance, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!await ShowsCurrentAsync(context, users, account, form, entrance, say))
        {
            await OwnPages.WriteAsync(context, account, form);
            return;
        }

        await users.RemovePasswordAsync(account);
        await entrance.StayAsync(context, account);
        await changes.LogAsync(account, "account.passwordRemoved", context.RequestAborted);
        await changes.TellAsync(account, site.AddressFor(context.Request), words => words["The password was removed from it."], context.RequestAborted);
        DeskDoor.Done(context, OwnPages.Address + "?done=no-password#password");
    }

    // The new one is looked at before the old one goes.
    private static async Task<IdentityResult> ReplaceAsync(UserManager<Account> users, Account account, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, account, password) is { Succeeded: false } refused)
            {
                return refused;
            }
        }

        if (account.PasswordHash is not null)
        {
            await users.RemovePasswordAsync(account);
        }

        return await users.AddPasswordAsync(account, password);
    }

    // A device left open is not enough to lock its owner out; but whoever has just come in by link or passkey may have forgotten the password.
    private static async Task<bool> ShowsCurrentAsync(HttpContext context, UserManager<Account> users, Account account, FormValues form, Entrance entrance, Say say)
    {
        if (account.PasswordHash is null || await users.CheckPasswordAsync(account, form.Raw("current-password") ?? "") || await entrance.IsFreshAsync(context))
        {
            return true;
        }

        form.Wrong("current-password", say["This is not your password of now. If you have forgotten it, sign out, sign in by a link, and set a new one within 15 minutes."]);
        return false;
    }
}
