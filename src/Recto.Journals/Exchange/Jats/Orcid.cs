namespace Recto.Journals.Exchange.Jats;

/// <summary>ORCID iDs as files write them: bare, or behind an address.</summary>
public static class Orcid
{
    /// <summary>Where the person is found whose iD it is.</summary>
    /// <param name="orcid">Sixteen characters with hyphens.</param>
    public static string AddressOf(string orcid) => "https://orcid.org/" + orcid;

    /// <summary>Sixteen characters with hyphens; null where the check digit (ISO 7064, MOD 11-2) is wrong or the form another.</summary>
    public static string? Read(string written)
    {
        var tail = written.Trim().TrimEnd('/');
        var digits = tail[(tail.LastIndexOf('/') + 1)..].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length != 16)
        {
            return null;
        }

        var sum = 0;
        foreach (var digit in digits.AsSpan(0, 15))
        {
            if (!char.IsAsciiDigit(digit))
            {
                return null;
            }

            sum = (sum + (digit - '0')) * 2 % 11;
        }

        var check = (12 - sum) % 11;
        return digits[15] == (check == 10 ? 'X' : (char)('0' + check)) ? $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}" : null;
    }
}
