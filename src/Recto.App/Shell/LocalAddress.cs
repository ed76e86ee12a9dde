namespace Recto.App.Shell;

/// <summary>Addresses that lead back to a page of this very site, and nowhere else.</summary>
internal static class LocalAddress
{
    private const int Longest = 2000;

    /// <summary>The address, where it is one of this site; null for anything else: another host in any disguise (<c>//host</c>, <c>/\host</c>), a scheme, a line break.</summary>
    public static string? Of(string? address) =>
        address is { Length: > 0 and <= Longest } && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.AsSpan().ContainsAny('\\', '\u007F') && !address.AsSpan().ContainsAnyInRange('\0', '\u001F')
            ? address : null;

    /// <summary>The same as it may stand in a header: what is not ASCII is written in percent signs.</summary>
    public static string? Header(string? address) => Of(address) is { } local ? Escaped(local) : null;

    /// <summary>Any address as it may stand in a header, which takes no letter beyond ASCII; what is escaped already stays as it is.</summary>
    public static string Escaped(string address) => string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii && rune.Value > ' ' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
