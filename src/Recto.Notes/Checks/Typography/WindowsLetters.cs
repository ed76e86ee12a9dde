namespace Recto.Notes.Checks.Typography;

/// <summary>The Windows code pages 1252 (Western) and 1251 (Cyrillic), as far as texts that were read with the wrong one need them.</summary>
internal static class WindowsLetters
{
    // 0x80 to 0x9F of code page 1252; \0 where it has nothing.
    private const string Western = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    // 0x80 to 0xBF of code page 1251.
    private const string Cyrillic = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\0™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї";

    /// <summary>What a control character of U+0080 to U+009F is in code page 1252; null where it is nothing.</summary>
    public static char? Of(char control) => Western[control - '\u0080'] is not '\0' and var letter ? letter : null;

    /// <summary>The byte of a letter in code page 1252, its control characters passed through; -1 where it has none.</summary>
    public static int WesternByte(char c) => c < 0x100 ? c : Western.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? 0x80 + at : -1;

    /// <summary>The byte of a letter in code page 1251; -1 where it has none.</summary>
    public static int CyrillicByte(char c) => c switch
    {
        < '\u0080' => c,
        >= 'А' and <= 'я' => 0xC0 + (c - 'А'),
        '\u0098' => 0x98,
        // A blank that a reader made of U+00A0.
        _ => Cyrillic.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? 0x80 + at : -1,
    };

    /// <summary>The letter of a byte in code page 1251; null below 0xC0.</summary>
    public static char? CyrillicLetter(int code) => code is >= 0xC0 and <= 0xFF ? (char)('А' + code - 0xC0) : null;
}
