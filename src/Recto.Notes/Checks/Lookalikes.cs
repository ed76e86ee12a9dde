namespace Recto.Notes.Checks;

/// <summary>An alphabet.</summary>
internal enum Script
{
    /// <summary>Latin letters only, or none.</summary>
    Latin = 1,

    /// <summary>Cyrillic letters only.</summary>
    Cyrillic,

    /// <summary>Both.</summary>
    Mixed,
}

/// <summary>Latin and Cyrillic letters of one shape.</summary>
internal static class Lookalikes
{
    private const string LatinTwins = "aceopxyABCEHKMOPTXi";
    private const string CyrillicTwins = "асеорхуАВСЕНКМОРТХі";

    public static Script? ScriptOf(char c) => !char.IsLetter(c) ? null : c is >= '\u0400' and <= '\u052F' ? Script.Cyrillic : c < '\u0250' ? Script.Latin : null;

    public static Script ScriptOf(string text)
    {
        var latin = false;
        var cyrillic = false;
        foreach (var c in text)
        {
            latin |= ScriptOf(c) == Script.Latin;
            cyrillic |= ScriptOf(c) == Script.Cyrillic;
        }

        return latin && cyrillic ? Script.Mixed : cyrillic ? Script.Cyrillic : Script.Latin;
    }

    /// <summary>The letter of the other script that looks the same; null where there is none.</summary>
    public static char? Twin(char c)
    {
        var latin = LatinTwins.IndexOf(c, StringComparison.Ordinal);
        if (latin >= 0)
        {
            return CyrillicTwins[latin];
        }

        var cyrillic = CyrillicTwins.IndexOf(c, StringComparison.Ordinal);
        return cyrillic >= 0 ? LatinTwins[cyrillic] : null;
    }

    /// <summary>The text with Cyrillic twins as Latin letters, for comparing.</summary>
    public static string ToLatin(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = CyrillicTwins.IndexOf(source[i], StringComparison.Ordinal) is >= 0 and var at ? LatinTwins[at] : source[i];
        }
    });
}
