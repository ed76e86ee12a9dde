using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Epub;

/// <summary>Leads the links of an article, which was one page, to the documents of a book, which are several. Each id is there once and is a name as XML knows it; a link that leads nowhere keeps its words and is a link no longer.</summary>
internal static class EpubLinks
{
    private static readonly XName Anchor = EpubDocument.Xhtml + "a";

    /// <summary>Does so, and gives the places: where each id of the page is now.</summary>
    /// <param name="documents">The documents of one article.</param>
    /// <param name="report">Gets a line for each link that leads nowhere.</param>
    public static Dictionary<string, string> Resolve(IReadOnlyList<EpubDocument> documents, List<ImportWarning> report)
    {
        var places = new Dictionary<string, (EpubDocument Document, string Id)>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var element in document.Xml.Root!.DescendantsAndSelf())
            {
                if (element.Attribute("id") is not { } id)
                {
                    continue;
                }

                var name = Named(id.Value, taken);
                if (!places.TryAdd(id.Value, (document, name)))
                {
                    id.Remove();
                    continue;
                }

                id.Value = name;
            }
        }

        foreach (var document in documents)
        {
            foreach (var element in document.Xml.Root!.DescendantsAndSelf())
            {
                Point(element, "aria-labelledby", document, places);
            }

            foreach (var link in document.Xml.Root!.Descendants(Anchor).ToList())
            {
                Lead(link, document, places, report);
            }
        }

        return places.ToDictionary(pair => pair.Key, pair => $"{pair.Value.Document.Path}#{pair.Value.Id}", StringComparer.Ordinal);
    }

    private static void Point(XElement element, string attribute, EpubDocument document, Dictionary<string, (EpubDocument Document, string Id)> places)
    {
        if (element.Attribute(attribute) is { } pointer)
        {
            if (places.TryGetValue(pointer.Value, out var place) && place.Document == document)
            {
                pointer.Value = place.Id;
            }
            else
            {
                pointer.Remove();
            }
        }
    }

    private static void Lead(XElement link, EpubDocument document, Dictionary<string, (EpubDocument Document, string Id)> places, List<ImportWarning> report)
    {
        var address = (string?)link.Attribute("href") ?? "";
        if (address is ['#', .. var id])
        {
            if (places.TryGetValue(id, out var place))
            {
                link.SetAttributeValue("href", place.Document == document ? "#" + place.Id : $"{place.Document.Path}#{place.Id}");
                return;
            }

            report.Add(new ImportWarning(null, $"A link to {id} leads nowhere in the book; its words were kept."));
        }
        else if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto" or "ftp")
        {
            return;
        }

        if (link.Attribute("id") is null)
        {
            link.ReplaceWith(link.Nodes());
            return;
        }

        link.Name = EpubDocument.Xhtml + "span";
        foreach (var name in new[] { "href", "role", "aria-label" })
        {
            link.Attribute(name)?.Remove();
        }

        link.Attribute(EpubDocument.Ops + "type")?.Remove();
    }

    private static string Named(string id, HashSet<string> taken)
    {
        var name = id;
        if (!IsName(id))
        {
            name = string.Concat(id.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character.ToString() : string.Create(CultureInfo.InvariantCulture, $"u{(int)character:x}")));
            name = name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') ? name : "i" + name;
        }

        var free = name;
        for (var n = 2; !taken.Add(free); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}.{n}");
        }

        return free;
    }

    private static bool IsName(string id) => id.Length > 0 && XmlConvert.IsStartNCNameChar(id[0]) && id.All(XmlConvert.IsNCNameChar);
}
