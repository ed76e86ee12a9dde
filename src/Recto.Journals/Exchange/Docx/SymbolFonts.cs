namespace Recto.Journals.Exchange.Docx;

/// <summary>Characters of symbol fonts, which Word keeps at U+F020 to U+F0FF, as the Unicode characters they show.</summary>
internal static class SymbolFonts
{
    // Adobe Symbol, codes 20 to 7E and A0 to FE; a blank stands for what has no Unicode character.
    private const string SymbolLow = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
    private const string SymbolHigh = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

    private static readonly Dictionary<int, string> Wingdings = new()
    {
        [0x20] = " ", [0x21] = "✏", [0x22] = "✂", [0x23] = "✁", [0x28] = "☎", [0x29] = "✆", [0x2A] = "✉", [0x36] = "⌛", [0x37] = "⌨", [0x3E] = "✇", [0x3F] = "✍",
        [0x41] = "✌", [0x45] = "☜", [0x46] = "☞", [0x47] = "☝", [0x48] = "☟", [0x4A] = "☺", [0x4C] = "☹", [0x4E] = "☠", [0x52] = "☼", [0x54] = "❄", [0x56] = "✞", [0x58] = "✠", [0x59] = "✡", [0x5A] = "☪", [0x5B] = "☯",
        [0x6C] = "●", [0x6D] = "❍", [0x6E] = "■", [0x6F] = "□", [0x71] = "❑", [0x72] = "❒", [0x73] = "⬧", [0x74] = "⧫", [0x75] = "◆", [0x76] = "❖", [0x77] = "⬥", [0x78] = "⌧", [0x7B] = "❀", [0x7C] = "✿", [0x7D] = "❝", [0x7E] = "❞",
        [0x80] = "⓪", [0x81] = "①", [0x82] = "②", [0x83] = "③", [0x84] = "④", [0x85] = "⑤", [0x86] = "⑥", [0x87] = "⑦", [0x88] = "⑧", [0x89] = "⑨", [0x8A] = "⑩",
        [0x9E] = "·", [0x9F] = "•", [0xA0] = "▪", [0xA1] = "○", [0xA4] = "◉", [0xA7] = "▪", [0xA8] = "□", [0xAA] = "✦", [0xAB] = "★", [0xAC] = "✶",
        [0xD5] = "⌫", [0xD8] = "➢", [0xDC] = "➲", [0xDF] = "←", [0xE0] = "→", [0xE1] = "↑", [0xE2] = "↓", [0xE8] = "➔", [0xE7] = "🡄", [0xEF] = "⇦", [0xF0] = "⇨", [0xF1] = "⇧", [0xF2] = "⇩", [0xF3] = "⇔",
        [0xFB] = "✗", [0xFC] = "✓", [0xFD] = "☒", [0xFE] = "☑",
    };

    /// <summary>The characters of a symbol.</summary>
    /// <param name="font">Name of the font; null where none is named.</param>
    /// <param name="code">Code in the font, or U+F000 and the code.</param>
    /// <returns>Null where it has no Unicode character that is known.</returns>
    public static string? Find(string? font, int code)
    {
        var low = code is >= 0xF000 and <= 0xF0FF ? code - 0xF000 : code;
        var name = (font ?? "").Trim().ToLowerInvariant();
        if (name is "symbol" or "symbol mt" or "symbolps")
        {
            var character = low is >= 0x20 and <= 0x7E ? SymbolLow[low - 0x20] : low is >= 0xA0 and < 0xA0 + 0x5F && low - 0xA0 < SymbolHigh.Length ? SymbolHigh[low - 0xA0] : '\0';
            return character == '\0' || character == ' ' && low != 0x20 ? null : character.ToString();
        }

        if (name.StartsWith("wingdings", StringComparison.Ordinal))
        {
            return name == "wingdings" ? Wingdings.GetValueOrDefault(low) : null;
        }

        // A font of letters: the code is the character; U+F0xx of it is windows-1252's lower half and Latin-1.
        return code is >= 0xF000 and <= 0xF0FF ? (low is >= 0x20 and <= 0x7E or >= 0xA0 and <= 0xFF && name.Length > 0 && !name.Contains("ding", StringComparison.Ordinal) && !name.Contains("symbol", StringComparison.Ordinal) ? ((char)low).ToString() : null)
            : code is >= 0x20 and not (>= 0xD800 and <= 0xDFFF) and not (>= 0x7F and < 0xA0) and < 0xFFFE ? ((char)code).ToString()
            : null;
    }
}
