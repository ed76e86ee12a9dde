using Recto.App.Shell.Language;
using Recto.Journals.Access;

namespace Recto.App.Shell.Persons;

/// <summary>Says why a range of addresses was not taken, and how to write it.</summary>
internal static class RangeWords
{
    /// <summary>The sentence.</summary>
    public static string Of(RangeFault fault, Say say) => fault switch
    {
        { Kind: RangeFaultKind.NumberTooLarge } => say["“{0}” is above 255, and no part of an address is.", fault.Word],
        { Kind: RangeFaultKind.LeadingZero } => say["“{0}” has numbers that begin with 0, which programs read in different ways. Write {1}.", fault.Word, fault.Suggestion],
        { Kind: RangeFaultKind.Prefix } => say["“{0}” cannot stand after the slash: a number from 0 to {1} can, or a mask as 255.255.0.0.", fault.Word, fault.Most],
        { Kind: RangeFaultKind.HostBits } => say["“{0}” does not begin where such a network begins. If the whole network is meant, write {1}; if one address is, leave out the slash and what follows.", fault.Word, fault.Suggestion],
        { Kind: RangeFaultKind.Backwards } => say["“{0}” comes before the beginning. Write {1} if that is meant.", fault.Word, fault.Suggestion],
        { Kind: RangeFaultKind.TwoKinds } => say["One end is IPv4 and the other, “{0}”, IPv6. Write two ranges.", fault.Word],
        { Kind: RangeFaultKind.Wildcard } => say["“{0}”: a * stands for a whole number of an IPv4 address, and only at its end, as in 130.92.*.*. Write an IPv6 network with a slash, as in 2001:620::/32.", fault.Word],
        { Kind: RangeFaultKind.NotPublic } => say["“{0}”: {1} Ask the library for the addresses under which its readers appear on the internet.", fault.Word, Of(fault.Use, say)],
        _ => say["“{0}” is not an address. Write 130.92.9.57, 130.92.0.0/16, 130.92.1.0-130.92.3.255, 130.92.*.* or 2001:620::/32.", fault.Word],
    };

    /// <summary>Why nobody comes from such an address.</summary>
    public static string Of(AddressUse use, Say say) => use switch
    {
        AddressUse.Private => say["these are addresses of private networks, which thousands of networks use at once and nobody has outside."],
        AddressUse.Loopback => say["these are addresses by which a machine calls itself."],
        AddressUse.LinkLocal => say["these are addresses that machines give themselves on one cable."],
        AddressUse.Multicast => say["these are addresses of groups of receivers, and not of readers."],
        _ => say["these are addresses that are reserved, and that nobody has."],
    };
}
