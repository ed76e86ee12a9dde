using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Keys of orders and carts: 128 bits of chance as one word of an address; the database knows a hash of each, never the key.</summary>
internal static class OrderKeys
{
    private const int Bytes = 16;

    /// <summary>A new key.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 of a key, lower-case hex; null for what cannot be one.</summary>
    public static string? HashOf(string? key) => key is { Length: > 0 and <= 64 } && Base64Url.IsValid(key) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key))) : null;
}
