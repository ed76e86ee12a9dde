namespace Recto.App.Shell;

/// <summary>Names of people in one line.</summary>
internal static class Names
{
    /// <summary><c>A, B and C</c>, with the word of that language before the last; commas only where we do not know the word. Null where there are no names.</summary>
    /// <param name="names">In reading order.</param>
    /// <param name="language">BCP 47 tag of the text they stand above.</param>
    public static string? Listed(string[] names, string language) => names switch
    {
        [] => null,
        [var only] => only,
        [.. var before, var last] when And(language) is { } and => $"{string.Join(", ", before)} {and} {last}",
        _ => string.Join(", ", names),
    };

    private static string? And(string language) => language.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => "and",
        "fr" => "et",
        "de" => "und",
        "it" => "e",
        "es" => "y",
        "pt" => "e",
        "nl" => "en",
        "ru" => "и",
        "pl" or "hr" => "i",
        "cs" => "a",
        "sv" => "och",
        _ => null,
    };
}
