using System.Globalization;
using System.Numerics;

namespace Recto.Journals.Access;

/// <summary>Reads ranges of addresses as librarians write them: one address, a network, both ends, ends in short, wildcards.</summary>
public static class RangeReader
{
    private static readonly System.Buffers.SearchValues<char> Dashes = System.Buffers.SearchValues.Create("-‐‑–—");

    /// <summary>Reads one range: <c>192.0.2.7</c>, <c>192.0.2.0/24</c>, <c>192.0.2.0/255.255.255.0</c>, <c>192.0.2.1-192.0.2.9</c>, <c>192.0.2.1-9</c>, <c>192.0.2.*</c>, <c>192.0.2-5.*</c>, and the first four of IPv6. Blanks around a dash are left aside.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="range">The range; of no meaning where there is a fault.</param>
    /// <returns>What is wrong; null where it was read. That a range is wide is no fault (<see cref="AddressRange.IsWide"/>).</returns>
    public static RangeFault? TryRead(string text, out AddressRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        var word = text.Trim();
        var fault = word.Contains('*', StringComparison.Ordinal) ? ReadWildcards(word, out range)
            : word.Contains('/', StringComparison.Ordinal) ? ReadNetwork(word, out range)
            : word.AsSpan().IndexOfAny(Dashes) is > 0 and var dash ? ReadEnds(word[..dash].TrimEnd(), word[(dash + 1)..].TrimStart(), out range)
            : ReadOne(word, out range);
        return fault ?? (AddressUses.Of(range) is var use and not AddressUse.Public ? new(RangeFaultKind.NotPublic, word) { Use = use } : null);
    }

    private static RangeFault? ReadOne(string word, out AddressRange range)
    {
        var number = AddressNumber.TryRead(word);
        range = new(number ?? 0, number ?? 0);
        return number is null ? Unread(word) : null;
    }

    private static RangeFault? ReadNetwork(string word, out AddressRange range)
    {
        range = default;
        var (address, prefix) = (word[..word.IndexOf('/', StringComparison.Ordinal)].Trim(), word[(word.IndexOf('/', StringComparison.Ordinal) + 1)..].Trim());
        if (AddressNumber.TryRead(address) is not { } number)
        {
            return Unread(address);
        }

        var bits = address.Contains(':', StringComparison.Ordinal) ? 128 : 32;
        int length;
        if (bits == 32 && prefix.Contains('.', StringComparison.Ordinal))
        {
            if (AddressNumber.TryRead(prefix) is not { } mask || BitOperations.PopCount((uint)mask) is var ones && ones != BitOperations.LeadingZeroCount(~(uint)mask))
            {
                return new(RangeFaultKind.Prefix, prefix) { Most = 32 };
            }

            length = ones;
        }
        else if (prefix.Length > 3 || !int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits)
        {
            return new(RangeFaultKind.Prefix, prefix) { Most = bits };
        }

        range = AddressRange.Network(number, bits - length);
        return range.First == number ? null : new(RangeFaultKind.HostBits, word) { Suggestion = $"{AddressNumber.Text(range.First)}/{length.ToString(CultureInfo.InvariantCulture)}" };
    }

    private static RangeFault? ReadEnds(string from, string to, out AddressRange range)
    {
        range = default;
        if (AddressNumber.TryRead(from) is not { } first)
        {
            return Unread(from);
        }

        // In short, only the last number of IPv4 may be left to stand for the end: 192.0.2.1-9.
        var last = AddressNumber.TryRead(to) ?? (AddressNumber.IsIPv4(first) && AddressNumber.TryReadPart(to) is { } part ? first & ~(UInt128)255 | part : null);
        if (last is null)
        {
            return Unread(to);
        }

        if (AddressNumber.IsIPv4(first) != AddressNumber.IsIPv4(last.Value))
        {
            return new(RangeFaultKind.TwoKinds, to);
        }

        range = new(first, last.Value);
        return first <= last ? null : new(RangeFaultKind.Backwards, to) { Suggestion = new AddressRange(last.Value, first).ToString() };
    }

