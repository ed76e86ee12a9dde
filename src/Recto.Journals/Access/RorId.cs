namespace Recto.Journals.Access;

/// <summary>Ids of the Research Organization Registry.</summary>
public static class RorId
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz"; // Base 32 by Crockford: no i, l, o, u.
    private const string Beginning = "https://ror.org/";

    /// <summary>Reads an id with or without the address before it, and looks at its two check digits (ISO 7064, mod 97-10).</summary>
    /// <returns>As it is kept, <c>https://ror.org/05a28rw58</c>; null where it is none.</returns>
    public static string? TryRead(string? text)
    {
        var id = (text ?? "").Trim().ToLowerInvariant();
        id = id[(id.LastIndexOf('/') + 1)..];
        if (id.Length != 9 || id[0] != '0' || !char.IsAsciiDigit(id[7]) || !char.IsAsciiDigit(id[8]))
        {
            return null;
        }

        var number = 0L;
        foreach (var letter in id[..7])
        {
            if (Digits.IndexOf(letter, StringComparison.Ordinal) is < 0)
            {
                return null;
            }

            number = number * 32 + Digits.IndexOf(letter, StringComparison.Ordinal);
        }

        return (number * 100 + (id[7] - '0') * 10 + id[8] - '0') % 97 == 1 ? Beginning + id : null;
    }
}
