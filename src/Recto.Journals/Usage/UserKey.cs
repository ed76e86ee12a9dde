using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Recto.Journals.Usage;

/// <summary>Who did something, for as long as a day is processed: the first half of an HMAC-SHA256 under the salt of that day. Without the salt nobody can find an address by trying all of them; when the salt is destroyed, nobody can at all.</summary>
/// <param name="Value">128 bits.</param>
public readonly record struct UserKey(UInt128 Value)
{
    /// <summary>The fewest bytes of a salt.</summary>
    public const int ShortestSalt = 16;

    /// <summary>Somebody known by address and agent alone (COUNTER 5.1, 7.2, option 1). An IPv4 address is the same whether it came wrapped in IPv6 or not.</summary>
    /// <param name="salt">The salt of the day, random and secret, 16 bytes or more.</param>
    /// <param name="address">Where the request came from.</param>
    /// <param name="agent">What called itself so; null where nothing did.</param>
    public static UserKey OfAddress(ReadOnlySpan<byte> salt, IPAddress address, string? agent)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Of(salt, 'a', (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString(), agent ?? "");
    }

    /// <summary>A session or somebody known by a cookie (options 2 and 3).</summary>
    /// <param name="salt">The salt of the day.</param>
    /// <param name="cookie">What the cookie holds.</param>
    public static UserKey OfCookie(ReadOnlySpan<byte> salt, string cookie) => Of(salt, 'c', cookie, "");

    /// <summary>Somebody who has signed in (option 4).</summary>
    /// <param name="salt">The salt of the day.</param>
    /// <param name="account">The account.</param>
    public static UserKey OfAccount(ReadOnlySpan<byte> salt, Guid account) => Of(salt, 'p', account.ToString("N"), "");

    /// <summary>Somebody who has asked not to be followed (DNT, GPC): one key for all such readers of the same institutions on one day. Nothing of address and agent is in it; two of them who open one article within 30 seconds count once, so that too little is counted rather than anybody followed.</summary>
    /// <param name="salt">The salt of the day.</param>
    /// <param name="institutions">The institutions that it counts for.</param>
    public static UserKey OfNobody(ReadOnlySpan<byte> salt, IReadOnlyList<Guid> institutions) => Of(salt, 'n', string.Concat(institutions.Order().Select(id => id.ToString("N"))), "");

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    // The letter keeps the kinds apart, the length the two parts.
    private static UserKey Of(ReadOnlySpan<byte> salt, char kind, string first, string second)
    {
        if (salt.Length < ShortestSalt)
        {
            throw new ArgumentException($"A salt has {ShortestSalt} bytes or more.", nameof(salt));
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{first.Length}|{first}{second}")), hash);
        return new UserKey(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
