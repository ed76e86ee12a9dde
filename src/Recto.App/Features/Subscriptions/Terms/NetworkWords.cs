using Recto.App.Shell.Language;
using Recto.Journals.Access;

namespace Recto.App.Features.Subscriptions.Terms;

/// <summary>What is wrong with a network, in a sentence.</summary>
internal static class NetworkWords
{
    /// <summary>The sentence, with what was meant where that can be told.</summary>
    public static string Of(RangeFault fault, string line, Say say)
    {
        var sentence = fault.Kind switch
        {
            RangeFaultKind.NumberTooLarge => say["“{0}”: no part of an address is above 255.", line],
            RangeFaultKind.LeadingZero => say["“{0}”: leave out the zeros in front.", line],
            RangeFaultKind.Prefix => say["“{0}”: what stands after the slash cannot be.", line],
            RangeFaultKind.HostBits => say["“{0}”: the address before the slash is not the first of that network.", line],
            RangeFaultKind.Backwards => say["“{0}”: the end comes before the beginning.", line],
            RangeFaultKind.TwoKinds => say["“{0}”: one end is of IPv4, the other of IPv6.", line],
            RangeFaultKind.Wildcard => say["“{0}”: a star stands for a whole part of an IPv4 address, and only at its end.", line],
            RangeFaultKind.NotPublic => say["“{0}”: these addresses are seen inside a network only. Enter those with which your readers reach the internet.", line],
            _ => say["“{0}” is no address.", line],
        };
        return fault.Suggestion is { } meant ? $"{sentence} {say["Perhaps: {0}", meant]}" : sentence;
    }
}
