using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Recto.App.Features.Federation.Persons;

/// <summary>Who a provider has just said that somebody is.</summary>
/// <param name="Issuer">The provider's issuer.</param>
/// <param name="Subject">Its name for the person.</param>
internal sealed record ShownIdentity(string Issuer, string Subject);

/// <summary>Carries what a provider has said through the page that asks whether an account is to be opened by it from now on: sealed, for that account, for ten minutes.</summary>
internal sealed class ShownIdentities(IDataProtectionProvider protection, TimeProvider time)
{
    private const int LongestSealed = 8000;
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);
    private readonly IDataProtector _protector = protection.CreateProtector("Recto.Federation.Shown.1");

    /// <summary>As the form carries it.</summary>
    public string Seal(ShownIdentity shown, Guid accountId) =>
        _protector.Protect(string.Join('\n', accountId.ToString("N"), (time.GetUtcNow() + Good).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), shown.Issuer, shown.Subject));

    /// <summary>What was said; null where it was said to another account, too long ago, or not at all.</summary>
    public ShownIdentity? Open(string? sealedText, Guid accountId)
    {
        try
        {
            return sealedText is { Length: > 0 and <= LongestSealed } && _protector.Unprotect(sealedText).Split('\n', 4) is [var account, var until, var issuer, var subject]
                && account == accountId.ToString("N") && time.GetUtcNow().ToUnixTimeSeconds() < long.Parse(until, CultureInfo.InvariantCulture) ? new(issuer, subject) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
