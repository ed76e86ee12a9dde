using System.Collections.Frozen;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Names of Office Open XML. The Transitional and the Strict spelling of a namespace (ISO/IEC 29500, parts 4 and 1) are one.</summary>
internal static class Ooxml
{
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["http://schemas.openxmlformats.org/wordprocessingml/2006/main"] = "",
        ["http://purl.oclc.org/ooxml/wordprocessingml/main"] = "",
        ["http://schemas.openxmlformats.org/officeDocument/2006/math"] = "m:",
        ["http://purl.oclc.org/ooxml/officeDocument/math"] = "m:",
        ["http://schemas.openxmlformats.org/markup-compatibility/2006"] = "mc:",
        ["http://schemas.openxmlformats.org/drawingml/2006/main"] = "a:",
        ["http://purl.oclc.org/ooxml/drawingml/main"] = "a:",
        ["http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"] = "wp:",
        ["http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"] = "wp:",
        ["http://schemas.openxmlformats.org/drawingml/2006/picture"] = "pic:",
        ["http://purl.oclc.org/ooxml/drawingml/picture"] = "pic:",
        ["http://schemas.openxmlformats.org/drawingml/2006/chart"] = "c:",
        ["http://purl.oclc.org/ooxml/drawingml/chart"] = "c:",
        ["http://schemas.openxmlformats.org/drawingml/2006/diagram"] = "dgm:",
        ["http://purl.oclc.org/ooxml/drawingml/diagram"] = "dgm:",
        ["urn:schemas-microsoft-com:vml"] = "v:",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Relations = new[]
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>An element's name: bare for WordprocessingML (<c>footnoteReference</c>), with the usual prefix for its neighbours (<c>a:blip</c>), with <c>?:</c> for what is not known.</summary>
    public static string NameOf(XElement element)
    {
        var prefix = Prefixes.GetValueOrDefault(element.Name.NamespaceName, "?:");
        return prefix.Length == 0 ? element.Name.LocalName : prefix + element.Name.LocalName;
    }

    /// <summary>The first child of a name of WordprocessingML; null where there is none.</summary>
    public static XElement? Child(this XElement? element, string name) => element?.Elements().FirstOrDefault(child => NameOf(child) == name);

    /// <summary>The value of an attribute, with or without a namespace, those of relationships apart; null where it is absent.</summary>
    public static string? Value(this XElement? element, string name)
    {
        for (var attribute = element?.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (attribute.Name.LocalName == name && !Relations.Contains(attribute.Name.NamespaceName))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary><c>w:val</c> of a child; null where there is none.</summary>
    public static string? ValueOf(this XElement? element, string child) => element.Child(child).Value("val");

    /// <summary>An id of a relationship (<c>r:id</c>, <c>r:embed</c>, <c>r:link</c>); null where it is absent.</summary>
    public static string? Relation(this XElement element, string name)
    {
        for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (attribute.Name.LocalName == name && Relations.Contains(attribute.Name.NamespaceName))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>An on/off property (ISO/IEC 29500-1, 17.17.4): null where it is absent, on where it bears no value.</summary>
    public static bool? Switch(this XElement? properties, string name) => properties.Child(name) is { } property ? IsOn(property.Value("val")) : null;

    /// <summary>Whether a value of an on/off attribute says on; an absent one does.</summary>
    public static bool IsOn(string? value) => value is null or not ("0" or "false" or "off" or "none");

    /// <summary>The type of a relationship without its namespace: <c>footnotes</c>.</summary>
    public static string RelationType(string type) => type[(type.LastIndexOf('/') + 1)..];
}
