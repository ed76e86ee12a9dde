using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Own;

/// <summary>Another address for one's own account: asked for on the page of the account, and made so by a button behind a link that went to the new address.</summary>
internal static class OwnAddress
{
    /// <summary>Maps its forms and the page of the link.</summary>
    public static void MapOwnAddress(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskForm(OwnPages.Address + "/email", AskAsync).RequireRateLimiting(SignInRate.Name);
        routes.MapDeskPage(AddressLinks.Address, ShowAsync);
        routes.MapDeskForm(AddressLinks.Address, UseAsync).RequireRateLimiting(SignInRate.Name);
    }

    private static async Task AskAsync(HttpContext context, UserManager<Account> users, SiteOptions site, AddressLinks links, AccountMails mails, MailQueue queue, KeptMails kept, Entrance entrance, Say say)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var email = form.Text("email");
        if (!Addresses.IsAddress(email))
        {
            form.Wrong("email", email is null ? say["Type the new address."] : say["This is no complete address. It looks like name@example.org."]);
        }
        else if (email == account.Email)
        {
            form.Wrong("email", say["This is the address that the account has already."]);
        }
        else if (!await entrance.IsFreshAsync(context) && (account.PasswordHash is null || !await users.CheckPasswordAsync(account, form.Raw("address-password") ?? "")))
        {
            // A device left open must not be enough to take an account away from its owner.
            form.Wrong(account.PasswordHash is null ? "email" : "address-password", account.PasswordHash is null
                ? say["You signed in more than 15 minutes ago. Sign out, sign in anew by a link or a passkey, and ask again."]
                : say["This is not your password of now. If you have forgotten it, sign out, sign in by a link, and ask again within 15 minutes."]);
        }

        if (!form.IsRight)
        {
            await OwnPages.WriteAsync(context, account, form);
            return;
        }

        // Whether another account has the address is asked when the answer is on its way: neither its words nor its time tell.
        var (home, language) = (site.AddressFor(context.Request), say.Language);
        queue.Add(async stop => await links.MakeAsync(account, email!, stop) is { } link ? mails.NewAddress(account, email!, home + link, language) : null);
        await kept.AddAsync(mails.AddressAsked(account, home, language), context.RequestAborted);
        await OwnPages.WriteAsync(context, account, new FormValues(), say["If no other account has the address {0}, a link is on its way to it. It is good for 15 minutes; until its button is pressed nothing changes.", email!]);
    }

    // Looking at the page does nothing: programs that look at links in mails would use them up. The button does.
    private static async Task ShowAsync(HttpContext context, Say say, AddressLinks links, CancellationToken ct)
    {
        var key = context.Request.Query["key"].ToString();
        await WriteAsync(context, say, key, await links.FindAsync(key, ct));
    }

    private static async Task UseAsync(HttpContext context, Entrance entrance, SiteOptions site, AddressLinks links, OwnChanges changes, AccountMails mails, KeptMails kept, Say say, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await links.FindAsync(form.Text("key"), ct) is not var (before, email) || await changes.ChangeAddressAsync(before, email, links.KeyOf(email), ct) is not { } after)
        {
            await WriteAsync(context, say, null, null);
            return;
        }

        await kept.AddAsync(mails.AddressChanged(before, email, site.AddressFor(context.Request)), CancellationToken.None);
        if (context.Person()?.Id == after.Id)
        {
            await entrance.StayAsync(context, after); // Every other device is out.
            DeskDoor.Done(context, OwnPages.Address + "?done=address");
            return;
        }

        DeskDoor.Done(context, DeskDoor.SignIn + "?done=address");
    }

    private static Task WriteAsync(HttpContext context, Say say, string? key, (Account Account, string Email)? asked)
    {
        context.Response.Headers["Referrer-Policy"] = "same-origin"; // The address changes an account.
        return PageWriter.WriteAsync<AddressPage>(context, new AddressView
        {
            Key = asked is null ? null : key,
            Name = asked?.Account.Name,
            Before = asked?.Account.Email,
            Email = asked?.Email,
            Masthead = SignInPages.Head(say, asked is null ? say["This link is no longer good"] : say["A new address"]),
        }, status: asked is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }
}

/// <summary>What the page of a link to a new address shows.</summary>
public sealed record AddressView
{
    /// <summary>The key of the link; null where it is not good.</summary>
    public string? Key { get; init; }

    /// <summary>Whose account, as shown.</summary>
    public string? Name { get; init; }

    /// <summary>Its address of now.</summary>
    public string? Before { get; init; }

    /// <summary>The new address.</summary>
    public string? Email { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}
