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

    /// <summary>What follows a name of several: a comma, the word for “and” with its blanks, or nothing after the last.</summary>
    /// <param name="index">Which name, from 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="language">BCP 47 tag of the text they stand above.</param>
    public static string After(int index, int count, string language) => index == count - 1 ? "" : index == count - 2 && And(language) is { } and ? $" {and} " : ", ";

    /// <summary><c>A. Tarrow, 2020</c>: who wrote it and the year; what is not known is left out, null where neither is.</summary>
    /// <param name="authors">The authors as one line; null or empty where there are none.</param>
    /// <param name="published">ISO 8601; null where it is not known.</param>
    public static string? AndYear(string? authors, string? published) =>
        string.Join(", ", new[] { authors, published is { Length: >= 4 } ? published[..4] : null }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } line ? line : null;

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
