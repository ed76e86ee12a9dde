using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Recto.Tests.Shared;

/// <summary>Crossref's own schemas for deposits.</summary>
internal static class CrossrefSchema
{
    private static readonly Lazy<XmlSchemaSet> Newest = new(() => Load("crossref5.4.0.xsd"));
    private static readonly Lazy<XmlSchemaSet> Older = new(() => Load("crossref5.3.1.xsd"));

    /// <summary>What the schema that the document names finds wrong with it; skips the test where the schema is absent.</summary>
    public static IReadOnlyList<string> Faults(byte[] deposit)
    {
        var document = XDocument.Load(new MemoryStream(deposit));
        var schemas = (string?)document.Root!.Attribute("version") == "5.3.1" ? Older.Value : Newest.Value;
        var faults = new List<string>();
        document.Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
    }

    private static XmlSchemaSet Load(string name)
    {
        var folder = Path.GetDirectoryName(SharedData.Require("schemas/crossref/" + name))!;
        var schemas = new XmlSchemaSet { XmlResolver = new Beside(folder) };
        schemas.Add(null, Path.Combine(folder, name));
        schemas.Compile();
        return schemas;
    }

    // The same schema is named by several addresses; a file name stands for one local file.
    private sealed class Beside(string folder) : XmlUrlResolver
    {
        private readonly Dictionary<string, string> _files = Directory.EnumerateFiles(folder, "*.xsd", SearchOption.AllDirectories)
            .GroupBy(file => Path.GetFileName(file)).ToDictionary(group => group.Key, group => group.OrderBy(file => file.Length).First());

        public override Uri ResolveUri(Uri? baseUri, string? relativeUri) =>
            relativeUri is not null && _files.TryGetValue(Path.GetFileName(relativeUri), out var file) ? new Uri(file) : base.ResolveUri(baseUri, relativeUri);

        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            absoluteUri.IsFile ? base.GetEntity(absoluteUri, role, ofObjectToReturn) : new MemoryStream("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>"u8.ToArray());
    }
}
