using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Recto.App.Shell.Persons;

/// <summary>Keys with which programs ask what institutions may read: only a hash of them is kept, and by it they are found.</summary>
internal static class AccessKey
{
    private const string Beginning = "recto_i_";
    private const string Scheme = "Bearer ";
    private const int Length = 43;

    /// <summary>A new key of 256 bits, its hash, and its first letters.</summary>
    public static (string Key, string Hash, string Hint) Make()
    {
        var key = Beginning + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (key, Hash(key), key[..(Beginning.Length + 4)]);
    }

    /// <summary>The hash of a key; null for what cannot be one.</summary>
    public static string? HashOf(string? key) => key is not null && key.Length == Beginning.Length + Length && key.StartsWith(Beginning, StringComparison.Ordinal) ? Hash(key) : null;

    /// <summary>The hash of the key that a request brings: <c>Authorization: Bearer</c>, <c>X-Api-Key</c>, or <c>api_key</c> of the address; null where it brings none.</summary>
    public static string? HashOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return HashOf(authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : request.Headers["X-Api-Key"] is [{ Length: > 0 } header] ? header : request.Query["api_key"]);
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
