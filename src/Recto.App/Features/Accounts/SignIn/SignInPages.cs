using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>Signing in by passkey, by a link that is sent by mail, or by a password. No answer tells whether an address has an account.</summary>
internal static class SignInPages
{
    // An address without an account costs as much work as one with: this is what the password is compared with then.
    private static readonly Lazy<string> Nobody = new(() => new PasswordHasher<Account>().HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>Maps the pages.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(DeskDoor.SignIn, ShowAsync);
        routes.MapDeskForm(DeskDoor.SignIn + "/link", AskAsync).RequireRateLimiting(SignInRate.Name);
        routes.MapDeskForm(DeskDoor.SignIn + "/password", PasswordAsync).RequireRateLimiting(SignInRate.Name);
        routes.MapDeskForm(DeskDoor.SignIn + "/passkey/options", OptionsAsync).RequireRateLimiting(SignInRate.Name);
        routes.MapDeskForm(DeskDoor.SignIn + "/passkey", PasskeyAsync).RequireRateLimiting(SignInRate.Name);
        routes.MapDeskPage("/account/signed-in", (HttpContext context, Say say) => PageWriter.WriteAsync<SignedInPage>(context, new SignedInView(context.Person()?.Name, Head(say, say["Signed in"]))));
    }

    private static Task ShowAsync(HttpContext context, Say say, Mailer mailer)
    {
        var to = LocalAddress.Of(context.Request.Query["to"]);
        if (context.Person() is not null && to is not null)
        {
            DeskDoor.Done(context, LocalAddress.Header(to)!);
            return Task.CompletedTask;
        }

        var notice = context.Request.Query["done"].ToString() switch { "out" => say["You are signed out."], "erased" => say["Your account is erased."], "everywhere" => say["You are signed out on every device."], "address" => say["Links to sign in go to the new address from now on. Sign in with it."], _ => null };
        return WriteAsync(context, say, mailer, new FormValues(), to, view => view with { Notice = notice });
    }

    private static async Task AskAsync(HttpContext context, Say say, SiteOptions site, Mailer mailer, MailQueue queue, AccountMails mails, AskedLinks asked)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var to = LocalAddress.Of(form.Text("to"));
        if (!Addresses.IsAddress(form.Text("email")))
        {
            form.Wrong("email", form.Text("email") is null ? say["Type the address to which the link is to go."] : say["This is no complete address. It looks like name@example.org."]);
            await WriteAsync(context, say, mailer, form, to, view => view, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        // Everything that depends on the account is done when the answer is on its way: neither its words nor its time tell whether there is one.
        var (email, home, back, language) = (form.Text("email")!, site.AddressFor(context.Request), to is null ? "" : "&to=" + Uri.EscapeDataString(to), say.Language);
        queue.Add(async stop => await asked.LinkAsync(email, stop) is var (account, link) ? mails.Link(account, home + link + back, language) : null);
        await WriteAsync(context, say, mailer, form, to, view => view with { Asked = form.Text("email") });
    }

    private static async Task PasswordAsync(HttpContext context, Say say, Mailer mailer, UserManager<Account> users, SignInManager<Account> signIn, Entrance entrance, KnownBrowsers browsers, TriedPasswords tried, SiteOptions site)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var (email, password, to) = (form.Text("email"), form.Raw("password") ?? "", LocalAddress.Of(form.Text("to")));
        var account = Addresses.IsAddress(email) ? await users.FindByEmailAsync(email!) : null;
        var outcome = account is { PasswordHash: not null } ? await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true) : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        var isKnown = outcome.IsLockedOut && account!.IsActive && browsers.MayTryWhileLocked(context, account.Id);
        var isRight = outcome.Succeeded || isKnown && await users.CheckPasswordAsync(account!, password);
        if (isRight)
        {
            await entrance.OpenAsync(context, account!, form.Has("stay"), SignInWay.Password, to);
            return;
        }

        if (account is { PasswordHash: not null, IsActive: true } && await users.IsLockedOutAsync(account))
        {
            tried.Tell(account, site.AddressFor(context.Request));
        }

        if (account is not { PasswordHash: not null, IsActive: true } || outcome.IsLockedOut && !isKnown)
        {
            users.PasswordHasher.VerifyHashedPassword(account!, Nobody.Value, password);
        }

        form.Wrong("password", say["This address and this password do not open an account. After {0} wrong tries no password is taken for {1} minutes; a link by e-mail works all the same.", AccountIdentity.Tries, AccountIdentity.Rest.TotalMinutes]);
        await WriteAsync(context, say, mailer, form, to, view => view with { ByPassword = true }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> OptionsAsync(SignInManager<Account> signIn) => Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    private static async Task PasskeyAsync(HttpContext context, Say say, Mailer mailer, UserManager<Account> users, SignInManager<Account> signIn, Entrance entrance)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var to = LocalAddress.Of(form.Text("to"));
        if (await Passkeys.AssertAsync(signIn, form.Text("credential")) is { Succeeded: true } shown && await signIn.CanSignInAsync(shown.User))
        {
            await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
            await entrance.OpenAsync(context, shown.User, form.Has("stay"), SignInWay.Passkey, to);
            return;
        }

        form.Wrong("passkey", say["This passkey opens no account here. It may have been removed from the account, or the page was open for too long: try once more, or have a link sent."]);
        await WriteAsync(context, say, mailer, form, to, view => view, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task WriteAsync(HttpContext context, Say say, Mailer mailer, FormValues form, string? to, Func<SignInView, SignInView> with, int status = StatusCodes.Status200OK) =>
        await PageWriter.WriteAsync<SignInPage>(context, with(new SignInView
        {
            Form = form,
            To = to,
            Providers = await context.RequestServices.GetRequiredService<ListPersonProviders>()(context.RequestAborted),
            MailIsAway = mailer.Trouble is not null,
            MailIsKept = mailer.Settings.Host is null,
            Masthead = Head(say, say["Sign in"]) with { Script = "account.js", Address = DeskDoor.SignIn + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)) },
        }), status: status);

    /// <summary>Head and foot of a page of accounts.</summary>
    public static Masthead Head(Say say, string title) => new() { Title = title, IsAccount = true, Language = say.Language };
}
