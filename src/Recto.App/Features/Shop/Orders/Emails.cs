namespace Recto.App.Features.Shop.Orders;

/// <summary>Addresses of e-mail as they are typed.</summary>
internal static class Emails
{
    private const int Longest = 254;

    /// <summary>Whether it is one address that a mail can be sent to: a name, an at sign, a domain with a point in it.</summary>
    public static bool IsOne(string? text) => text is { Length: >= 6 and <= Longest } && text.Split('@') is [{ Length: > 0 and <= 64 }, var domain]
        && domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.') && !domain.Contains("..", StringComparison.Ordinal)
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';' or '(' or ')' or '\\');
}
