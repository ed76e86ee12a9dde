using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Locales of OJS (<c>en_US</c>, <c>sr_RS@cyrillic</c>, since 3.4 <c>en</c>) as BCP 47 tags (<c>en</c>, <c>sr-Cyrl</c>).</summary>
internal static class OjsLocale
{
    // Up to 3.3 every locale bore a region; these said nothing more than the language, and OJS 3.4 has taken them away itself.
    private static readonly string[] Plain =
    [
        "ar-IQ", "be-BY", "bs-BA", "ca-ES", "cs-CZ", "cy-GB", "da-DK", "el-GR", "en-US", "eu-ES", "fa-IR", "gd-GB", "gl-ES", "he-IL", "hi-IN", "hy-AM", "ja-JP", "ka-GE",
        "kk-KZ", "ko-KR", "ms-MY", "nb-NO", "sl-SI", "sq-AL", "sr-RS", "sv-SE", "uk-UA", "ur-PK", "vi-VN",
    ];

    /// <summary>The tag; null for what is no locale.</summary>
    public static string? Tag(string? locale)
    {
        var parts = (locale ?? "").Trim().Split('@', 2);
        if (LanguageTag.Normalise(parts[0]) is not { } tag)
        {
            return null;
        }

        var subtags = tag.Split('-');
        if (subtags.Length == 2 && (subtags[1].Equals(subtags[0], StringComparison.OrdinalIgnoreCase) || Plain.Contains(tag)))
        {
            tag = subtags[0];
        }

        return (parts.ElementAtOrDefault(1) ?? "").ToLowerInvariant() switch
        {
            "cyrillic" => tag + "-Cyrl",
            "latin" => tag + "-Latn",
            _ => tag,
        };
    }

    /// <summary>What elements of one name say, by language, the first of each; those without words are not there. The empty language is that of an element which names none.</summary>
    public static IReadOnlyList<(string Language, string Text)> Texts(XElement parent, string name)
    {
        var texts = new List<(string Language, string Text)>();
        foreach (var element in parent.Elements(name))
        {
            var language = Tag((string?)element.Attribute("locale")) ?? "";
            if (!string.IsNullOrWhiteSpace(element.Value) && !texts.Exists(known => known.Language == language))
            {
                texts.Add((language, element.Value));
            }
        }

        return texts;
    }

    /// <summary>The text in a language, else in none, else the first; null where there is none.</summary>
    public static (string Language, string Text)? Best(IReadOnlyList<(string Language, string Text)> texts, string? language) =>
        texts.Count == 0 ? null : texts.Where(text => text.Language == language).Concat(texts.Where(text => text.Language.Length == 0)).Concat(texts).First();
}
