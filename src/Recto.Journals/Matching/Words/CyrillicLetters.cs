namespace Recto.Journals.Matching.Words;

/// <summary>Cyrillic letters as libraries transliterate them, so that a Russian title meets its transliteration.</summary>
internal static class CyrillicLetters
{
    private static readonly string[] Russian =
        ["a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "i", "", "e", "iu", "ia"];

    /// <summary>What a lower-case letter becomes; empty for the signs; null for one that no table has.</summary>
    public static string? Latin(char letter) => letter switch
    {
        >= 'а' and <= 'я' => Russian[letter - 'а'],
        'ё' or 'є' => "e",
        'і' or 'ї' or 'ј' => "i",
        'ґ' => "g",
        'ў' => "u",
        'ђ' => "d",
        'љ' => "l",
        'њ' => "n",
        'ћ' => "c",
        'џ' => "dz",
        _ => null,
    };
}
