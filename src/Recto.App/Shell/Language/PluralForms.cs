namespace Recto.App.Shell.Language;

/// <summary>Which form of a noun follows a number (Unicode CLDR, plural rules for whole numbers).</summary>
internal static class PluralForms
{
    /// <summary>Index of the form: 0 for one; in Russian 1 for few and 2 for many, elsewhere 1 for more.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="number">How many; not negative.</param>
    public static int Of(string language, long number) => language switch
    {
        "ru" => (number % 10, number % 100) switch
        {
            (1, not 11) => 0,
            ( >= 2 and <= 4, not (>= 12 and <= 14)) => 1,
            _ => 2,
        },
        "fr" => number < 2 ? 0 : 1,
        _ => number == 1 ? 0 : 1,
    };
}
