using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Own;

/// <summary>One's own passkeys.</summary>
internal static class OwnPasskeys
{
    private const int LongestName = 60;
    private const int Most = 20;

    /// <summary>Maps their forms.</summary>
    public static void MapOwnPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskForm(OwnPages.Address + "/passkeys/options", OptionsAsync);
        routes.MapDeskForm(OwnPages.Address + "/passkeys", AddAsync);
        routes.MapDeskForm(OwnPages.Address + "/passkeys/rename", RenameAsync);
        routes.MapDeskForm(OwnPages.Address + "/passkeys/remove", RemoveAsync);
    }

    private static async Task OptionsAsync(HttpContext context, UserManager<Account> users, SignInManager<Account> signIn)
    {
        if (await OwnPages.AccountAsync(context, users) is { } account)
        {
            var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email, DisplayName = account.Name });
            await Results.Content(options, "application/json").ExecuteAsync(context);
        }
    }

    private static async Task AddAsync(HttpContext context, UserManager<Account> users, SignInManager<Account> signIn, SiteOptions site, OwnChanges changes, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var name = NameOf(form);
        if ((await users.GetPasskeysAsync(account)).Count >= Most)
        {
            form.Wrong("passkey", say["An account has up to {0} passkeys. Remove one that you no longer use.", Most]);
        }
        else if (await Passkeys.AttestAsync(signIn, form.Text("credential")) is not { Succeeded: true } made || made.UserEntity.Id != account.Id.ToString() || await users.FindByPasskeyIdAsync(made.Passkey.CredentialId) is not null)
        {
            form.Wrong("passkey", say["The passkey could not be added: the page was open for too long, or the device has a passkey of this site already. Try once more."]);
        }
        else
        {
            made.Passkey.Name = name ?? say["Passkey of {0}", Dates.ShortDay(made.Passkey.CreatedAt)];
            await users.AddOrUpdatePasskeyAsync(account, made.Passkey);
            await changes.LogAsync(account, "account.passkeyAdded", context.RequestAborted);
            await changes.TellAsync(account, site.AddressFor(context.Request), words => words["A passkey was added to it."], context.RequestAborted);
            DeskDoor.Done(context, OwnPages.Address + "?done=passkey#passkeys");
            return;
        }

        await OwnPages.WriteAsync(context, account, form);
    }

    private static async Task RenameAsync(HttpContext context, UserManager<Account> users, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await FindAsync(users, account, form) is { } passkey && NameOf(form) is { } name)
        {
            passkey.Name = name;
            await users.AddOrUpdatePasskeyAsync(account, passkey);
            DeskDoor.Done(context, OwnPages.Address + "?done=renamed#passkeys");
            return;
        }

        form.Wrong("passkey", say["A passkey needs a name, as “Laptop” or “Key on my ring”."]);
        await OwnPages.WriteAsync(context, account, form);
    }

    private static async Task RemoveAsync(HttpContext context, UserManager<Account> users, Entrance entrance, SiteOptions site, OwnChanges changes)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await FindAsync(users, account, form) is { } passkey)
        {
            await users.RemovePasskeyAsync(account, passkey.CredentialId);
            await users.UpdateSecurityStampAsync(account); // Whoever came in by it is out.
            await entrance.StayAsync(context, account);
            await changes.LogAsync(account, "account.passkeyRemoved", context.RequestAborted);
            await changes.TellAsync(account, site.AddressFor(context.Request), words => words["A passkey was removed from it."], context.RequestAborted);
        }

        DeskDoor.Done(context, OwnPages.Address + "?done=removed#passkeys");
    }

    private static string? NameOf(FormValues form) => form.Text("passkey-name") is { } name ? new string([.. name.Where(c => !char.IsControl(c)).Take(LongestName)]) : null;

    private static async Task<UserPasskeyInfo?> FindAsync(UserManager<Account> users, Account account, FormValues form) =>
        form.Text("id") is { Length: <= 2000 } id && Base64Url.IsValid(id) ? await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) : null;
}
