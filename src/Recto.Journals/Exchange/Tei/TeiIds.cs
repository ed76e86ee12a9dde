using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Ids of the JATS document: those of the TEI document where they are names and stand once.</summary>
internal sealed class TeiIds
{
    private readonly Dictionary<XElement, string> _ids = [];
    private readonly Dictionary<string, XElement> _elements = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pointedAt = new(StringComparer.Ordinal);

    /// <summary>Gathers the ids of a document and what its links point at.</summary>
    public TeiIds(XElement root)
    {
        foreach (var element in root.Descendants())
        {
            if (TeiNames.Id(element) is { } id && IsName(id) && _elements.TryAdd(id, element))
            {
                _taken.Add(id);
                _ids.Add(element, id);
            }

            if (TeiNames.Is(element, "ref", "ptr"))
            {
                _pointedAt.UnionWith(TeiNotes.Targets(element).Where(target => target.StartsWith('#')).Select(target => target[1..]));
            }
        }
    }

    /// <summary>The id of an element; null where it has none.</summary>
    public string? Of(XElement element) => _ids.GetValueOrDefault(element);

    /// <summary>The element that bears an id; null where none does.</summary>
    public XElement? Find(string id) => _elements.GetValueOrDefault(id);

    /// <summary>Whether a link points at the element.</summary>
    public bool IsPointedAt(XElement element) => Of(element) is { } id && _pointedAt.Contains(id);

    /// <summary>The id of a note, its own or a new one.</summary>
    public string OfNote(XElement note, string number)
    {
        if (Of(note) is { } own)
        {
            return own;
        }

        var id = "fn" + number;
        for (var k = 2; !_taken.Add(id); k++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"fn{number}-{k}");
        }

        _ids[note] = id;
        return id;
    }

    private static bool IsName(string id)
    {
        try
        {
            XmlConvert.VerifyNCName(id);
            return true;
        }
        catch (XmlException)
        {
            // The framework's way to ask whether a text is a name.
            return false;
        }
    }
}
