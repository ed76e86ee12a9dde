using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Recto.Journals.Access;

/// <summary>Addresses of the internet as 128-bit numbers: IPv6 as it is, IPv4 as <c>::ffff:0:0/96</c>, so that both are sought in one list.</summary>
public static class AddressNumber
{
    private const ulong MappedPrefix = 0xffff_0000_0000;

    /// <summary>The number of 0.0.0.0.</summary>
    public static UInt128 FirstIPv4 { get; } = new(0, MappedPrefix);

    /// <summary>The number of 255.255.255.255.</summary>
    public static UInt128 LastIPv4 { get; } = new(0, MappedPrefix | uint.MaxValue);

    /// <summary>The number of an IPv4 address.</summary>
    public static UInt128 OfIPv4(uint address) => new(0, MappedPrefix | address);

    /// <summary>The number of an address, of either kind. A zone is left aside.</summary>
    public static UInt128 Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 4 ? OfIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes)) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Whether it is the number of an IPv4 address.</summary>
    public static bool IsIPv4(UInt128 number) => number >= FirstIPv4 && number <= LastIPv4;

    /// <summary>The number as it is kept: sixteen bytes, the highest first, so that bytes are in the order of numbers.</summary>
    public static byte[] ToBytes(UInt128 number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> writes.</summary>
    /// <param name="bytes">Sixteen bytes.</param>
    public static UInt128 FromBytes(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    /// <summary>The address as people write it: <c>192.0.2.1</c>, <c>2001:db8::1</c>.</summary>
    public static string Text(UInt128 number)
    {
        if (IsIPv4(number))
        {
            var address = (uint)number;
            return string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}");
        }

        return new IPAddress(ToBytes(number)).ToString();
    }

    /// <summary>Reads an address: four decimal numbers without leading zeros (which some read as octal), or IPv6, without brackets, zone or port.</summary>
    /// <returns>Null for anything else.</returns>
    public static UInt128? TryRead(ReadOnlySpan<char> text)
    {
        if (text.Contains(':'))
        {
            return text.ContainsAnyExcept(Hexadecimal) || !IPAddress.TryParse(text, out var address) ? null : Of(address);
        }

        uint number = 0;
        var parts = 0;
        foreach (var part in text.Split('.'))
        {
            if (++parts > 4 || TryReadPart(text[part]) is not { } value)
            {
                return null;
            }

            number = number << 8 | value;
        }

        return parts == 4 ? OfIPv4(number) : null;
    }

    /// <summary>Reads one of the four numbers of an IPv4 address.</summary>
    /// <returns>0 to 255; null for anything else, a leading zero too.</returns>
    internal static byte? TryReadPart(ReadOnlySpan<char> text) =>
        text is not ([] or ['0', _, ..]) && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static readonly System.Buffers.SearchValues<char> Hexadecimal = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF:.");
}
