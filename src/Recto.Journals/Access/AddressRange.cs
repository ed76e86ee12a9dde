using System.Globalization;

namespace Recto.Journals.Access;

/// <summary>A stretch of addresses, both ends in it, as numbers of <see cref="AddressNumber"/>.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; not before the first.</param>
public readonly record struct AddressRange(UInt128 First, UInt128 Last)
{
    private const int WidestIPv4 = 24;
    private const int WidestIPv6 = 104;

    /// <summary>A network by its prefix.</summary>
    /// <param name="address">Any address in it.</param>
    /// <param name="hostBits">Bits behind the prefix, 0 to 128.</param>
    public static AddressRange Network(UInt128 address, int hostBits)
    {
        var hosts = Mask(hostBits);
        return new(address & ~hosts, address | hosts);
    }

    /// <summary>Whether it is one of IPv4.</summary>
    public bool IsIPv4 => AddressNumber.IsIPv4(First) && AddressNumber.IsIPv4(Last);

    /// <summary>Whether it is wider than a /8 of IPv4 or a /24 of IPv6: more than any institution has, so that somebody has to say that it is meant.</summary>
    public bool IsWide => Last - First > Mask(IsIPv4 ? WidestIPv4 : WidestIPv6);

    /// <summary>Whether the address lies in it.</summary>
    public bool Holds(UInt128 address) => First <= address && address <= Last;

    /// <summary>Whether an address lies in both.</summary>
    public bool Overlaps(AddressRange other) => First <= other.Last && other.First <= Last;

    /// <summary>How it is written best: one address, a network (<c>192.0.2.0/24</c>), else both ends (<c>192.0.2.1-192.0.2.9</c>).</summary>
    public override string ToString()
    {
        var bits = 128 - (int)UInt128.LeadingZeroCount(First ^ Last);
        var isNetwork = this == Network(First, bits);
        return First == Last ? AddressNumber.Text(First)
            : isNetwork ? string.Create(CultureInfo.InvariantCulture, $"{AddressNumber.Text(First)}/{(IsIPv4 ? 32 : 128) - bits}")
            : $"{AddressNumber.Text(First)}-{AddressNumber.Text(Last)}";
    }

    private static UInt128 Mask(int bits) => bits >= 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
}
