using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Own;

/// <summary>Erasing one's own account (GDPR, article 17): asked once more, and only of whoever has just shown a link or a passkey, or shows the password.</summary>
internal static class OwnErasure
{
    private const string Address = OwnPages.Address + "/erase";

    /// <summary>Maps it.</summary>
    public static void MapOwnErasure(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address, EraseAsync).RequireRateLimiting(SignInRate.Name);
    }

    private static async Task ShowAsync(HttpContext context, UserManager<Account> users, Entrance entrance, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is { } account)
        {
            await WriteAsync(context, say, account, new FormValues(), await entrance.IsFreshAsync(context));
        }
    }

    private static async Task EraseAsync(HttpContext context, UserManager<Account> users, SignInManager<Account> signIn, Entrance entrance, Erasure erasure, AccountMails mails, KeptMails kept, SiteOptions site, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var isFresh = await entrance.IsFreshAsync(context);
        if (!form.Has("sure"))
        {
            form.Wrong("sure", say["Tick the box if the account is to be erased."]);
        }
        else if (!isFresh && account.PasswordHash is null)
        {
            form.Wrong("sure", say["You signed in more than 15 minutes ago. Sign out, sign in anew by a link or a passkey, and ask again."]);
        }
        else if (!isFresh && !await users.CheckPasswordAsync(account, form.Raw("erase-password") ?? ""))
        {
            form.Wrong("erase-password", say["This is not your password of now. If you have forgotten it, sign out, sign in by a link, and ask again within 15 minutes."]);
        }
        else if (!await erasure.EraseAsync(account, context.RequestAborted))
        {
            form.Wrong("sure", say["You are the last administrator of this site. Make somebody else one first; then the account can be erased."]);
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, say, account, form, isFresh);
            return;
        }

        await kept.AddAsync(mails.Erased(account, site.AddressFor(context.Request)), CancellationToken.None);
        await signIn.SignOutAsync();
        DeskDoor.Done(context, DeskDoor.SignIn + "?done=erased");
    }

    private static Task WriteAsync(HttpContext context, Say say, Account account, FormValues form, bool isFresh) => PageWriter.WriteAsync<ErasePage>(context, new EraseView
    {
        Form = form,
        AsksPassword = !isFresh && account.PasswordHash is not null,
        Email = account.Email,
        Masthead = SignInPages.Head(say, say["Erase the account"]),
    }, status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

/// <summary>What the page before an account is erased shows.</summary>
public sealed record EraseView
{
    /// <summary>What was typed and what is wrong with it.</summary>
    public required FormValues Form { get; init; }

    /// <summary>Whether the password is asked for.</summary>
    public bool AsksPassword { get; init; }

    /// <summary>Address of the account.</summary>
    public required string Email { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}
