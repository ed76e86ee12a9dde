using System.Net.Mail;

namespace Recto.App.Shell.Mail;

/// <summary>Addresses for mail as people type them.</summary>
internal static class Addresses
{
    /// <summary>Most characters of an address (RFC 5321, 4.5.3.1.3).</summary>
    public const int Longest = 254;

    /// <summary>Whether a mail can be sent there at all.</summary>
    public static bool IsAddress(string? text) => text is { Length: <= Longest } && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text && (address.Host.Contains('.', StringComparison.Ordinal) || address.Host == "localhost");

    /// <summary>An address folded for comparing, as accounts keep it and rights are found by it.</summary>
    public static string KeyOf(string address) => address.Normalize().ToUpperInvariant();
}
