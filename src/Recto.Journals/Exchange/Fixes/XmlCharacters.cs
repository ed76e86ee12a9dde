using System.Globalization;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>The characters of pieces of an XML file, with their places; entities are one place however many characters they are.</summary>
internal static class XmlCharacters
{
    /// <summary>What matches no character of a note: an entity that the file itself declares.</summary>
    private const char Unknown = '\uFFFF';

    /// <summary>Adds the characters of a piece of text or CDATA.</summary>
    public static void Add(string text, XmlToken token, int depth, SourceTraits traits, List<SourceCharacter> characters)
    {
        if (token.Kind == XmlTokenKind.CData)
        {
            for (var at = token.Start + 9; at < token.End - 3; at++)
            {
                characters.Add(new SourceCharacter(text[at], at, at + 1, depth, traits | SourceTraits.IsRaw));
            }

            return;
        }

        for (var at = token.Start; at < token.End; at++)
        {
            if (text[at] != '&')
            {
                characters.Add(new SourceCharacter(text[at], at, at + 1, depth, traits));
                continue;
            }

            var end = text.IndexOf(';', at, token.End - at) + 1;
            if (end == 0)
            {
                return;
            }

            if (Meaning(text.AsSpan(at + 1, end - at - 2)) is { } meaning)
            {
                foreach (var character in meaning)
                {
                    characters.Add(new SourceCharacter(character, at, end, depth, traits));
                }
            }
            else
            {
                characters.Add(new SourceCharacter(Unknown, at, end, depth, traits | SourceTraits.IsFixed));
            }

            at = end - 1;
        }
    }

    /// <summary>What a reference stands for (<c>amp</c>, <c>#160</c>, <c>#xA0</c>, <c>ndash</c>); null where no standard set has the name.</summary>
    public static string? Meaning(ReadOnlySpan<char> name)
    {
        if (name.Length > 1 && name[0] == '#')
        {
            var isHexadecimal = name[1] == 'x';
            return int.TryParse(name[(isHexadecimal ? 2 : 1)..], isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(code) : null;
        }

        return name switch { "amp" => "&", "lt" => "<", "gt" => ">", "quot" => "\"", "apos" => "'", _ => CharacterEntities.Find(name) };
    }

    /// <summary>Characters as they are written in text.</summary>
    public static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
