using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Writes the references of a publication, as printed.</summary>
internal static class OjsReferences
{
    /// <summary>The list; null where there are none.</summary>
    public static XElement? Write(XElement publication)
    {
        // 3.1: the citations as one text, a line each; later: <citation>, with or without <raw_citation>.
        var lines = publication.Elements("citations").SelectMany(citations => citations.HasElements
                ? citations.Elements("citation").Select(citation => (citation.Element("raw_citation") ?? citation.Element("rawCitation") ?? citation).Value)
                : citations.Value.Split('\n'))
            .Select(line => OjsText.Line(line)).Where(nodes => nodes.Count > 0).ToList();
        return lines.Count == 0 ? null : new XElement("ref-list", lines.Select((nodes, index) => new XElement("ref",
            new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"ojs-ref-{index + 1}")),
            new XElement("mixed-citation", nodes))));
    }
}
