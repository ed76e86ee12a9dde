using System.Xml;

namespace Recto.App.Features.Import;

/// <summary>What the bytes of a picture are, whatever its name says.</summary>
internal static class Picture
{
    /// <summary>A picture larger than this is not served.</summary>
    public const long Largest = 64L * 1024 * 1024;

    /// <summary>Media type of a picture that browsers show; null with a reason where it is none.</summary>
    /// <param name="open">Opens the picture; it may be opened twice.</param>
    public static (string? MediaType, string? Reason) Of(Func<Stream> open)
    {
        Span<byte> head = stackalloc byte[48];
        using (var stream = open())
        {
            if (stream.Length > Largest)
            {
                return (null, "it is larger than 64 MB");
            }

            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]))
        {
            return ("image/png", null);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ("image/jpeg", null);
        }

        if (head.StartsWith("GIF8"u8))
        {
            return ("image/gif", null);
        }

        if (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8))
        {
            return ("image/webp", null);
        }

        if (head.Length > 12 && head[4..].StartsWith("ftypavif"u8))
        {
            return ("image/avif", null);
        }

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
        {
            return (null, "TIFF is not shown by browsers; give a PNG or JPEG beside it");
        }

        // Word's own drawings: an EMF names itself at byte 40, a WMF begins with its key.
        if (head.Length >= 44 && head[40..44].SequenceEqual(" EMF"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xD7, 0xCD, 0xC6, 0x9A]))
        {
            return (null, "EMF and WMF are not shown by browsers; give it as PNG or SVG");
        }

        return head.StartsWith("%!PS"u8) ? (null, "EPS is not shown by browsers; give an SVG or PNG beside it") : OfSvg(open);
    }

    // A drawing may run nothing and fetch nothing.
    private static (string? MediaType, string? Reason) OfSvg(Func<Stream> open)
    {
        try
        {
            using var stream = open();
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = Largest });
            reader.MoveToContent();
            if (reader.LocalName != "svg")
            {
                return (null, "it is no PNG, JPEG, GIF, WebP, AVIF or SVG");
            }

            do
            {
                if (reader.NodeType == XmlNodeType.Element && Danger(reader) is { } danger)
                {
                    return (null, danger);
                }
            }
            while (reader.Read());

            return ("image/svg+xml", null);
        }
        catch (XmlException)
        {
            return (null, "it is no PNG, JPEG, GIF, WebP, AVIF or SVG"); // Not XML either.
        }
    }

    private static string? Danger(XmlReader reader)
    {
        var element = reader.LocalName;
        if (element is "script" or "foreignObject" or "handler" or "iframe" or "object" or "embed" or "audio" or "video")
        {
            return $"the SVG holds <{element}>, which may run something; remove it";
        }

        if (element is "set" or "animate" && (reader.GetAttribute("attributeName") ?? "").EndsWith("href", StringComparison.OrdinalIgnoreCase))
        {
            return "the SVG changes a link while it runs; remove that";
        }

        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            {
                return $"the SVG has the attribute {reader.LocalName}, which may run something; remove it";
            }

            var value = reader.Value.Trim();
            if (reader.LocalName is "href" or "src" && value.Length > 0 && value[0] != '#' && !value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) && (element is not "a" || !value.StartsWith("http", StringComparison.OrdinalIgnoreCase)))
            {
                return "the SVG links to something outside itself; remove the link";
            }
        }

        reader.MoveToElement();
        return null;
    }
}
