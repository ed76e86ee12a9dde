using System.Text;
using System.Xml;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Feeds;

/// <summary>Writes RSS 1.0, which is RDF, with Dublin Core and PRISM: what services of tables of contents still read.</summary>
public static class RssWriter
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/rdf+xml";

    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Rss = "http://purl.org/rss/1.0/";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Relations = "http://www.w3.org/1999/xhtml/vocab#";
    private const string CreativeCommons = "http://creativecommons.org/ns#";

    /// <summary>The feed, UTF-8.</summary>
    public static byte[] Write(Feed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("rdf", "RDF", Rdf);
            foreach (var (prefix, space) in new[] { ("", Rss), ("dc", PrismWriter.DublinCore), ("dcterms", Terms), ("prism", PrismWriter.Prism), ("cc", CreativeCommons), ("xhv", Relations) })
            {
                xml.WriteAttributeString(prefix.Length == 0 ? null : "xmlns", prefix.Length == 0 ? "xmlns" : prefix, null, space);
            }

            Channel(xml, feed);
            foreach (var entry in feed.Entries)
            {
                Item(xml, entry);
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Channel(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("channel", Rss);
        xml.WriteAttributeString("about", Rdf, feed.Self);
        PrismWriter.Element(xml, Rss, "title", feed.Title);
        xml.WriteElementString("link", Rss, feed.Address);
        PrismWriter.Element(xml, Rss, "description", FeedText.Line(feed.Subtitle) ?? feed.Title);
        PrismWriter.Element(xml, PrismWriter.DublinCore, "publisher", feed.Publisher);
        PrismWriter.Element(xml, PrismWriter.DublinCore, "language", feed.Language);
        xml.WriteElementString("date", PrismWriter.DublinCore, IsoInstant.Of(feed.Updated));
        if (feed.Journal is not null)
        {
            PrismWriter.Journal(xml, feed.Journal);
        }

        Resource(xml, Relations, "first", feed.First);
        Resource(xml, Relations, "next", feed.Next);
        xml.WriteStartElement("items", Rss);
        xml.WriteStartElement("Seq", Rdf);
        foreach (var entry in feed.Entries)
        {
            Resource(xml, Rdf, "li", About(entry));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Item(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("item", Rss);
        xml.WriteAttributeString("about", Rdf, About(entry));
        PrismWriter.Element(xml, Rss, "title", FeedText.Line(entry.Title) ?? entry.Address);
        xml.WriteElementString("link", Rss, entry.Address);
        PrismWriter.Element(xml, Rss, "description", entry.Summary);
        foreach (var author in entry.Authors)
        {
            PrismWriter.Element(xml, PrismWriter.DublinCore, "creator", author.Name);
        }

        PrismWriter.Element(xml, PrismWriter.DublinCore, "publisher", entry.Publisher);
        PrismWriter.Element(xml, PrismWriter.DublinCore, "language", entry.Language);
        xml.WriteElementString("date", PrismWriter.DublinCore, entry.Date ?? IsoInstant.Of(entry.Published));
        xml.WriteElementString("modified", Terms, IsoInstant.Of(entry.Updated));
        PrismWriter.Element(xml, PrismWriter.DublinCore, "rights", entry.Rights);
        PrismWriter.Element(xml, PrismWriter.DublinCore, "type", entry.News);
        Resource(xml, PrismWriter.DublinCore, "relation", entry.Related);
        Resource(xml, CreativeCommons, "license", entry.Licence);
        PrismWriter.Entry(xml, entry);
        xml.WriteEndElement();
    }

    // News of an article and the article are two items; each has an address of its own.
    private static string About(FeedEntry entry) => entry.News == FeedNews.Retracted ? entry.Id : entry.Address;

    private static void Resource(XmlWriter xml, string space, string name, string? address)
    {
        if (address is null)
        {
            return;
        }

        xml.WriteStartElement(name, space);
        xml.WriteAttributeString("resource", Rdf, address);
        xml.WriteEndElement();
    }
}

/// <summary>Words for what an entry is news of.</summary>
public static class FeedNews
{
    /// <summary>That an article was retracted.</summary>
    public const string Retracted = "retracted";

    /// <summary>A notice that retracts.</summary>
    public const string Retraction = "retraction";

    /// <summary>A notice that corrects.</summary>
    public const string Correction = "correction";

    /// <summary>A notice that says that there is doubt.</summary>
    public const string Concern = "expression-of-concern";
}
