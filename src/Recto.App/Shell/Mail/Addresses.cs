using System.Net.Mail;

namespace Recto.App.Shell.Mail;

/// <summary>Addresses for mail as people type them.</summary>
internal static class Addresses
{
    /// <summary>Most characters of an address (RFC 5321, 4.5.3.1.3).</summary>
    public const int Longest = 254;

    private const int LongestName = 64; // Before the at sign (RFC 5321, 4.5.3.1.1).

    // Quoted names and comments are addresses too, and nobody has one; in a form they are a list, or an attempt at one.
    private static readonly System.Buffers.SearchValues<char> Strange = System.Buffers.SearchValues.Create("<>\",;()\\ ");

    /// <summary>Whether it is one address that a mail can be sent to: a name, an at sign, and a domain with a point in it or this very machine.</summary>
    public static bool IsAddress(string? text) => text is { Length: <= Longest } && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)) && text.AsSpan().IndexOfAny(Strange) < 0 && MailAddress.TryCreate(text, out var address) && address.Address == text && address.User.Length <= LongestName && (address.Host.Contains('.', StringComparison.Ordinal) || address.Host == "localhost");

    /// <summary>An address folded for comparing, as accounts keep it and rights are found by it.</summary>
    public static string KeyOf(string address) => address.Normalize().ToUpperInvariant();
}
