using System.Text;
using System.Xml;
using Recto.Journals.Archives;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.Archives;

namespace Recto.Journals.Exchange.Archives;

/// <summary>
/// A unit of an archive as a fragment of EAD3: the archive, the levels down to the unit, what it holds as far as it is cited, and the notes that cite it (<c>bibliography</c>).
/// It says what notes say, and is no finding aid of the archive: the control section tells so.
/// </summary>
public static class UnitEad
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/xml";

    private const string Namespace = "http://ead3.archivists.org/schema/";

    /// <summary>Writes it, UTF-8.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    /// <param name="at">When it is made.</param>
    public static byte[] Write(UnitRecord unit, string origin, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(unit);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("ead", Namespace);
            WriteControl(xml, unit, origin, at);
            xml.WriteStartElement("archdesc", Namespace);
            WriteLevel(xml, unit, 1);
            WriteIdentity(xml, unit, [.. unit.Levels.Take(1)], withRepository: true);
            if (unit.Levels.Count <= 1)
            {
                WriteCitations(xml, unit, origin);
            }

            if (unit.Levels.Count > 1 || unit.Parts.Count > 0)
            {
                xml.WriteStartElement("dsc", Namespace);
                WriteComponents(xml, unit, origin, Math.Min(2, unit.Levels.Count + 1));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void WriteControl(XmlWriter xml, UnitRecord unit, string origin, DateTimeOffset at)
    {
        xml.WriteStartElement("control", Namespace);
        Element(xml, "recordid", origin + unit.Address.Path);
        xml.WriteStartElement("filedesc", Namespace);
        xml.WriteStartElement("titlestmt", Namespace);
        Element(xml, "titleproper", $"{unit.CallNumber}, as cited in notes");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("maintenancestatus", Namespace);
        xml.WriteAttributeString("value", "derived");
        xml.WriteEndElement();
        xml.WriteStartElement("maintenanceagency", Namespace);
        Element(xml, "agencyname", origin);
        xml.WriteEndElement();
        xml.WriteStartElement("maintenancehistory", Namespace);
        xml.WriteStartElement("maintenanceevent", Namespace);
        Valued(xml, "eventtype", "derived");
        xml.WriteStartElement("eventdatetime", Namespace);
        xml.WriteAttributeString("standarddatetime", IsoInstant.Of(at));
        xml.WriteEndElement();
        Valued(xml, "agenttype", "machine");
        Element(xml, "agent", "Recto");
        Element(xml, "eventdescription", "Made of what the notes of articles cite; not a finding aid of the archive.");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Levels from the given depth down to the unit, one inside the other; then what it holds.
    private static void WriteComponents(XmlWriter xml, UnitRecord unit, string origin, int depth)
    {
        if (depth <= unit.Levels.Count)
        {
            xml.WriteStartElement("c", Namespace);
            WriteLevel(xml, unit, depth);
            WriteIdentity(xml, unit, [.. unit.Levels.Take(depth)], withRepository: false);
            if (depth == unit.Levels.Count)
            {
                WriteCitations(xml, unit, origin);
            }

            WriteComponents(xml, unit, origin, depth + 1);
            xml.WriteEndElement();
            return;
        }

        foreach (var (_, levels) in unit.Parts)
        {
            xml.WriteStartElement("c", Namespace);
            WriteLevel(xml, unit, levels.Count);
            WriteIdentity(xml, unit, levels, withRepository: false);
            xml.WriteEndElement();
        }
    }

    private static void WriteLevel(XmlWriter xml, UnitRecord unit, int depth)
    {
        var levels = unit.Archive is { Style: CallNumberStyle.Fond } archive ? ArchiveLevels.Of(archive).Count : 0;
        var level = unit.Levels.Count == 0 && depth == 1 ? "collection" : levels == 0 ? null : depth == 1 ? "fonds" : depth == levels ? "file" : depth < levels ? "series" : null;
        xml.WriteAttributeString("level", level ?? "otherlevel");
        if (level is null)
        {
            xml.WriteAttributeString("otherlevel", ArchiveLevels.NameAt(unit.Archive, depth)?.Replace(' ', '-') ?? "level");
        }
    }

    private static void WriteIdentity(XmlWriter xml, UnitRecord unit, IReadOnlyList<string> levels, bool withRepository)
    {
        xml.WriteStartElement("did", Namespace);
        if (withRepository)
        {
            xml.WriteStartElement("repository", Namespace);
            xml.WriteStartElement("corpname", Namespace);
            Element(xml, "part", unit.Archive?.Name ?? unit.ArchiveName);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        Element(xml, "unitid", CallNumberText.Of(unit.Archive, unit.ArchiveName, levels));
        xml.WriteEndElement();
    }

    private static void WriteCitations(XmlWriter xml, UnitRecord unit, string origin)
    {
        if (unit.Citations.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("bibliography", Namespace);
        foreach (var citation in unit.Citations)
        {
            xml.WriteStartElement("bibref", Namespace);
            xml.WriteAttributeString("href", origin + citation.NotePath);
            xml.WriteString(XmlWords.Of($"{citation.ArticleTitle}, note {citation.NoteLabel}{(citation.Leaf is { } leaf ? $": {CallNumberText.Leaf(unit.Archive, leaf)}" : "")}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Valued(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement(name, Namespace);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, XmlWords.Of(text));
}
