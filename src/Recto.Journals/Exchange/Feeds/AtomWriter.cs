using System.Text;
using System.Xml;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Feeds;

/// <summary>Writes Atom 1.0 (RFC 4287) with paging (RFC 5005, 3), links to licences (RFC 4946) and PRISM 2.0.</summary>
public static class AtomWriter
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/atom+xml";

    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed, UTF-8.</summary>
    public static byte[] Write(Feed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xmlns", "prism", null, PrismWriter.Prism);
            xml.WriteAttributeString("xmlns", "dc", null, PrismWriter.DublinCore);
            Text(xml, "title", feed.Title, feed.Language);
            Text(xml, "subtitle", feed.Subtitle, feed.Language);
            xml.WriteElementString("id", Atom, feed.Id);
            xml.WriteElementString("updated", Atom, IsoInstant.Of(feed.Updated));
            Person(xml, feed.Publisher, null);
            Link(xml, "self", feed.Self, MediaType);
            Link(xml, "alternate", feed.Address, "text/html");
            Link(xml, "first", feed.First, MediaType);
            Link(xml, "next", feed.Next, MediaType);
            xml.WriteElementString("generator", Atom, "Recto");
            foreach (var entry in feed.Entries)
            {
                Entry(xml, entry);
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        Text(xml, "title", FeedText.Line(entry.Title) ?? entry.Address, entry.Language);
        xml.WriteElementString("id", Atom, entry.Id);
        xml.WriteElementString("updated", Atom, IsoInstant.Of(entry.Updated));
        xml.WriteElementString("published", Atom, IsoInstant.Of(entry.Published));
        Link(xml, "alternate", entry.Address, "text/html");
        Link(xml, "related", entry.Related, null);
        Link(xml, "license", entry.Licence, null);
        foreach (var author in entry.Authors)
        {
            Person(xml, author.Name, author.Orcid);
        }

        Category(xml, "section", entry.Section);
        Category(xml, "news", entry.News);
        Text(xml, "rights", entry.Rights, null);
        Text(xml, "summary", FeedText.Lines(entry.Summary), entry.SummaryLanguage, lines: true);
        PrismWriter.Entry(xml, entry);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string? text, string? language, bool lines = false)
    {
        if ((lines ? text : FeedText.Line(text)) is not { } clean)
        {
            return;
        }

        xml.WriteStartElement(name, Atom);
        xml.WriteAttributeString("type", "text");
        PrismWriter.Language(xml, language);
        xml.WriteString(clean);
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name, string? orcid)
    {
        if (FeedText.Line(name) is not { } clean)
        {
            return;
        }

        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, clean);
        if (orcid is not null)
        {
            xml.WriteElementString("uri", Atom, Orcid.AddressOf(orcid));
        }

        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string? address, string? type)
    {
        if (address is null)
        {
            return;
        }

        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        if (type is not null)
        {
            xml.WriteAttributeString("type", type);
        }

        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Category(XmlWriter xml, string scheme, string? term)
    {
        if (FeedText.Line(term) is not { } clean)
        {
            return;
        }

        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", clean);
        xml.WriteAttributeString("scheme", "urn:recto:" + scheme);
        xml.WriteEndElement();
    }
}
