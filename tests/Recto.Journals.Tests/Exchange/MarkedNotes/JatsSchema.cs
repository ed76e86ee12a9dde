using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Recto.Journals.Exchange.MarkedNotes;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.MarkedNotes;

/// <summary>JATS 1.3 Publishing with MathML 3, as XML Schema.</summary>
internal static class JatsSchema
{
    private static readonly Lazy<XmlSchemaSet> Loaded = new(Load);

    /// <summary>What the schema finds wrong with a document, without repetitions, in order of messages; skips the test where the schema is absent.</summary>
    public static IReadOnlyList<string> Faults(XDocument document) => Faults(Bytes(document));

    /// <summary>The same for a document as it came; nothing is checked where the file is large.</summary>
    public static IReadOnlyList<string> FaultsOf(byte[] source, XDocument document) => source.Length > 4_000_000 ? [] : Faults(document);

    /// <summary>The same for a file.</summary>
    public static IReadOnlyList<string> Faults(byte[] bytes)
    {
        var schemas = Loaded.Value;
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.AllowXmlAttributes };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
        while (reader.Read())
        {
        }

        return [.. faults];
    }

    /// <summary>The document as it is written.</summary>
    public static byte[] Bytes(XDocument document)
    {
        using var stream = new MemoryStream();
        MarkedArticle.Write(document, stream);
        return stream.ToArray();
    }

    private static XmlSchemaSet Load()
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, SharedData.Require("schemas/jats-1.3-xsd/JATS-journalpublishing1-3-mathml3.xsd"));
        schemas.Compile();
        return schemas;
    }
}
