namespace Recto.Journals.Access;

/// <summary>For what addresses are set aside (RFC 6890 and the registries that it names).</summary>
public enum AddressUse
{
    /// <summary>The internet.</summary>
    Public,

    /// <summary>Networks of one's own: RFC 1918, shared space of providers (RFC 6598), unique local addresses of IPv6. From outside nobody comes from there.</summary>
    Private,

    /// <summary>The machine itself.</summary>
    Loopback,

    /// <summary>One link.</summary>
    LinkLocal,

    /// <summary>Groups of receivers.</summary>
    Multicast,

    /// <summary>Set aside for protocols, measurements or later.</summary>
    Reserved,
}

/// <summary>Tells for what addresses are set aside.</summary>
public static class AddressUses
{
    // Networks for documentation (RFC 5737, RFC 3849) stand among the public ones: nobody comes from there, and demonstrations use them.
    private static readonly (AddressRange Range, AddressUse Use)[] Blocks =
    [
        (IPv4(0x00000000, 24), AddressUse.Reserved), (IPv4(0x0a000000, 24), AddressUse.Private), (IPv4(0x64400000, 22), AddressUse.Private), (IPv4(0x7f000000, 24), AddressUse.Loopback),
        (IPv4(0xa9fe0000, 16), AddressUse.LinkLocal), (IPv4(0xac100000, 20), AddressUse.Private), (IPv4(0xc0000000, 8), AddressUse.Reserved), (IPv4(0xc0586300, 8), AddressUse.Reserved),
        (IPv4(0xc0a80000, 16), AddressUse.Private), (IPv4(0xc6120000, 17), AddressUse.Reserved), (IPv4(0xe0000000, 28), AddressUse.Multicast), (IPv4(0xf0000000, 28), AddressUse.Reserved),
        (IPv6(0, 1, 0), AddressUse.Loopback), (IPv6(0xfc00_0000_0000_0000, 0, 121), AddressUse.Private), (IPv6(0xfe80_0000_0000_0000, 0, 118), AddressUse.LinkLocal), (IPv6(0xff00_0000_0000_0000, 0, 120), AddressUse.Multicast),
    ];

    // All that is given out of IPv6 lies in 2000::/3.
    private static readonly AddressRange GlobalIPv6 = AddressRange.Network(new UInt128(0x2000_0000_0000_0000, 0), 125);

    /// <summary>The first use that a part of the range is set aside for; <see cref="AddressUse.Public"/> where all of it is of the internet.</summary>
    public static AddressUse Of(AddressRange range)
    {
        foreach (var (block, use) in Blocks)
        {
            if (block.Overlaps(range))
            {
                return use;
            }
        }

        return range.IsIPv4 || (GlobalIPv6.Holds(range.First) && GlobalIPv6.Holds(range.Last)) ? AddressUse.Public : AddressUse.Reserved;
    }

    private static AddressRange IPv4(uint address, int hostBits) => AddressRange.Network(AddressNumber.OfIPv4(address), hostBits);

    private static AddressRange IPv6(ulong upper, ulong lower, int hostBits) => AddressRange.Network(new UInt128(upper, lower), hostBits);
}
