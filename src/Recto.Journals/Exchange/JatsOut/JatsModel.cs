using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>JATS 1.3 Publishing with MathML 3 as NLM's XML Schema has it (public domain; its explanations are left out here): what may stand where, and the last word on what was written.</summary>
internal sealed class JatsModel
{
    private static readonly Lazy<JatsModel> Loaded = new(() => new JatsModel());
    private readonly Dictionary<XName, ElementModel> _elements = [];

    private JatsModel()
    {
        Schemas = new XmlSchemaSet { XmlResolver = new Inside() };
        Schemas.Add(null, new Uri(Inside.Root, "JATS-journalpublishing1-3-mathml3.xsd").ToString());
        Schemas.Compile();
        var elements = Schemas.GlobalElements.Values.OfType<XmlSchemaElement>().ToList();
        var members = elements.Where(element => !element.SubstitutionGroup.IsEmpty).ToLookup(element => NameOf(element.SubstitutionGroup), element => element);
        foreach (var element in elements)
        {
            _elements[NameOf(element.QualifiedName)] = new ElementModel(element.ElementSchemaType!, Names);
        }

        // MathML's content models name the heads of groups.
        IEnumerable<XName> Names(XmlSchemaElement head) =>
            (head.IsAbstract || elements.Exists(element => element.QualifiedName == head.QualifiedName && element.IsAbstract) ? [] : new[] { NameOf(head.QualifiedName) })
            .Concat(members[NameOf(head.QualifiedName)].SelectMany(Names));
    }

    /// <summary>The model, read once.</summary>
    public static JatsModel Instance => Loaded.Value;

    /// <summary>The schema, compiled.</summary>
    public XmlSchemaSet Schemas { get; }

    /// <summary>What an element may hold; null where JATS does not know it.</summary>
    public ElementModel? Find(XName name) => _elements.GetValueOrDefault(name);

    /// <summary>What the schema finds wrong with a file, each once.</summary>
    /// <param name="xml">The file.</param>
    public IReadOnlyList<string> Faults(Stream xml)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.AllowXmlAttributes };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(xml, settings);
        while (reader.Read())
        {
        }

        return [.. faults.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The name of a schema's component.</summary>
    public static XName NameOf(XmlQualifiedName name) => XName.Get(name.Name, name.Namespace);

    // The schema's files lie in the assembly: nothing is fetched.
    private sealed class Inside : XmlResolver
    {
        public static readonly Uri Root = new("recto-schema:///");

        public override Uri ResolveUri(Uri? baseUri, string? relativeUri) => new(Root, Path.GetFileName(relativeUri));

        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Recto.Journals.JatsSchema." + Path.GetFileName(absoluteUri.AbsolutePath));
    }
}
