using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Recto.Journals.Recommending;

/// <summary>
/// Lists in an order that chance gives, for a small share of readers: what is clicked there tells how much a place counts by itself. Who is in the share is drawn anew each day, and the same the whole day, so that a click is of the list that was shown;
/// the order is the same for all of them on one day, so that finished pages serve them.
/// </summary>
public static class ShuffledOrder
{
    private const int LongestAgent = 512;
    private const int AddressLength = 16;
    private const int KeyLength = HMACSHA256.HashSizeInBytes;

    /// <summary>The key by which readers of a day are drawn, from the secret of that day. Nothing leads back from it to the secret, by which usage knows them.</summary>
    /// <param name="salt">The salt of the day (<see cref="Usage.UserKey"/>).</param>
    public static byte[] KeyOf(ReadOnlySpan<byte> salt) => HMACSHA256.HashData(salt, "shuffled lists"u8);

    /// <summary>Whether a reader is in the share.</summary>
    /// <param name="key">The key of the day (<see cref="KeyOf"/>).</param>
    /// <param name="address">Where the reader is. An IPv4 address is the same whether it came wrapped in IPv6 or not.</param>
    /// <param name="agent">What calls itself so; of a long name the first 512 characters count.</param>
    /// <param name="percent">The share, above 0 and no more than 100.</param>
    public static bool Holds(ReadOnlySpan<byte> key, IPAddress address, string? agent, double percent)
    {
        ArgumentNullException.ThrowIfNull(address);
        var named = agent.AsSpan();
        named = named.Length > LongestAgent ? named[..LongestAgent] : named;
        Span<byte> text = stackalloc byte[KeyLength + AddressLength + (LongestAgent * 3)];
        key[..KeyLength].CopyTo(text);
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(text[KeyLength..], out var length);
        text[(KeyLength + length)..(KeyLength + AddressLength)].Clear();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(KeyLength + AddressLength + Encoding.UTF8.GetBytes(named, text[(KeyLength + AddressLength)..]))], hash); // Every page from the cache waits for it, and nothing of it goes out: no HMAC, which takes twice as long.
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) / (double)(1L << 53) < percent / 100;
    }

    /// <summary>A list in the order of a day. It hangs on the article, the others and the day, and on nobody who reads.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="article">Beside which they stand.</param>
    /// <param name="day">The day, UTC.</param>
    /// <param name="idOf">The article of a line.</param>
    /// <param name="reasonOf">Why it stands there: a list in which an editor has chosen a line keeps its order, for they were told that it stands first.</param>
    /// <param name="isShuffled">Whether that is another order than it was made in; also where chance gave the same one, and of a single line.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> lines, Guid article, DateOnly day, Func<T, Guid> idOf, Func<T, ListReasonKind> reasonOf, out bool isShuffled)
    {
        ArgumentNullException.ThrowIfNull(lines);
        isShuffled = lines.Count > 0 && !lines.Any(line => reasonOf(line) == ListReasonKind.Chosen);
        return isShuffled ? [.. lines.OrderBy(line => Rank(article, idOf(line), day)).ThenBy(idOf)] : lines;
    }

    private static ulong Rank(Guid article, Guid other, DateOnly day)
    {
        Span<byte> text = stackalloc byte[36];
        article.TryWriteBytes(text);
        other.TryWriteBytes(text[16..]);
        BinaryPrimitives.WriteInt32BigEndian(text[32..], day.DayNumber);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
