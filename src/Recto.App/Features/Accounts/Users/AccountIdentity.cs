using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Users;

/// <summary>ASP.NET Core Identity over our stores: for the site, and for commands, which sign nobody in.</summary>
internal static class AccountIdentity
{
    /// <summary>Wrong passwords in a row after which none is taken for <see cref="Rest"/>.</summary>
    public const int Tries = 5;

    /// <summary>Fewest characters of a password (NIST SP 800-63B asks for length, and for nothing else).</summary>
    public const int ShortestPassword = 12;

    // PBKDF2-HMAC-SHA-512 (OWASP, Password Storage Cheat Sheet).
    private const int HashRounds = 210_000;

    /// <summary>How long no password is taken after too many wrong ones.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Adds the stores and the manager of users.</summary>
    public static IdentityBuilder AddAccountIdentity(this IServiceCollection services)
    {
        services.AddSingleton<AccountStore>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<AccountLinkStore>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddScoped<IUserStore<Account>, AccountUsers>();
        services.AddScoped<IUserConfirmation<Account>, AccountInUse>();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountPrincipal>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds); // What was hashed with fewer is hashed anew when its owner signs in.
        return services.AddIdentityCore<Account>(identity =>
        {
            identity.User.AllowedUserNameCharacters = ""; // An address may hold what it likes.
            identity.User.RequireUniqueEmail = true;
            identity.SignIn.RequireConfirmedAccount = true;
            identity.Lockout.MaxFailedAccessAttempts = Tries;
            identity.Lockout.DefaultLockoutTimeSpan = Rest;
            identity.Password = new PasswordOptions { RequiredLength = ShortestPassword, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        });
    }

    /// <summary>Keeps the keys of cookies in the database.</summary>
    public static void AddProtectionKeys(this IServiceCollection services)
    {
        services.AddSingleton<ProtectionKeyStore>();
        services.AddDataProtection().SetApplicationName("Recto");
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyStore, TimeProvider>((keys, store, time) => keys.XmlRepository = new KeysInDatabase(store, time));
    }

    private sealed class KeysInDatabase(ProtectionKeyStore keys, TimeProvider time) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(xml => XElement.Parse(xml))];

        public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting), time.GetUtcNow());
    }
}
