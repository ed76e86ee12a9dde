using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Bibliographies: each entry becomes a <c>ref</c> with its words as printed. An entry that is only data (<c>biblStruct</c>) is written in the order of its fields.</summary>
internal sealed class TeiEntries(TeiConversion conversion, TeiInline inline)
{
    /// <summary>A list of works; lists in it follow it.</summary>
    /// <param name="list">The <c>listBibl</c>.</param>
    /// <param name="heading">Its heading from outside; null where its own stands.</param>
    public IEnumerable<XElement> List(XElement list, XElement? heading = null)
    {
        var head = heading ?? TeiNames.Child(list, "head");
        var own = list.Elements().Where(child => TeiNames.Is(child, "bibl", "biblStruct", "biblFull", "msDesc", "p", "item", "desc", "label", "ab")).ToList();
        if (own.Count > 0 || head is not null)
        {
            yield return new XElement("ref-list", conversion.Marks(list), head is null ? null : new XElement("title", inline.Content(head)), own.Select(Entry).Where(entry => entry.Value.AsSpan().Trim().Length > 0));
        }

        foreach (var inner in list.Elements().Where(child => TeiNames.Is(child, "listBibl", "list")).SelectMany(child => List(child)))
        {
            yield return inner;
        }
    }

    /// <summary>The words of an entry that is only data.</summary>
    public IEnumerable<XNode> Structured(XElement entry)
    {
        var nodes = new List<XNode>();
        foreach (var leaf in Leaves(entry))
        {
            var content = inline.Nodes([leaf]).ToList();
            if (content.Count == 0 || content.TrueForAll(node => node is XText text && string.IsNullOrWhiteSpace(text.Value)))
            {
                continue;
            }

            if (nodes.Count > 0)
            {
                nodes.Add(new XText(leaf.Parent is { } parent && TeiNames.Is(parent, "persName", "name") ? " " : ", "));
            }

            nodes.AddRange(content);
        }

        return nodes;
    }

    private XElement Entry(XElement entry) => new("ref", conversion.Marks(entry),
        new XElement("mixed-citation", TeiNames.Is(entry, "biblStruct", "biblFull") ? Structured(entry) : inline.Content(entry)));

    // The smallest elements with words: what holds words of its own stays whole.
    private static IEnumerable<XElement> Leaves(XElement element)
    {
        foreach (var child in element.Elements())
        {
            if (!child.HasElements || child.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)) || TeiNames.Is(child, "note", "title"))
            {
                yield return child;
            }
            else
            {
                foreach (var leaf in Leaves(child))
                {
                    yield return leaf;
                }
            }
        }
    }
}
