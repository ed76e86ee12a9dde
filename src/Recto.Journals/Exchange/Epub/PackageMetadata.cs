using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>The metadata of a package as they grow: Dublin Core, what refines it, and the accessibility of the book (EPUB Accessibility 1.1).</summary>
internal sealed class PackageMetadata
{
    public static readonly XNamespace Opf = "http://www.idpf.org/2007/opf";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    private int _people;

    /// <summary>The element.</summary>
    public XElement Element { get; } = new(Opf + "metadata", new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName));

    /// <summary>A DOI.</summary>
    public void Identify(Identifiers.Doi doi)
    {
        Add("identifier", doi.Address, "id");
        Refine("id", "identifier-type", "06", "onix:codelist5");
    }

    /// <summary>A name that the same words always give again (UUID of version 8, RFC 9562), for what has no DOI.</summary>
    public void Identify(params ReadOnlySpan<string?> words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))).AsSpan(0, 16);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        Add("identifier", "urn:uuid:" + new Guid(hash, bigEndian: true), "id");
    }

    /// <summary>Title and subtitle.</summary>
    public void Title(string title, string? subtitle)
    {
        Add("title", title, "title");
        Refine("title", "title-type", "main");
        if (!string.IsNullOrEmpty(subtitle))
        {
            Add("title", subtitle, "subtitle");
            Refine("subtitle", "title-type", "subtitle");
        }
    }

    /// <summary>A person or a body, with what they did and the name to sort by.</summary>
    public void Person(Contributor person)
    {
        if (person.DisplayName.Length == 0)
        {
            return;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"p{++_people}");
        Add(person.Role == "author" ? "creator" : "contributor", person.DisplayName, id);
        Refine(id, "role", Relator(person.Role), "marc:relators");
        Refine(id, "file-as", person.NameInIndex());
        Refine(id, "display-seq", _people.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The journal as a series, with the place in it where volume and number are numbers.</summary>
    public void Journal(string title, string? volume, string? number, Identifiers.Issn? issn)
    {
        Meta("belongs-to-collection", title).Add(new XAttribute("id", "journal"));
        Refine("journal", "collection-type", "series");
        if (string.Join('.', new[] { volume, number }.Where(part => part is not null)) is { Length: > 0 } position && position.Split('.').All(part => part.Length > 0 && part.All(char.IsAsciiDigit)))
        {
            Refine("journal", "group-position", position);
        }

        if (issn is { } known)
        {
            Refine("journal", "dcterms:identifier", "urn:issn:" + known.Value);
        }

        OptionalMeta("schema:volumeNumber", volume);
        OptionalMeta("schema:issueNumber", number);
    }

    /// <summary>When it was last changed.</summary>
    public void Modified(DateTimeOffset instant) => Meta("dcterms:modified", IsoInstant.Of(instant));

    /// <summary>Who may read the book how: only what is so.</summary>
    public void Accessibility(AccessibilityFacts facts, SpokenWords words)
    {
        Meta("schema:accessMode", "textual");
        if (facts.HasPictures)
        {
            Meta("schema:accessMode", "visual");
            Meta("schema:accessModeSufficient", "textual,visual");
        }

        if (!facts.HasPictures || facts.AreDescribed)
        {
            Meta("schema:accessModeSufficient", "textual");
        }

        foreach (var feature in new[]
        {
            "tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA", facts.HasFormulas ? "MathML" : null, facts.HasPictures && facts.AreDescribed ? "alternativeText" : null,
            facts.HasPages ? "pageBreakMarkers" : null, facts.HasPages ? "pageNavigation" : null,
        }.OfType<string>())
        {
            Meta("schema:accessibilityFeature", feature);
        }

        Meta("schema:accessibilityHazard", facts.MayMove ? "unknown" : "none");
        Meta("schema:accessibilitySummary", words.Say(BookWords.Accessible) + (!facts.HasPictures ? "" : " " + words.Say(facts.AreDescribed ? BookWords.PicturesDescribed : BookWords.PicturesNotDescribed)))
            .Add(new XAttribute(XNamespace.Xml + "lang", words.Language));
    }

    /// <summary>An element of Dublin Core.</summary>
    public void Add(string name, string value, string? id = null) => Element.Add(new XElement(Dc + name, id is null ? null : new XAttribute("id", id), value));

    /// <summary>The same, where there is something to say.</summary>
    public void Optional(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Add(name, value);
        }
    }

    /// <summary>A property of the whole book.</summary>
    public XElement Meta(string property, string value)
    {
        var meta = new XElement(Opf + "meta", new XAttribute("property", property), value);
        Element.Add(meta);
        return meta;
    }

    /// <summary>The same, where there is something to say.</summary>
    public void OptionalMeta(string property, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Meta(property, value);
        }
    }

    /// <summary>A property of one of the elements.</summary>
    public void Refine(string id, string property, string value, string? scheme = null) =>
        Meta(property, value).Add(new XAttribute("refines", "#" + id), scheme is null ? null : new XAttribute("scheme", scheme));

    // MARC relators; a contributor of a sort that they do not have is a contributor.
    private static string Relator(string role) => role switch
    {
        "author" => "aut",
        "editor" or "guest-editor" => "edt",
        "translator" => "trl",
        "illustrator" => "ill",
        "reviewer" => "rev",
        "photographer" => "pht",
        "compiler" => "com",
        _ => "ctb",
    };
}
