using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recto.Journals.Exchange.Oai;

/// <summary>Writes tokens and reads them back. They are signed: what this site has not written is told at once.</summary>
/// <param name="key">The site's own key, at least 16 bytes.</param>
public sealed class OaiTokens(byte[] key)
{
    /// <summary>How long a token is taken.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const int Signature = 16;
    private const int Longest = 2000;
    private const string Version = "1";

    /// <summary>A word that is safe in an address.</summary>
    public string Write(OaiToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var text = string.Join('|', Version, ((int)token.Verb).ToString(CultureInfo.InvariantCulture), token.Prefix, token.Set, Ticks(token.From), Ticks(token.Before), Ticks(token.At), token.Last.ToString("N"),
            token.Cursor.ToString(CultureInfo.InvariantCulture), token.Size.ToString(CultureInfo.InvariantCulture), Ticks(token.Expires));
        var payload = Encoding.UTF8.GetBytes(text);
        return Base64Url.EncodeToString([.. Sign(payload), .. payload]);
    }

    /// <summary>Reads a token of this site that is still taken.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="now">Now.</param>
    /// <param name="token">What it holds.</param>
    public bool TryRead(string text, DateTimeOffset now, [NotNullWhen(true)] out OaiToken? token)
    {
        ArgumentNullException.ThrowIfNull(text);
        token = null;
        if (text.Length > Longest || !Base64Url.IsValid(text, out var length) || length <= Signature)
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var payload = bytes.AsSpan(Signature);
        if (!CryptographicOperations.FixedTimeEquals(Sign(payload), bytes.AsSpan(0, Signature)) || Base64Url.EncodeToString(bytes) != text)
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(payload).Split('|');
        if (parts.Length != 11 || parts[0] != Version || Instant(parts[10]) is not { } expires || expires < now)
        {
            return false;
        }

        token = new OaiToken
        {
            Verb = (OaiVerb)int.Parse(parts[1], CultureInfo.InvariantCulture),
            Prefix = parts[2],
            Set = parts[3].Length == 0 ? null : parts[3],
            From = Instant(parts[4]),
            Before = Instant(parts[5]),
            At = Instant(parts[6])!.Value,
            Last = Guid.ParseExact(parts[7], "N"),
            Cursor = long.Parse(parts[8], CultureInfo.InvariantCulture),
            Size = long.Parse(parts[9], CultureInfo.InvariantCulture),
            Expires = expires,
        };
        return true;
    }

    private static string Ticks(DateTimeOffset? instant) => instant?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? Instant(string ticks) => ticks.Length == 0 ? null : new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);

    private byte[] Sign(ReadOnlySpan<byte> payload) => HMACSHA256.HashData(key, payload)[..Signature];
}
