using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Features.Accounts.Changes;
using Recto.App.Features.Accounts.Own;
using Recto.App.Features.Accounts.People;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts;

/// <summary>Accounts: signing in, people and what they may do, and the log of what was done.</summary>
internal static class AccountsFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddAccountIdentity().AddSignInManager();
        services.AddProtectionKeys();
        services.AddSingleton<AccountCookie>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<AskedLinks>();
        services.AddSingleton<AddressLinks>();
        services.AddSingleton<OwnChanges>();
        services.AddScoped<Entrance>();
        services.AddSingleton<PeopleDesk>();
        services.AddSingleton<KnownBrowsers>();
        services.AddSingleton<TriedPasswords>();
        services.AddSingleton<OwnRecordsOfAccount>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<OwnRecordsOfAccount>().AccountAsync);
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<OwnRecordsOfAccount>().SignInsAsync);
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<OwnRecordsOfAccount>().PasskeysAsync);
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<OwnRecordsOfAccount>().LogAsync);
        services.AddSingleton<InvitedElsewhere>();
        services.AddSingleton<InvitePerson>(provider => provider.GetRequiredService<InvitedElsewhere>().InviteAsync);
        services.AddSingleton<FindRightKeys>(_ => (context, _) => ValueTask.FromResult(KeysOf(context)));
        services.AddSingleton<OpenAccount>(_ => async (context, id, to) => await context.RequestServices.GetRequiredService<Entrance>().OpenByOtherAsync(context, id, to));
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, SignInRate>(SignInRate.Name));
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                cookie.Cookie.Name = "recto";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.CookieManager = new HostCookieManager();
                cookie.ExpireTimeSpan = AccountStore.SessionLife;
                cookie.LoginPath = DeskDoor.SignIn;
                cookie.EventsType = typeof(AccountCookie);
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                // The framework keeps the challenge of a passkey in it, from the question to the answer.
                cookie.Cookie.Name = "recto-passkey";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.Cookie.Path = "/account";
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
    }

    /// <summary>The site's keys without the site, for commands that read what it has encrypted.</summary>
    public static IDataProtectionProvider KeysOf(Database database)
    {
        var services = new ServiceCollection();
        services.AddSingleton(database);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddProtectionKeys();
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    // Whoever is signed in has the rights of the account, and those of its address: a link that was sent there has shown that it is theirs.
    private static RightKeys? KeysOf(HttpContext context) => context.Person() is { } person ? new RightKeys { AccountId = person.Id, EmailKey = Addresses.KeyOf(person.Email) } : null;

    /// <summary>Maps its addresses.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapLinks();
        routes.MapFirstAccount();
        routes.MapOwnAccount();
        routes.MapPeople();
        routes.MapChanges();
    }
}
