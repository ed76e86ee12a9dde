namespace Recto.Notes.Labelling.Generation;

/// <summary>What happens to references in life: marks missing or wrong, spaces doubled or lost, letters misread, accents dropped, words broken at a line's end, the end cut off.</summary>
internal static class Noise
{
    // What OCR makes of what.
    private static readonly (string Right, string Wrong)[] Misreadings =
    [
        ("rn", "m"), ("m", "rn"), ("l", "1"), ("I", "l"), ("1", "l"), ("e", "c"), ("c", "e"), ("O", "0"), ("0", "O"), ("h", "li"), ("u", "n"), ("n", "u"), ("ii", "u"), ("f", "t"), ("t", "f"), ("S", "5"), ("B", "8"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("é", "6"), ("ü", "ii"), ("ß", "B"), ("ä", "a"), ("’", "'"), ("fi", "ﬁ"),
    ];

    private const string LatinLookAlikes = "aeocpxyABEKMHOPCTX";
    private const string CyrillicLookAlikes = "аеосрхуАВЕКМНОРСТХ";

    /// <summary>Spoils a reference once or several times; most stay as they are.</summary>
    public static MarkedText Spoil(MarkedText text, Dice dice)
    {
        if (!dice.Chance(0.36))
        {
            return text;
        }

        for (var times = dice.Weighted((6, 1), (3, 2), (1, 4)); times > 0; times--)
        {
            text = dice.Next(13) switch
            {
                0 or 1 => Without(text, dice, ",.:;"),
                2 => Each(text, one => one is '–' or '-' or '—' ? (dice.Chance(0.5) ? '-' : '–') : one),
                3 => Insert(text, dice, ' ', ' '),
                4 or 5 => Misread(text, dice),
                6 => Each(text, one => one is '”' or '»' or '’' && dice.Chance(0.5) ? '"' : one is '“' or '«' && dice.Chance(0.5) ? '"' : one is '’' ? '\'' : one),
                7 => Without(text, dice, " "),
                8 => Insert(text, dice, ',', ' '),
                9 => Without(text, dice, "()“”«»‘\"[]"),
                10 => Plain(text),
                11 => dice.Chance(0.3) ? LookAlikes(text, dice) : Broken(text, dice),
                _ => dice.Chance(0.4) ? Cut(text, dice) : Each(text, one => one == ' ' && dice.Chance(0.2) ? '\u00A0' : one),
            };
        }

        return text;
    }

    private static MarkedText Each(MarkedText text, Func<char, char> change)
    {
        var changed = new MarkedText();
        for (var i = 0; i < text.Length; i++)
        {
            changed.Append(change(text[i]), text.MarkAt(i));
        }

        return changed;
    }

    // One of these characters is lost.
    private static MarkedText Without(MarkedText text, Dice dice, string lost)
    {
        var at = Enumerable.Range(0, text.Length).Where(i => lost.Contains(text[i], StringComparison.Ordinal)).ToList();
        if (at.Count == 0)
        {
            return text;
        }

        // Spaces are lost after marks only: “Paris,1990”.
        var place = dice.Pick(at);
        return text[place] == ' ' && (place == 0 || char.IsLetterOrDigit(text[place - 1])) ? text : Spliced(text, place, place + 1, "");
    }

    // A character more before another of its kind: two spaces, or a space before a comma.
    private static MarkedText Insert(MarkedText text, Dice dice, char before, char more)
    {
        var at = Enumerable.Range(1, Math.Max(0, text.Length - 1)).Where(i => text[i] == before).ToList();
        return at.Count == 0 ? text : Spliced(text, dice.Pick(at), null, more.ToString());
    }

    private static MarkedText Misread(MarkedText text, Dice dice)
    {
        var (right, wrong) = dice.Pick(Misreadings);
        var at = Enumerable.Range(0, Math.Max(0, text.Length - right.Length + 1)).Where(i => Stands(text, i, right)).ToList();
        return at.Count == 0 ? text : dice.Pick(at) is var place ? Spliced(text, place, place + right.Length, wrong) : text;
    }

    private static bool Stands(MarkedText text, int place, string sought)
    {
        for (var i = 0; i < sought.Length; i++)
        {
            if (text[place + i] != sought[i])
            {
                return false;
            }
        }

        return true;
    }

    // Accents dropped throughout.
    private static MarkedText Plain(MarkedText text) => Each(text, one => one is > '\u00BF' and < '\u0250' ? one.ToString().Normalize(System.Text.NormalizationForm.FormD)[0] : one);

    private static MarkedText LookAlikes(MarkedText text, Dice dice) => Each(text, one =>
        LatinLookAlikes.IndexOf(one, StringComparison.Ordinal) is >= 0 and var latin && dice.Chance(0.06) ? CyrillicLookAlikes[latin]
        : CyrillicLookAlikes.IndexOf(one, StringComparison.Ordinal) is >= 0 and var cyrillic && dice.Chance(0.06) ? LatinLookAlikes[cyrillic]
        : one);

    // A word broken at a line's end: “Adria- tic”.
    private static MarkedText Broken(MarkedText text, Dice dice)
    {
        var at = Enumerable.Range(3, Math.Max(0, text.Length - 7)).Where(i => char.IsLower(text[i - 3]) && char.IsLower(text[i - 2]) && char.IsLower(text[i - 1]) && char.IsLower(text[i]) && char.IsLower(text[i + 1])).ToList();
        return at.Count == 0 ? text : Spliced(text, dice.Pick(at), null, dice.Chance(0.7) ? "- " : "-");
    }

    // The end is missing, at a space.
    private static MarkedText Cut(MarkedText text, Dice dice)
    {
        var spaces = Enumerable.Range(0, text.Length).Where(i => text[i] == ' ' && i > text.Length / 2).ToList();
        return spaces.Count == 0 ? text : text.Slice(0, dice.Pick(spaces), mark => mark);
    }

    // What stands from start to end (null: nothing) is replaced, with the label of what stands there.
    private static MarkedText Spliced(MarkedText text, int start, int? end, string by)
    {
        var label = text.MarkAt(start);
        var spliced = text.Slice(0, start, mark => mark);
        spliced.Append(by, label);
        for (var i = end ?? start; i < text.Length; i++)
        {
            spliced.Append(text[i], text.MarkAt(i));
        }

        return spliced;
    }
}
