using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Languages as files write them (<c>EN</c>, <c>pt_BR</c>) brought to BCP 47's usual spelling (<c>en</c>, <c>pt-BR</c>).</summary>
public static partial class LanguageTag
{
    /// <summary>The element's own <c>xml:lang</c>; null where it has none, or none that is a language (<c>--</c>).</summary>
    public static string? Of(XElement element) => Normalise((string?)element.Attribute(XNamespace.Xml + "lang"));

    /// <summary>The tag in BCP 47's usual spelling; null for what is no tag.</summary>
    public static string? Normalise(string? written)
    {
        var parts = (written ?? "").Trim().Split('-', '_');
        if (parts[0].Length is < 2 or > 3 || !parts.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit)) || !parts[0].All(char.IsAsciiLetter))
        {
            return null;
        }

        // Language small, script with a capital, region in capitals (RFC 5646, 2.1.1).
        return string.Join('-', parts.Select((part, index) => (index, part.Length) switch
        {
            (0, _) => part.ToLowerInvariant(),
            (_, 2) => part.ToUpperInvariant(),
            (_, 4) when char.IsAsciiLetter(part[0]) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(part.ToLowerInvariant()),
            _ => part.ToLowerInvariant(),
        }));
    }

    /// <summary>Whether a tag may stand as <c>xml:lang</c> (XML Schema's <c>language</c>), known or not.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? tag) => tag is not null && Tag().IsMatch(tag);

    /// <summary>Whether what is in a language or script is written from the right.</summary>
    /// <param name="tag">BCP 47 tag.</param>
    public static bool IsRightToLeft(string tag)
    {
        var parts = tag.Split('-');
        return parts.Length > 1 && parts[1].Length == 4 ? parts[1] is "Arab" or "Hebr" or "Syrc" or "Thaa" or "Nkoo"
            : parts[0] is "ar" or "he" or "fa" or "ur" or "yi" or "syr" or "ps" or "dv" or "ug" or "sd" or "ckb" or "arc" or "ota";
    }

    // de, ru-Latn
    [GeneratedRegex(@"\A[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
