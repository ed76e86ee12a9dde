using System.Text;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Epub;

/// <summary>One XHTML document of a book.</summary>
internal sealed class EpubDocument
{
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    public static readonly XNamespace Ops = "http://www.idpf.org/2007/ops";

    private EpubDocument(string path, XDocument xml)
    {
        Path = path;
        Xml = xml;
    }

    /// <summary>Its name in the book.</summary>
    public string Path { get; }

    /// <summary>The document.</summary>
    public XDocument Xml { get; }

    /// <summary>What the package must say of it; null where there is nothing.</summary>
    public string? Properties => Xml.Descendants(Namespaces.MathMl + "math").Any() ? "mathml" : null;

    /// <summary>A document around a body.</summary>
    /// <param name="path">Its name in the book.</param>
    /// <param name="title">Title of the window; plain text.</param>
    /// <param name="language">BCP 47 tag of its text; null where the source does not say.</param>
    /// <param name="type">What the body is (EPUB 3 Structural Semantics).</param>
    /// <param name="body">Well-formed XHTML, with Recto's words said.</param>
    public static EpubDocument Of(string path, string title, string? language, string type, string body)
    {
        var html = new StringBuilder(body.Length + 600).Append("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
        if (language is not null)
        {
            html.Append(" lang=\"").Append(Markup.Encoded(language)).Append('"');
        }

        html.Append(language is not null && ElementWriter.Direction(language) is not null ? " dir=\"rtl\">\n<head><title>" : ">\n<head><title>").Append(Markup.Encoded(title))
            .Append("</title><link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/></head>\n<body epub:type=\"").Append(type).Append("\">\n").Append(body).Append("\n</body>\n</html>");
        using var reader = XmlReader.Create(new StringReader(Legal(html.ToString())), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var xml = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        xml.AddFirst(new XDocumentType("html", null, null, null), new XText("\n"));
        Speak(xml.Root!);
        return new EpubDocument(path, xml);
    }

    /// <summary>The document as UTF-8.</summary>
    public byte[] ToBytes() => Bytes(Xml);

    /// <summary>XML as UTF-8, nothing added.</summary>
    public static byte[] Bytes(XDocument xml)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None, Indent = false }))
        {
            xml.Save(writer);
        }

        return bytes.ToArray();
    }

    // Readers of books look for xml:lang; and what runs the other way says so.
    private static void Speak(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Attribute("lang") is not { } language)
            {
                continue;
            }

            element.SetAttributeValue(XNamespace.Xml + "lang", language.Value);
            var around = element.Ancestors().Select(above => (string?)above.Attribute("dir")).FirstOrDefault(direction => direction is not null) ?? "ltr";
            if (element.Attribute("dir") is null && (ElementWriter.Direction(language.Value) ?? "ltr") is var direction && direction != around)
            {
                element.SetAttributeValue("dir", direction);
            }
        }
    }

    // XML cannot hold most control characters, not even as references. Sources that are no XML may.
    private static string Legal(string xml)
    {
        var at = 0;
        while (at < xml.Length && (XmlConvert.IsXmlChar(xml[at]) || char.IsSurrogate(xml[at])))
        {
            at++;
        }

        return at == xml.Length ? xml : string.Concat(xml.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)));
    }
}
