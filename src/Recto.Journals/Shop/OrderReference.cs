namespace Recto.Journals.Shop;

/// <summary>
/// By what people call an order: <c>R-7Q4M-20KX</c>. 40 bits, so that nobody guesses one; it opens nothing by itself all the same. Letters that look like digits (I, L, O, U) do not occur, and are read as what they look like.
/// </summary>
public static class OrderReference
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32.

    /// <summary>Bytes of chance that make one.</summary>
    public const int ByteCount = 5;

    /// <summary>Writes one.</summary>
    /// <param name="chance">Five bytes.</param>
    public static string Of(ReadOnlySpan<byte> chance)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(chance.Length, ByteCount);
        ulong number = 0;
        foreach (var part in chance)
        {
            number = (number << 8) | part;
        }

        Span<char> text = stackalloc char[8];
        for (var at = text.Length - 1; at >= 0; at--, number >>= 5)
        {
            text[at] = Digits[(int)(number & 31)];
        }

        return $"R-{text[..4]}-{text[4..]}";
    }

    /// <summary>Reads one as people type it: any case, with or without hyphens and the R; null where it is none.</summary>
    public static string? Read(string? text)
    {
        var typed = string.Concat((text ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        var digits = typed is { Length: 9 } && typed[0] == 'R' ? typed[1..] : typed;
        return digits.Length == 8 && digits.All(Digits.Contains) ? $"R-{digits[..4]}-{digits[4..]}" : null;
    }
}
