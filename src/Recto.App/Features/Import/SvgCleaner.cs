using System.Text;
using System.Xml;

namespace Recto.App.Features.Import;

/// <summary>A drawing after cleaning.</summary>
internal sealed record CleanedSvg
{
    /// <summary>Why it cannot be shown at all; null where it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>The drawing without what was taken out; null where nothing had to be, and the file stands as it came.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>What was taken out, each kind once, in order of first appearance.</summary>
    public IReadOnlyList<string> TakenOut { get; init; } = [];

    /// <summary>Width in pixels at its natural size; null where it names none.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels at its natural size; null where it names none.</summary>
    public int? Height { get; init; }
}

/// <summary>
/// Takes out of an SVG whatever could run or fetch something: what SVG 2 knows and draws stays, what another drawing program wrote for itself stays (it does nothing),
/// and everything else goes. A drawing without such things is not touched. It is served with a policy that lets nothing run either; this is the second lock.
/// </summary>
internal static class SvgCleaner
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const long Largest = 32L * 1024 * 1024;
    private const int Deepest = 2000;

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "desc", "title", "metadata", "symbol", "use", "switch", "a", "view", "style", "image",
        "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "tref", "textPath", "altGlyph", "altGlyphDef", "altGlyphItem", "glyphRef",
        "marker", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "hatch", "hatchpath", "solidcolor", "mesh", "meshgradient", "meshpatch", "meshrow", "color-profile", "cursor",
        "font", "font-face", "font-face-src", "font-face-name", "font-face-format", "glyph", "missing-glyph", "hkern", "vkern",
        "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood",
        "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
        "animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath",
    };

    // Namespaces in which an element can do something by itself; what stands in any other is data that browsers pass over.
    private static readonly HashSet<string> Active = new(StringComparer.Ordinal)
    {
        "", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/xml-events", "http://www.w3.org/ns/xbl", "http://www.mozilla.org/xbl",
        "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul", "http://www.w3.org/1999/XSL/Transform", "http://www.w3.org/2001/XInclude",
    };

    /// <summary>Cleans a drawing.</summary>
    /// <param name="file">The drawing; stays open.</param>
    public static CleanedSvg Clean(Stream file)
    {
        if (file.Length > Largest)
        {
            return new CleanedSvg { Refusal = "the drawing is larger than 32 MB; give it as PNG" };
        }

        var takenOut = new List<string>();
        try
        {
            // Entities of the file itself are written out, within bounds; nothing outside it is ever opened.
            using var reader = XmlReader.Create(file, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Parse,
                XmlResolver = null,
                MaxCharactersInDocument = Largest,
                MaxCharactersFromEntities = 1_000_000,
                CloseInput = false,
            });
            using var written = new MemoryStream();
            using var writer = XmlWriter.Create(written, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false });
            var isSvg = Copy(reader, writer, takenOut, out var width, out var height);
            if (!isSvg)
            {
                return new CleanedSvg { Refusal = "it is no PNG, JPEG, GIF, WebP, AVIF or SVG" };
            }

            writer.Flush();
            return new CleanedSvg { Bytes = takenOut.Count == 0 ? null : written.ToArray(), TakenOut = takenOut, Width = width, Height = height };
        }
        catch (XmlException fault)
        {
            return new CleanedSvg
            {
                Refusal = fault.Message.Contains("MaxCharactersFromEntities", StringComparison.Ordinal) || fault.Message.Contains("recursively", StringComparison.OrdinalIgnoreCase)
                    ? "the drawing defines entities that grow beyond all bounds; save it anew as plain SVG"
                    : "it is no PNG, JPEG, GIF, WebP, AVIF or SVG",
            };
        }
        catch (TooDeepException)
        {
            return new CleanedSvg { Refusal = $"the drawing nests more than {Deepest} elements; save it anew as plain SVG" };
        }
    }

    private static bool Copy(XmlReader reader, XmlWriter writer, List<string> takenOut, out int? width, out int? height)
    {
        (width, height) = (null, null);
        var style = 0;
        var begun = false;
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.Depth > Deepest)
            {
                throw new TooDeepException();
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element when !begun && reader.LocalName != "svg":
                    return false;
                case XmlNodeType.Element when IsForbidden(reader) is { } forbidden:
                    Tell(takenOut, forbidden);
                    reader.Skip(); // Already stands on what follows.
                    continue;
                case XmlNodeType.Element:
                    if (!begun)
                    {
                        (width, height) = SvgSize.Of(reader.GetAttribute("width"), reader.GetAttribute("height"), reader.GetAttribute("viewBox"));
                    }

                    begun = true;
                    style += reader is { LocalName: "style", IsEmptyElement: false } ? 1 : 0;
                    CopyElement(reader, writer, takenOut);
                    break;
                case XmlNodeType.EndElement:
                    style -= reader.LocalName == "style" ? 1 : 0;
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    writer.WriteString(style > 0 ? SvgStyles.Clean(reader.Value, what => Tell(takenOut, what)) : reader.Value);
                    break;
                case XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when begun:
                    writer.WriteWhitespace(reader.Value);
                    break;
                case XmlNodeType.ProcessingInstruction:
                    Tell(takenOut, reader.Name == "xml-stylesheet" ? "a style sheet from elsewhere" : "a processing instruction");
                    break;
                case XmlNodeType.DocumentType when reader.Value.Length > 0:
                    Tell(takenOut, "definitions of its own (DOCTYPE)");
                    break;
            }

            reader.Read();
        }

        return begun;
    }

    private static string? IsForbidden(XmlReader reader)
    {
        var (name, space) = (reader.LocalName, reader.NamespaceURI);
        if (space != Svg && (space.Length > 0 || reader.Depth > 0) && !Active.Contains(space) || space is Svg or "" && Known.Contains(name))
        {
            return name is "set" or "animate" or "animateColor" or "animateMotion" or "animateTransform" && ChangesAddress(reader.GetAttribute("attributeName")) ? $"<{name}> that changes a link while it runs" : null;
        }

        return $"<{name}>";
    }

    private static bool ChangesAddress(string? attribute) => attribute?.Trim() is { } name && (name.EndsWith("href", StringComparison.OrdinalIgnoreCase) || name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase) || name.Equals("src", StringComparison.OrdinalIgnoreCase));

    private static void CopyElement(XmlReader reader, XmlWriter writer, List<string> takenOut)
    {
        var element = reader.LocalName;
        var isEmpty = reader.IsEmptyElement;
        writer.WriteStartElement(reader.Prefix, element, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
        {
            if (AttributeRefusal(element, reader) is { } refused)
            {
                Tell(takenOut, refused);
            }
            else
            {
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
            }
        }

        if (isEmpty)
        {
            writer.WriteEndElement();
        }
    }

    private static string? AttributeRefusal(string element, XmlReader reader)
    {
        var (name, space, value) = (reader.LocalName, reader.NamespaceURI, reader.Value.Trim());
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        {
            return $"the attribute {name}";
        }

        if (space == Xml && name == "base")
        {
            return "the attribute xml:base";
        }

        if (name.ToLowerInvariant() is "href" or "src" or "action" or "formaction" or "to" or "from" or "values" or "by" && (space is "" or XLink))
        {
            var isAddress = name.ToLowerInvariant() is not ("to" or "from" or "values" or "by");
            return isAddress ? !IsWithin(element, value) ? "a link to something outside the drawing" : null
                : value.Contains("javascript:", StringComparison.OrdinalIgnoreCase) || value.Contains("data:", StringComparison.OrdinalIgnoreCase) ? "an animation that ends in a link" : null;
        }

        return SvgStyles.IsDangerous(value) && space is "" ? $"an address outside the drawing in the attribute {name}" : null;
    }

    // A part of the drawing itself; a picture that is in it; and what a reader may follow by a click.
    private static bool IsWithin(string element, string address) => address.Length == 0 || address[0] == '#'
        || element is "image" or "feImage" && Array.Exists((string[])["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"], kind => address.StartsWith(kind + ";", StringComparison.OrdinalIgnoreCase))
        || element == "a" && (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase));

    private static void Tell(List<string> takenOut, string what)
    {
        if (takenOut.Count < 12 && !takenOut.Contains(what))
        {
            takenOut.Add(what);
        }
    }

    private sealed class TooDeepException : Exception;
}
