using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>The package document: what is in the book, and in which order it is read.</summary>
/// <param name="language">BCP 47 tag of the book; null where it is not known.</param>
internal sealed class PackageDocument(string? language)
{
    /// <summary>Its name.</summary>
    public const string Path = "package.opf";

    /// <summary>Media type of the documents.</summary>
    public const string Xhtml = "application/xhtml+xml";

    private readonly XElement _manifest = new(PackageMetadata.Opf + "manifest");
    private readonly XElement _spine = new(PackageMetadata.Opf + "spine", language is not null && ElementWriter.Direction(language) is not null ? new XAttribute("page-progression-direction", "rtl") : null);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>Names a file of the book.</summary>
    /// <param name="path">Beside the package.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="properties">What must be said of it; null where there is nothing.</param>
    public void Add(string path, string mediaType, string? properties)
    {
        var id = _ids[path] = string.Create(CultureInfo.InvariantCulture, $"i{_ids.Count + 1}");
        _manifest.Add(new XElement(PackageMetadata.Opf + "item", new XAttribute("id", id), new XAttribute("href", path), new XAttribute("media-type", mediaType), properties is null ? null : new XAttribute("properties", properties)));
    }

    /// <summary>Puts a document behind those that are read before it.</summary>
    public void Read(string path) => _spine.Add(new XElement(PackageMetadata.Opf + "itemref", new XAttribute("idref", _ids[path])));

    /// <summary>The document.</summary>
    /// <param name="metadata">What the book says of itself.</param>
    public XDocument Write(XElement metadata) => new(new XElement(PackageMetadata.Opf + "package", new XAttribute("version", "3.0"), new XAttribute("unique-identifier", "id"),
        language is null ? null : new XAttribute(XNamespace.Xml + "lang", language), language is null || ElementWriter.Direction(language) is null ? null : new XAttribute("dir", "rtl"), metadata, _manifest, _spine));
}
