using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>What a browser sends of a passkey, taken with care: anything may come.</summary>
internal static class Passkeys
{
    private const int LongestCredential = 64 * 1024;

    /// <summary>Whether a passkey was shown that opens an account; null for what cannot be read, or where nobody asked.</summary>
    public static async Task<PasskeyAssertionResult<Account>?> AssertAsync(SignInManager<Account> signIn, string? credential)
    {
        try
        {
            return credential is { Length: <= LongestCredential } ? await signIn.PerformPasskeyAssertionAsync(credential) : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            // No challenge was asked for (or it is too old), or what came is no credential.
            return null;
        }
    }

    /// <summary>The passkey that was made; null for what cannot be read, or where nobody asked.</summary>
    public static async Task<PasskeyAttestationResult?> AttestAsync(SignInManager<Account> signIn, string? credential)
    {
        try
        {
            return credential is { Length: <= LongestCredential } ? await signIn.PerformPasskeyAttestationAsync(credential) : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            return null; // As above.
        }
    }
}
