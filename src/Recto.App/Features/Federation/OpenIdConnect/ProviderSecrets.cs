using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>The site's secrets at providers, which the database keeps encrypted with the site's keys.</summary>
internal sealed class ProviderSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Recto.Federation.ClientSecret.1");

    /// <summary>A secret as the database keeps it.</summary>
    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The secret; null where there is none, or what is kept can no longer be read (the keys are gone).</summary>
    public string? Find(IdentityProvider provider)
    {
        try
        {
            return provider.ClientSecret is { } kept ? _protector.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
