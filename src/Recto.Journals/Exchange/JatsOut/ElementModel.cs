using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>What the schema says of one element.</summary>
internal sealed class ElementModel
{
    private static readonly NameTable Names = new();
    private static readonly Lock NamesLock = new();
    private readonly XmlSchemaAnyAttribute? _wildcard;

    /// <summary>Reads what the schema says.</summary>
    /// <param name="type">The element's type.</param>
    /// <param name="names">The elements that may stand where one is named.</param>
    public ElementModel(XmlSchemaType type, Func<XmlSchemaElement, IEnumerable<XName>> names)
    {
        if (type is not XmlSchemaComplexType complex)
        {
            MayHoldText = true;
            return;
        }

        MayHoldText = complex.ContentType is XmlSchemaContentType.Mixed or XmlSchemaContentType.TextOnly;
        Content = complex.ContentType is XmlSchemaContentType.Mixed or XmlSchemaContentType.ElementOnly ? new ContentAutomaton(complex.ContentTypeParticle, names) : null;
        _wildcard = complex.AttributeWildcard;
        Attributes = complex.AttributeUses.Values.OfType<XmlSchemaAttribute>().Where(attribute => attribute.Use != XmlSchemaUse.Prohibited).ToDictionary(attribute => JatsModel.NameOf(attribute.QualifiedName));
    }

    /// <summary>Whether text may stand in it.</summary>
    public bool MayHoldText { get; }

    /// <summary>Which elements may stand in it, in which order; null where none may.</summary>
    public ContentAutomaton? Content { get; }

    /// <summary>Its attributes.</summary>
    public IReadOnlyDictionary<XName, XmlSchemaAttribute> Attributes { get; } = new Dictionary<XName, XmlSchemaAttribute>();

    /// <summary>Whether an attribute may have a value here.</summary>
    public bool Takes(XName name, string value)
    {
        if (!Attributes.TryGetValue(name, out var attribute))
        {
            return _wildcard is not null && name.Namespace != XNamespace.None && !name.NamespaceName.StartsWith("http://www.w3.org/", StringComparison.Ordinal);
        }

        if (attribute.AttributeSchemaType?.Datatype is not { } type)
        {
            return true;
        }

        try
        {
            lock (NamesLock)
            {
                var parsed = type.ParseValue(value, Names, new XmlNamespaceManager(Names));
                return attribute.FixedValue is null || Equals(parsed, type.ParseValue(attribute.FixedValue, Names, new XmlNamespaceManager(Names)));
            }
        }
        catch (XmlSchemaException)
        {
            // The schema's only way to say no.
            return false;
        }
    }

    /// <summary>Whether an attribute is an id (<c>Id</c>) or names one or several (<c>Idref</c>); null where it is neither.</summary>
    public XmlTypeCode? IdKind(XName name) => Attributes.TryGetValue(name, out var attribute) && attribute.AttributeSchemaType is { } type
        ? type.TypeCode is XmlTypeCode.Id or XmlTypeCode.Idref ? type.TypeCode : (type.Datatype?.TokenizedType is XmlTokenizedType.IDREFS ? XmlTypeCode.Idref : null)
        : null;
}
