using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Oai;

/// <summary>Writes one answer, from its beginning to its end. What was written can be sent on after every record.</summary>
public sealed partial class OaiAnswer : IDisposable
{
    internal const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Namespace = "http://www.openarchives.org/OAI/2.0/";
    private const string IdentifierNamespace = "http://www.openarchives.org/OAI/2.0/oai-identifier";
    private readonly XmlWriter _xml;

    /// <summary>Begins an answer.</summary>
    /// <param name="output">Takes UTF-8; stays open.</param>
    /// <param name="date">When the answer is from: whoever later asks for what changed since then misses nothing.</param>
    /// <param name="address">Address that was asked (the base URL).</param>
    /// <param name="echo">Arguments that are repeated.</param>
    public OaiAnswer(Stream output, DateTimeOffset date, string address, IReadOnlyList<KeyValuePair<string, string>> echo)
    {
        ArgumentNullException.ThrowIfNull(echo);
        _xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = false });
        _xml.WriteStartDocument();
        _xml.WriteStartElement("OAI-PMH", Namespace);
        _xml.WriteAttributeString("xmlns", "xsi", null, SchemaInstance);
        _xml.WriteAttributeString("schemaLocation", SchemaInstance, $"{Namespace} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        Element("responseDate", OaiDate.Of(date));
        _xml.WriteStartElement("request", Namespace);
        foreach (var (name, value) in echo)
        {
            _xml.WriteAttributeString(name, XmlWords.Of(value));
        }

        _xml.WriteString(address);
        _xml.WriteEndElement();
    }

    /// <summary>Why there is no answer.</summary>
    public void Write(IEnumerable<OaiError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        foreach (var error in errors)
        {
            _xml.WriteStartElement("error", Namespace);
            _xml.WriteAttributeString("code", error.Code);
            _xml.WriteString(XmlWords.Of(error.Message));
            _xml.WriteEndElement();
        }
    }

    /// <summary>What the repository is.</summary>
    /// <param name="repository">What it says of itself.</param>
    /// <param name="address">Its base URL.</param>
    /// <param name="sample">An identifier, for the description.</param>
    public void Write(OaiRepository repository, string address, string sample)
    {
        ArgumentNullException.ThrowIfNull(repository);
        Begin("Identify");
        Element("repositoryName", repository.Name);
        Element("baseURL", address);
        Element("protocolVersion", "2.0");
        Element("adminEmail", repository.AdminEmail);
        Element("earliestDatestamp", OaiDate.Of(repository.Earliest));
        Element("deletedRecord", "persistent");
        Element("granularity", "YYYY-MM-DDThh:mm:ssZ");
        Element("compression", "gzip");

        // The scheme is for names of domains (oai-identifier.xsd): a site that is asked by an address of numbers says nothing of it.
        if (DomainName().IsMatch(repository.Host))
        {
            _xml.WriteStartElement("description", Namespace);
            _xml.WriteStartElement("oai-identifier", IdentifierNamespace);
            _xml.WriteAttributeString("schemaLocation", SchemaInstance, $"{IdentifierNamespace} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd");
            _xml.WriteElementString("scheme", IdentifierNamespace, "oai");
            _xml.WriteElementString("repositoryIdentifier", IdentifierNamespace, repository.Host);
            _xml.WriteElementString("delimiter", IdentifierNamespace, ":");
            _xml.WriteElementString("sampleIdentifier", IdentifierNamespace, sample);
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        End();
    }

    /// <summary>The forms of records.</summary>
    public void Write(IEnumerable<OaiFormat> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        Begin("ListMetadataFormats");
        foreach (var format in formats)
        {
            _xml.WriteStartElement("metadataFormat", Namespace);
            Element("metadataPrefix", format.Prefix);
            Element("schema", format.Schema);
            Element("metadataNamespace", format.Namespace);
            _xml.WriteEndElement();
        }

        End();
    }

    /// <summary>Begins a list, or the one record.</summary>
    public void Begin(OaiVerb verb) => Begin(verb.ToString());

    /// <summary>A set of the list.</summary>
    public void Write(OaiSet set, string name)
    {
        ArgumentNullException.ThrowIfNull(set);
        _xml.WriteStartElement("set", Namespace);
        Element("setSpec", set.Spec);
        Element("setName", name);
        _xml.WriteEndElement();
    }

    /// <summary>The head of a record.</summary>
    public void Write(OaiHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        _xml.WriteStartElement("header", Namespace);
        if (header.IsDeleted)
        {
            _xml.WriteAttributeString("status", "deleted");
        }

        Element("identifier", header.Identifier);
        Element("datestamp", OaiDate.Of(header.ChangedAt));
        foreach (var set in header.Sets)
        {
            Element("setSpec", set.Spec);
        }

        _xml.WriteEndElement();
    }

    /// <summary>A record.</summary>
    /// <param name="header">Its head.</param>
    /// <param name="metadata">Writes what is told of it: one element; not called where it is deleted.</param>
    public void Write(OaiHeader header, Action<XmlWriter> metadata)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(metadata);
        _xml.WriteStartElement("record", Namespace);
        Write(header);
        if (!header.IsDeleted)
        {
            _xml.WriteStartElement("metadata", Namespace);
            metadata(_xml);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    /// <summary>Where the list goes on.</summary>
    /// <param name="token">The token; null on the last page of a list of several.</param>
    /// <param name="expires">Until when it is taken.</param>
    /// <param name="cursor">How many were given on the pages before.</param>
    /// <param name="size">How many there are in all; 0 where that is not told.</param>
    public void WriteToken(string? token, DateTimeOffset expires, long cursor, long size)
    {
        _xml.WriteStartElement("resumptionToken", Namespace);
        if (token is not null)
        {
            _xml.WriteAttributeString("expirationDate", OaiDate.Of(expires));
        }

        if (size > 0)
        {
            _xml.WriteAttributeString("completeListSize", size.ToString(CultureInfo.InvariantCulture));
        }

        _xml.WriteAttributeString("cursor", cursor.ToString(CultureInfo.InvariantCulture));
        _xml.WriteString(token ?? "");
        _xml.WriteEndElement();
    }

    /// <summary>Ends what was begun.</summary>
    public void End() => _xml.WriteEndElement();

    /// <summary>Ends the answer.</summary>
    public void Finish()
    {
        _xml.WriteEndDocument();
        _xml.Flush();
    }

    /// <summary>Puts out what was written so far.</summary>
    public void Flush() => _xml.Flush();

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private void Begin(string name) => _xml.WriteStartElement(name, Namespace);

    private void Element(string name, string text) => _xml.WriteElementString(name, Namespace, XmlWords.Of(text));

    // example.org, journals.example.org
    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-]*(?:\.[a-zA-Z][a-zA-Z0-9\-]*)+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DomainName();
}