    // 192.0.2.*, 192.0.*.*, 192.0.2-5.*: what follows a wildcard or two numbers with a dash is all wildcards.
    private static RangeFault? ReadWildcards(string word, out AddressRange range)
    {
        range = default;
        var parts = word.Split('.');
        if (parts.Length != 4)
        {
            return new(RangeFaultKind.Wildcard, word);
        }

        var (first, last, isOpen) = (0u, 0u, false);
        foreach (var part in parts)
        {
            var dash = part.AsSpan().IndexOfAny(Dashes);
            var (low, high) = part == "*" ? (0, 255)
                : dash > 0 ? (AddressNumber.TryReadPart(part.AsSpan(0, dash).Trim()), AddressNumber.TryReadPart(part.AsSpan(dash + 1).Trim()))
                : (AddressNumber.TryReadPart(part), AddressNumber.TryReadPart(part));
            if (low is null || high is null)
            {
                return part.All(char.IsAsciiDigit) ? Unread(word) : new(RangeFaultKind.Wildcard, word);
            }

            if (low > high || isOpen && part != "*")
            {
                return new(RangeFaultKind.Wildcard, word);
            }

            isOpen |= low < high;
            (first, last) = (first << 8 | low.Value, last << 8 | high.Value);
        }

        range = new(AddressNumber.OfIPv4(first), AddressNumber.OfIPv4(last));
        return null;
    }

    // Why an address was not read: the commonest slips have names of their own.
    private static RangeFault Unread(string word)
    {
        var parts = word.Split('.');
        return parts.Length == 4 && parts.All(part => part.Length is > 0 and <= 9 && part.All(char.IsAsciiDigit))
            ? parts.FirstOrDefault(part => part is ['0', _, ..]) is not null && parts.All(part => part.TrimStart('0') is var digits && (digits.Length == 0 || AddressNumber.TryReadPart(digits) is not null))
                ? new(RangeFaultKind.LeadingZero, word) { Suggestion = string.Join('.', parts.Select(part => part.TrimStart('0') is { Length: > 0 } digits ? digits : "0")) }
                : new(RangeFaultKind.NumberTooLarge, parts.First(part => AddressNumber.TryReadPart(part) is null))
            : new(RangeFaultKind.NoAddress, word);
    }
}

/// <summary>Why a range of addresses was not taken.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Word">The word that is.</param>
public sealed record RangeFault(RangeFaultKind Kind, string Word)
{
    /// <summary>How it was meant, perhaps; null where that cannot be told.</summary>
    public string? Suggestion { get; init; }

    /// <summary>What the addresses are set aside for, where that is why.</summary>
    public AddressUse Use { get; init; }

    /// <summary>The largest prefix, where the prefix is wrong: 32 or 128.</summary>
    public int Most { get; init; }
}

/// <summary>What is wrong with a range of addresses.</summary>
public enum RangeFaultKind
{
    /// <summary>It is no address.</summary>
    NoAddress = 1,

    /// <summary>One of the four numbers is above 255.</summary>
    NumberTooLarge,

    /// <summary>A number begins with a zero, which some programs read as octal.</summary>
    LeadingZero,

    /// <summary>The length of the prefix, or the mask, cannot be.</summary>
    Prefix,

    /// <summary>The address before the prefix is not the first of the network.</summary>
    HostBits,

    /// <summary>The end comes before the beginning.</summary>
    Backwards,

    /// <summary>One end is of IPv4 and the other of IPv6.</summary>
    TwoKinds,

    /// <summary>A wildcard stands where none can, or stands for a part of a number, or in IPv6.</summary>
    Wildcard,

    /// <summary>The addresses are not of the public internet, or some are not.</summary>
    NotPublic,
}
