using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Users;

/// <summary>
/// Links that make an address an account's. Nothing is kept of them: the link itself holds, sealed, what was asked for and the account's stamp of then. Using it changes the stamp, so it works once; and so does
/// everything else that ends sign-ins, which makes it worthless.
/// </summary>
internal sealed class AddressLinks(IDataProtectionProvider protection, AccountStore accounts, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Where such a link leads; <c>?key=</c> follows.</summary>
    public const string Address = "/account/address";

    private const int LongestKey = 4000;
    private readonly IDataProtector _seal = protection.CreateProtector("Recto.AddressLinks");

    /// <summary>Makes a link.</summary>
    /// <param name="account">The account as it is.</param>
    /// <param name="email">The address that is asked for.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Path and query; null where another account has the address, or this one has it already.</returns>
    public async Task<string?> MakeAsync(Account account, string email, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(KeyOf(email), ct) is { } owner && (owner.Id != account.Id || owner.Email == email))
        {
            return null;
        }

        var asked = new Asked(account.Id, account.EmailKey, account.SecurityStamp, email, (time.GetUtcNow() + SignInLinks.Asked).ToUnixTimeSeconds());
        return $"{Address}?key={WebEncoders.Base64UrlEncode(_seal.Protect(JsonSerializer.SerializeToUtf8Bytes(asked)))}";
    }

    /// <summary>What a link asks for, where it is still good: the account as it was then and is now, and the new address; null where not.</summary>
    public async Task<(Account Account, string Email)?> FindAsync(string? key, CancellationToken ct)
    {
        if (Read(key) is not { } asked || asked.Until < time.GetUtcNow().ToUnixTimeSeconds() || await accounts.FindAsync(asked.Id, ct) is not { IsActive: true } account
            || account.EmailKey != asked.Was || account.SecurityStamp != asked.Stamp)
        {
            return null;
        }

        return await accounts.FindByEmailAsync(KeyOf(asked.Email), ct) is { } owner && owner.Id != account.Id ? null : (account, asked.Email);
    }

    /// <summary>An address folded for comparing.</summary>
    public string KeyOf(string email) => normalizer.NormalizeEmail(email)!;

    private Asked? Read(string? key)
    {
        try
        {
            return key is { Length: > 0 and <= LongestKey } ? JsonSerializer.Deserialize<Asked>(_seal.Unprotect(WebEncoders.Base64UrlDecode(key))) : null;
        }
        catch (Exception broken) when (broken is FormatException or System.Security.Cryptography.CryptographicException or JsonException)
        {
            return null; // Not whole, or not ours.
        }
    }

    private sealed record Asked(Guid Id, string Was, string Stamp, string Email, long Until);
}
