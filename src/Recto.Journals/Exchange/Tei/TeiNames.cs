using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Names of TEI elements: P5 has one namespace, P4 none; files mix prefixes for the same one.</summary>
internal static class TeiNames
{
    public static readonly XName XmlId = XNamespace.Xml + "id";

    /// <summary>Whether a namespace is that of TEI, or none.</summary>
    public static bool IsNamespace(string uri) => uri.Length == 0 || uri is "http://www.tei-c.org/ns/1.0" || uri.StartsWith("http://www.tei-c.org/", StringComparison.Ordinal);

    /// <summary>Local name of a TEI element; empty for an element of another vocabulary.</summary>
    public static string Of(XElement element) => IsNamespace(element.Name.NamespaceName) ? element.Name.LocalName : "";

    /// <summary>Whether the element is one of these.</summary>
    public static bool Is(XElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Name.LocalName == name)
            {
                return IsNamespace(element.Name.NamespaceName);
            }
        }

        return false;
    }

    /// <summary>Children of a name.</summary>
    public static IEnumerable<XElement> Children(XElement? element, string name) => element?.Elements().Where(child => Is(child, name)) ?? [];

    /// <summary>First child of a name; null where there is none.</summary>
    public static XElement? Child(XElement? element, string name) => Children(element, name).FirstOrDefault();

    /// <summary>Descendants of a name.</summary>
    public static IEnumerable<XElement> Within(XElement? element, string name) => element?.Descendants().Where(child => Is(child, name)) ?? [];

    /// <summary>Value of an attribute without white space around it; null where it is absent or empty.</summary>
    public static string? Value(XElement element, XName name) => ((string?)element.Attribute(name))?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The identifier of an element (P5 <c>xml:id</c>, P4 <c>id</c>); null where it has none.</summary>
    public static string? Id(XElement element) => Value(element, XmlId) ?? Value(element, "id");

    /// <summary>Text with white space folded; null where there is none.</summary>
    public static string? Line(string? text) => text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;

    /// <summary>Line of the source; null where it is not known.</summary>
    public static int? LineOf(XElement element) => element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;
}
