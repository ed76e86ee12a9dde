using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts.Own;

/// <summary>One's own account: name, passkeys, password, signing out.</summary>
internal static class OwnPages
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/account";

    /// <summary>Maps it.</summary>
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address + "/name", NameAsync);
        routes.MapDeskForm(Address + "/sign-out", SignOutAsync);
        routes.MapDeskForm(Address + "/sign-out-everywhere", SignOutEverywhereAsync);
        routes.MapOwnAddress();
        routes.MapOwnPasskeys();
        routes.MapOwnPassword();
        routes.MapOwnSessions();
        routes.MapOwnExport();
        routes.MapOwnErasure();
    }

    /// <summary>The account that is signed in; null for nobody, who is then led to the sign-in.</summary>
    public static async Task<Account?> AccountAsync(HttpContext context, UserManager<Account> users)
    {
        var account = context.Person() is { } person ? await users.FindByIdAsync(person.Id.ToString()) : null;
        if (account is null)
        {
            DeskDoor.Done(context, DeskDoor.SignIn + "?to=%2Faccount");
        }

        return account;
    }

    /// <summary>Answers with the page.</summary>
    public static async Task WriteAsync(HttpContext context, Account account, FormValues form, string? notice = null)
    {
        var services = context.RequestServices;
        var say = services.GetRequiredService<Say>();
        var passkeys = await services.GetRequiredService<PasskeyStore>().ListAsync(account.Id, context.RequestAborted);
        var journals = account.Grants.Any(grant => grant.JournalId is not null) ? await services.GetRequiredService<JournalStore>().ListAsync(context.RequestAborted) : [];
        if (!form.Has("name"))
        {
            form.Set("name", account.Name);
            form.Set("language", account.Language ?? say.Language);
        }

        await PageWriter.WriteAsync<OwnPage>(context, new OwnView
        {
            Account = account,
            Passkeys = [.. passkeys.Select(passkey => new PasskeyLine(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? say["Passkey"], Dates.ShortDay(passkey.CreatedAt), passkey.IsBackedUp))],
            Sessions = await OwnSessions.LinesAsync(context, account, say),
            Roles = RoleWords.Of(account.Grants, journals, say),
            Form = form,
            Notice = notice,
            Masthead = SignInPages.Head(say, say["Your account"]) with { Script = "account.js", Address = Address, IsDesk = account.Person.HasPlace },
        }, status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task ShowAsync(HttpContext context, UserManager<Account> users, Say say)
    {
        if (await AccountAsync(context, users) is { } account)
        {
            await WriteAsync(context, account, new FormValues(), context.Request.Query["done"].ToString() switch
            {
                "first" => say["The account is made, and you are an administrator of this site. Add a passkey, so that next time no mail is needed; then go to the desk and make a journal."],
                "name" => say["Your name and language are kept."],
                "address" => say["Links to sign in go to the new address from now on. Every other device was signed out."],
                "passkey" => say["The passkey is added. Next time, choose “Use a passkey”."],
                "renamed" => say["The passkey has its new name."],
                "removed" => say["The passkey is removed. Delete it on the device too."],
                "password" => say["The password is set. Every other device was signed out."],
                "ended" => say["The sign-in is ended."],
                "others-ended" => say["Every other sign-in is ended."],
                "no-password" => say["The password is removed. Every other device was signed out."],
                _ => null,
            });
        }
    }

    private static async Task NameAsync(HttpContext context, UserManager<Account> users, Say say, OwnChanges changes)
    {
        if (await AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        NewAccount.CheckName(form, say);
        var language = Say.Languages.FirstOrDefault(known => known.Tag == form.Text("language")).Tag;
        if (!form.IsRight)
        {
            await WriteAsync(context, account, form);
            return;
        }

        var changed = account with { Name = form.Text("name")!, Language = language };
        await changes.SaveAsync(changed, account.Name == changed.Name ? null : "account.renamed", account, context.RequestAborted);
        DeskDoor.Done(context, Address + "?done=name");
    }

    private static async Task SignOutAsync(HttpContext context, Entrance entrance)
    {
        await entrance.LeaveAsync(context);
        DeskDoor.Done(context, DeskDoor.SignIn + "?done=out");
    }

    private static async Task SignOutEverywhereAsync(HttpContext context, UserManager<Account> users, SignInManager<Account> signIn, OwnChanges changes)
    {
        if (await AccountAsync(context, users) is { } account)
        {
            await users.UpdateSecurityStampAsync(account);
            await changes.RevokeLinksAsync(account, context.RequestAborted);
            await signIn.SignOutAsync();
            DeskDoor.Done(context, DeskDoor.SignIn + "?done=everywhere");
        }
    }
}
