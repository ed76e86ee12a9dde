namespace Recto.App.Shell.Language;

/// <summary>Which way a language is written.</summary>
internal static class WritingDirection
{
    private static readonly HashSet<string> RightToLeft = new(StringComparer.OrdinalIgnoreCase) { "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "syr", "ug", "ur", "yi" };

    /// <summary><c>rtl</c> or <c>ltr</c>. A script in the tag decides before the language: <c>ru-Latn</c>, <c>az-Arab</c>, <c>ar-Latn</c>.</summary>
    /// <param name="tag">BCP 47 tag.</param>
    public static string Of(string tag)
    {
        var parts = tag.Split('-');
        return parts.Skip(1).FirstOrDefault(part => part.Length == 4 && char.IsAsciiLetter(part[0])) is { } script
            ? script.ToLowerInvariant() is "arab" or "hebr" or "syrc" or "thaa" or "nkoo" ? "rtl" : "ltr"
            : RightToLeft.Contains(parts[0]) ? "rtl" : "ltr";
    }

    /// <summary>The direction of text of that language for <c>dir</c>; null where it is the usual one of the page around it.</summary>
    /// <param name="tag">BCP 47 tag; null where it is not known.</param>
    /// <param name="around">Language of the page around it.</param>
    public static string? Other(string? tag, string around) => tag is null || Of(tag) == Of(around) ? null : Of(tag);
}
