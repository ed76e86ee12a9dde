using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Gives out ids that the document does not have yet.</summary>
internal sealed class XmlIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Ids of a document that has none yet.</summary>
    public XmlIds() { }

    /// <summary>Ids beside those of a document.</summary>
    public XmlIds(XElement root)
    {
        foreach (var attribute in root.DescendantsAndSelf().Attributes("id"))
        {
            _taken.Add(attribute.Value.Trim());
        }
    }

    /// <summary>A new id that resembles the words; what no id may have is written as code points (XML names without colon).</summary>
    public string New(string words)
    {
        var name = Safe(words);
        var unique = name;
        while (!_taken.Add(unique))
        {
            var next = _next.GetValueOrDefault(name, 2);
            _next[name] = next + 1;
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{next}");
        }

        return unique;
    }

    /// <summary>The words as a name of XML: ASCII letters, digits, <c>- . _</c>; others as <c>u</c> and their code point.</summary>
    public static string Safe(string words)
    {
        var safe = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            safe.Append(rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_') ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"u{rune.Value:x}"));
        }

        return safe.Length > 0 && char.IsAsciiLetter(safe[0]) ? safe.ToString() : "id" + safe;
    }
}
