namespace Recto.Journals.Exchange.Docx;

/// <summary>Characters of symbol fonts, which Word keeps at U+F020 to U+F0FF, as the Unicode characters they show.</summary>
internal static class SymbolFonts
{
    // Adobe Symbol, codes 20 to 7E and A0 to FE; a blank stands for what has no Unicode character.
    private const string SymbolLow = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
    private const string SymbolHigh = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

    // Wingdings: codes, and in the same place what they show.
    private const string WingdingsCodes = " !\"#()*67>?AEFGHJLNRTVXYZ[lmnoqrstuvwx{|}~\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u009E\u009F\u00A0\u00A1\u00A4\u00A7\u00A8\u00AA\u00AB\u00AC\u00D5\u00D8\u00DC\u00DF\u00E0\u00E1\u00E2\u00E8\u00EF\u00F0\u00F1\u00F2\u00F3\u00FB\u00FC\u00FD\u00FE";
    private const string WingdingsShown = " ✏✂✁☎✆✉⌛⌨✇✍✌☜☞☝☟☺☹☠☼❄✞✠✡☪☯●❍■□❑❒⬧⧫◆❖⬥⌧❀✿❝❞⓪①②③④⑤⑥⑦⑧⑨⑩·•▪○◉▪□✦★✶⌫➢➲←→↑↓➔⇦⇨⇧⇩⇔✗✓☒☑";

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
            var place = WingdingsCodes.IndexOf((char)low, StringComparison.Ordinal);
            return name == "wingdings" && place >= 0 ? WingdingsShown[place].ToString() : null;
        }

        // A font of letters: the code is the character; U+F0xx of it is windows-1252's lower half and Latin-1.
        return code is >= 0xF000 and <= 0xF0FF ? (low is >= 0x20 and <= 0x7E or >= 0xA0 and <= 0xFF && name.Length > 0 && !name.Contains("ding", StringComparison.Ordinal) && !name.Contains("symbol", StringComparison.Ordinal) ? ((char)low).ToString() : null)
            : code is >= 0x20 and not (>= 0xD800 and <= 0xDFFF) and not (>= 0x7F and < 0xA0) and < 0xFFFE ? ((char)code).ToString()
            : null;
    }
}
