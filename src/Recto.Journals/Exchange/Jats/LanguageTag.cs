using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Languages as files write them (<c>EN</c>, <c>pt_BR</c>) brought to BCP 47's usual spelling (<c>en</c>, <c>pt-BR</c>).</summary>
public static class LanguageTag
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
}
