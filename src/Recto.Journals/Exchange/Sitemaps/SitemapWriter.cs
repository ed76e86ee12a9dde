using System.Text;
using System.Xml;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Sitemaps;

/// <summary>Writes sitemaps and their index (sitemaps.org 0.9): addresses with the very time of their last change, nothing else.</summary>
public static class SitemapWriter
{
    /// <summary>Most addresses in a file.</summary>
    public const int MostAddresses = 50_000;

    /// <summary>Longest address, characters.</summary>
    public const int LongestAddress = 2048;

    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>A file of pages.</summary>
    public static byte[] WritePages(IEnumerable<SitemapEntry> pages) => Write("urlset", "url", pages);

    /// <summary>The index of the files.</summary>
    public static byte[] WriteIndex(IEnumerable<SitemapEntry> files) => Write("sitemapindex", "sitemap", files);

    private static byte[] Write(string root, string each, IEnumerable<SitemapEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = "", NewLineChars = "\n" }))
        {
            xml.WriteStartElement(root, Space);
            foreach (var entry in entries.Where(entry => entry.Address.Length < LongestAddress).Take(MostAddresses))
            {
                xml.WriteStartElement(each, Space);
                xml.WriteElementString("loc", Space, entry.Address);
                xml.WriteElementString("lastmod", Space, IsoInstant.Of(entry.Changed));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }
}

/// <summary>A page, or a file of pages.</summary>
/// <param name="Address">Absolute address, percent-encoded.</param>
/// <param name="Changed">When it was last changed.</param>
public readonly record struct SitemapEntry(string Address, DateTimeOffset Changed);
