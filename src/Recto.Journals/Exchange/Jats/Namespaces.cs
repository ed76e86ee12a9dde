using System.Collections.Frozen;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The namespaces that live inside a JATS article (JATS 1.3, "Namespaces").</summary>
internal static class Namespaces
{
    public static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
    public static readonly XNamespace MathMl = "http://www.w3.org/1998/Math/MathML";
    public static readonly XNamespace Ali = "http://www.niso.org/schemas/ali/1.0/";
    public static readonly XNamespace XInclude = "http://www.w3.org/2001/XInclude";
    public static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Prefixes that the JATS DTDs declare: a file that leaned on them without declaring them gets them supplied.</summary>
    public static readonly FrozenDictionary<string, XNamespace> Known = new Dictionary<string, XNamespace>
    {
        ["xlink"] = XLink,
        ["mml"] = MathMl,
        ["ali"] = Ali,
        ["xi"] = XInclude,
        ["xsi"] = SchemaInstance,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the name is one that JATS itself has been given by somebody (the standard gives it none).</summary>
    public static bool IsJats(string uri) =>
        uri.Contains("jats.nlm.nih.gov", StringComparison.OrdinalIgnoreCase) || uri.Contains("dtd.nlm.nih.gov", StringComparison.OrdinalIgnoreCase);
}
