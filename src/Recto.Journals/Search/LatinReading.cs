namespace Recto.Journals.Search;

/// <summary>Reads a Latin word as one system of transliteration would have written it.</summary>
internal static class LatinReading
{
    /// <summary>All systems, the most usual first.</summary>
    public static IReadOnlyList<LatinSystem> Systems { get; } = [LatinSystem.English, LatinSystem.German, LatinSystem.GermanVoiced, LatinSystem.French, LatinSystem.Polish, LatinSystem.Iso];

    // Longest first: what several letters say in a system. A letter that no row names speaks for itself.
    private static readonly (string Letters, string Sounds)[] Everywhere =
    [
        ("shch", "šč"), ("tzsch", "č"), ("tch", "č"), ("kh", "h"), ("zh", "ž"), ("sh", "š"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("rh", "r"), ("tz", "ts"), ("dj", "di"),
    ];

    private static readonly (string Letters, string Sounds)[] German = [("schtsch", "šč"), ("tsch", "č"), ("sch", "š"), ("ch", "h"), ("ck", "k"), ("ae", "a"), ("oe", "o"), ("ue", "u")];
    private static readonly (string Letters, string Sounds)[] GermanVoiced = [("schtsch", "šč"), ("tsch", "č"), ("sch", "ž"), ("sh", "ž"), ("ch", "h"), ("ck", "k")];
    private static readonly (string Letters, string Sounds)[] French = [("chtch", "šč"), ("ch", "š"), ("ck", "k"), ("ou", "u"), ("gue", "ge"), ("gui", "gi")];
    private static readonly (string Letters, string Sounds)[] Polish = [("szcz", "šč"), ("cz", "č"), ("sz", "š"), ("ch", "h"), ("rz", "ž")];
    private static readonly (string Letters, string Sounds)[] Iso = [("ch", "h"), ("shh", "šč"), ("cz", "ts")];
    private static readonly (string Letters, string Sounds)[] English = [("ch", "č"), ("ck", "k")];

    public static string Read(ReadOnlySpan<char> word, LatinSystem system)
    {
        var own = system switch { LatinSystem.German => German, LatinSystem.GermanVoiced => GermanVoiced, LatinSystem.French => French, LatinSystem.Polish => Polish, LatinSystem.Iso => Iso, _ => English };
        var reading = new Reading(stackalloc char[word.Length * 2]);
        word = Ending(word, system);
        for (var i = 0; i < word.Length;)
        {
            var rest = word[i..];
            if (Find(own, rest) is { Letters: not null } several || (several = Find(Everywhere, rest)).Letters is not null)
            {
                reading.Add(several.Sounds);
                i += several.Letters.Length;
                continue;
            }

            Add(ref reading, rest, i > 0 ? word[i - 1] : '\0', system);
            i++;
        }

        return reading.Key();
    }

    // Boukharine, Lénine: the e is French. Ivanoff, Prokofieff: an f that was once a v.
    private static ReadOnlySpan<char> Ending(ReadOnlySpan<char> word, LatinSystem system) => system == LatinSystem.French && word.Length > 5 && word.EndsWith("ine") ? word[..^1]
        : word.Length > 4 && (word.EndsWith("off") || word.EndsWith("eff")) ? string.Concat(word[..^2], "v")
        : word;

    private static (string? Letters, string Sounds) Find((string Letters, string Sounds)[] rows, ReadOnlySpan<char> rest)
    {
        foreach (var row in rows)
        {
            if (rest[0] == row.Letters[0] && rest.StartsWith(row.Letters))
            {
                return row;
            }
        }

        return default;
    }

    private static void Add(ref Reading reading, ReadOnlySpan<char> rest, char before, LatinSystem system)
    {
        var next = rest.Length > 1 ? rest[1] : '\0';
        switch (rest[0])
        {
            case 'č' or 'ć': reading.Add('č'); break;
            case 'š' or 'ś' or 'ş' or 'ș': reading.Add('š'); break;
            case 'ž' or 'ż' or 'ź': reading.Add('ž'); break;
            case 'ŝ': reading.Add("šč"); break; // ISO 9
            case 'ŭ': reading.Add('v'); break;
            case 'đ': reading.Add("di"); break;
            case 'â' when system == LatinSystem.Iso: reading.Add("ia"); break;
            case 'û' when system == LatinSystem.Iso: reading.Add("iu"); break;
            case 'w': reading.Add('v'); break;
            case 'y' or 'j' when !(rest[0] == 'j' && system == LatinSystem.French): reading.Add('i'); break;
            case 'j': reading.Add('ž'); break;
            case 'x': reading.Add("ks"); break;
            case 'q': reading.Add('k'); break;
            case 'c' when system is LatinSystem.Polish or LatinSystem.Iso: reading.Add("ts"); break;
            case 'c' when system == LatinSystem.English && next is not ('e' or 'i' or 'y' or 'é' or 'è' or 'ê' or 'í'): reading.Add('k'); break;
            case 'z' when system is LatinSystem.German or LatinSystem.GermanVoiced: reading.Add(before == 't' ? "s" : "ts"); break;
            case 's' when system == LatinSystem.GermanVoiced && before != 's' && IsVoicing(next): reading.Add('z'); break; // Sinowjew, Kusnezow
            case 's' when system == LatinSystem.GermanVoiced && (next is 't' or 'p') && before is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y' or 's'): reading.Add('š'); break; // Eisenstein, Spielrein
            default:
                foreach (var letter in LetterFolding.Of(rest[0]))
                {
                    reading.Add(letter is 'y' ? 'i' : letter);
                }

                break;
        }
    }

    private static bool IsVoicing(char next) => next is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'j' or 'n' or 'd' or 'g' or 'w';
}

/// <summary>A way of writing Cyrillic in Latin letters.</summary>
internal enum LatinSystem
{
    /// <summary>Library of Congress, BGN/PCGN, newspapers: ch is ч, kh is х.</summary>
    English = 1,

    /// <summary>German: w, tsch, sch, ch is х, z is ц.</summary>
    German,

    /// <summary>German again, where s stands for з and sch for ж.</summary>
    GermanVoiced,

    /// <summary>French: ou, tch, ch is ш, j is ж.</summary>
    French,

    /// <summary>Polish: cz, sz, rz, ch is х.</summary>
    Polish,

    /// <summary>ISO 9 and the libraries of the continent: č, š, ž, c is ц, ch or h is х.</summary>
    Iso,
}
