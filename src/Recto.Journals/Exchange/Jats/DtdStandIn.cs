using System.Text;
using System.Xml;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// Stands where a DTD would be fetched: it answers every external subset and external parameter entity with declarations of the
/// standard character entities that the file uses, and refuses every external general entity. It never opens anything.
/// </summary>
internal sealed class DtdStandIn(string text) : XmlResolver
{
    private static readonly Uri Nowhere = new("recto-dtd:stand-in");
    private byte[]? _declarations;

    /// <summary>Set once the document type declaration lies behind: from here on only content can ask for something external.</summary>
    public bool InContent { get; set; }

    /// <summary>Whether the content asked for something external.</summary>
    public bool RefusedExternal { get; private set; }

    /// <inheritdoc/>
    public override Uri ResolveUri(Uri? baseUri, string? relativeUri) => Nowhere;

    /// <inheritdoc/>
    public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn)
    {
        if (InContent)
        {
            RefusedExternal = true;
            throw new XmlException("External entities are never fetched.");
        }

        _declarations ??= Declare(text);
        return new MemoryStream(_declarations, writable: false);
    }

    private static byte[] Declare(string text)
    {
        var declared = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = text.IndexOf('&', StringComparison.Ordinal); at >= 0; at = text.IndexOf('&', at + 1))
        {
            var length = text.AsSpan(at + 1, Math.Min(CharacterEntities.LongestName + 1, text.Length - at - 1)).IndexOf(';');
            if (length > 0 && text[at + 1] != '#' && CharacterEntities.Find(text.AsSpan(at + 1, length)) is { } value && seen.Add(text.Substring(at + 1, length)))
            {
                declared.Append("<!ENTITY ").Append(text, at + 1, length).Append(" \"");
                foreach (var rune in value.EnumerateRunes())
                {
                    // Twice escaped, as the standard sets do for & and <: the replacement text must not open markup.
                    declared.Append("&#38;#").Append(rune.Value).Append(';');
                }

                declared.Append("\">\n");
            }
        }

        return Encoding.UTF8.GetBytes(declared.ToString());
    }
}
