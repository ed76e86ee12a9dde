using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>Makes the attributes of an element such as the schema allows. What an attribute said is kept in its trace.</summary>
internal static partial class AttributeFitting
{
    /// <summary>Fits all attributes of an element.</summary>
    public static void Fit(XElement element, ElementModel model)
    {
        foreach (var attribute in element.Attributes().ToList())
        {
            if (attribute.IsNamespaceDeclaration || attribute.Name.Namespace == Namespaces.SchemaInstance || model.IdKind(attribute.Name) is not null || model.Takes(attribute.Name, attribute.Value))
            {
                continue;
            }

            Traces.NoteAttribute(attribute);
            var (name, value) = (attribute.Name, attribute.Value);
            attribute.Remove();
            foreach (var (other, otherValue) in Instead(name, value, model))
            {
                if (element.Attribute(other) is null && model.Takes(other, otherValue))
                {
                    Set(element, other, otherValue);
                    break;
                }
            }

            // pub-id-type="gi" is pub-id-type="custom" custom-type="gi" since JATS 1.2.
            if (element.Attribute(name)?.Value == "custom" && element.Attribute("custom-type") is null && model.Takes("custom-type", value))
            {
                Set(element, "custom-type", value);
            }
        }

        foreach (var (name, attribute) in model.Attributes)
        {
            if (attribute.Use == XmlSchemaUse.Required && element.Attribute(name) is null)
            {
                string[] values = ["", "#", "other", "custom", "unknown", "1", .. Enumerated(attribute)];
                if (values.FirstOrDefault(value => model.Takes(name, value)) is { } value)
                {
                    Set(element, name, value);
                }
            }
        }
    }

    private static void Set(XElement element, XName name, string value)
    {
        Traces.NoteNoAttribute(element, name);
        element.SetAttributeValue(name, value);
    }

    private static IEnumerable<(XName Name, string Value)> Instead(XName name, string value, ElementModel model)
    {
        if (name == "dtd-version")
        {
            yield return (name, "1.3");
        }

        if (Renames.OfAttribute(name) is { } other)
        {
            yield return (other, value);
        }

        var trimmed = value.Trim();
        yield return (name, trimmed);
        if (trimmed == "pmc")
        {
            yield return (name, "pmcid");
        }

        if (name == XNamespace.Xml + "lang")
        {
            yield return (name, trimmed.Replace('_', '-'));
            yield break;
        }

        yield return (name, trimmed.ToLowerInvariant());
        yield return (name, NotInNames().Replace(trimmed, "-").Trim('-'));
        if (model.Attributes.ContainsKey("custom-type"))
        {
            yield return (name, "custom");
        }

        if (name == Namespaces.XLink + "href")
        {
            yield return (name, Uri.EscapeDataString(trimmed).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal));
            yield return (name, Uri.EscapeDataString(trimmed));
        }
    }

    private static IEnumerable<string> Enumerated(XmlSchemaAttribute attribute) =>
        ((attribute.AttributeSchemaType?.Content as XmlSchemaSimpleTypeRestriction)?.Facets.OfType<XmlSchemaEnumerationFacet>() ?? []).Select(facet => facet.Value).OfType<string>();

    [GeneratedRegex(@"[^\w.\-:]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotInNames();
}
