namespace Recto.Journals.Search;

/// <summary>Case endings of Slavic names and Russian nouns, on keys: Литвинова, Литвинову, Litvinovym lead to Litvinov; Тухачевского to Tukhachevskii.</summary>
internal static class NameEndings
{
    private static readonly string[] AfterSk = ["ogo", "omu", "imi", "aja", "uju", "oi", "om", "im", "ih", "ie", "i", "e", "a"];
    private static readonly string[] AfterNames = ["imi", "ami", "oi", "om", "im", "ih", "ah", "am", "a", "u", "e", "i"];
    private static readonly string[] OfNouns = ["jami", "jah", "jam", "ami", "ogo", "ego", "omu", "emu", "imi", "aja", "uju", "oe", "ah", "am", "ov", "ev", "oi", "ei", "om", "em", "im", "ih", "ii", "ju", "ja", "a", "u", "e", "i", "o"];

    /// <summary>A transliterated name in a case: Litvinova, Tukhachevskogo. Only what no other language ends in, on words that are long enough.</summary>
    public static string Latin(string key)
    {
        if (StripSk(key, 3) is { } adjective)
        {
            return adjective;
        }

        foreach (var ending in (ReadOnlySpan<string>)["im", "a", "u"])
        {
            if (key.Length >= 6 + ending.Length && key.EndsWith(ending, StringComparison.Ordinal) && IsSurname(key.AsSpan(0, key.Length - ending.Length)))
            {
                return key[..^ending.Length];
            }
        }

        return key;
    }

    /// <summary>Gives the keys of a Cyrillic word: as a name, and as a noun where it may be one.</summary>
    public static void Cyrillic(string key, Action<string> give)
    {
        if (StripSk(key, 2) is { } adjective)
        {
            give(adjective);
            return;
        }

        foreach (var ending in AfterNames)
        {
            if (key.Length >= 4 + ending.Length && key.EndsWith(ending, StringComparison.Ordinal) && IsSurname(key.AsSpan(0, key.Length - ending.Length)))
            {
                give(key[..^ending.Length]);
                break;
            }
        }

        give(key);
        give(Noun(key));
    }

    private static string? StripSk(string key, int least)
    {
        foreach (var ending in AfterSk)
        {
            var stem = key.Length - ending.Length;
            if (stem >= least + 2 && key.EndsWith(ending, StringComparison.Ordinal) && key[stem - 1] == 'k' && key[stem - 2] == 's' && (ending is not ("a" or "e") || stem >= 7))
            {
                return string.Concat(key.AsSpan(0, stem), "i");
            }
        }

        return null;
    }

    private static bool IsSurname(ReadOnlySpan<char> stem) => stem.Length >= 4 && (stem.EndsWith("ov") || stem.EndsWith("ev") || stem.EndsWith("in"));

    // What is left is marked: the stem of a Russian noun meets other Russian nouns, and no Latin word by chance.
    private static string Noun(string key)
    {
        foreach (var ending in OfNouns)
        {
            if (key.Length >= 4 + ending.Length && key.EndsWith(ending, StringComparison.Ordinal))
            {
                return string.Concat(key.AsSpan(0, key.Length - ending.Length), "·");
            }
        }

        return key + "·";
    }
}
