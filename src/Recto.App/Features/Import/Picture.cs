namespace Recto.App.Features.Import;

/// <summary>What the bytes of a picture are, whatever its name says.</summary>
internal static class Picture
{
    /// <summary>A picture larger than this is not taken.</summary>
    public const long Largest = 64L * 1024 * 1024;

    /// <summary>What a picture is by its first bytes; null where it is none that Recto knows. An SVG is only guessed at: <see cref="SvgCleaner"/> reads it.</summary>
    /// <param name="head">Its first bytes, 1024 or as many as there are.</param>
    public static PictureKind? KindOf(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) => PictureKind.Png,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => PictureKind.Jpeg,
        _ when head.StartsWith("GIF8"u8) => PictureKind.Gif,
        _ when head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8) => PictureKind.WebP,
        _ when head.Length > 12 && (head[4..].StartsWith("ftypavif"u8) || head[4..].StartsWith("ftypavis"u8)) => PictureKind.Avif,
        _ when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8) => PictureKind.Tiff,

        // Word's own drawings: an EMF names itself at byte 40, a WMF begins with its key.
        _ when head.Length >= 44 && head[40..44].SequenceEqual(" EMF"u8) => PictureKind.Emf,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xD7, 0xCD, 0xC6, 0x9A]) => PictureKind.Wmf,

        // An EPS may stand behind a head of its own that names a preview.
        _ when head.StartsWith("%!PS"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xD0, 0xD3, 0xC6]) => PictureKind.PostScript,
        _ when head.StartsWith("%PDF-"u8) => PictureKind.Pdf,
        _ when head.Contains((byte)'<') => PictureKind.Svg,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) => PictureKind.Svg,
        _ => null,
    };

    /// <summary>Media type of what browsers show; null for what must be turned into something else first.</summary>
    public static string? MediaTypeOf(PictureKind kind) => kind switch
    {
        PictureKind.Png => "image/png",
        PictureKind.Jpeg => "image/jpeg",
        PictureKind.Gif => "image/gif",
        PictureKind.WebP => "image/webp",
        PictureKind.Avif => "image/avif",
        PictureKind.Svg => "image/svg+xml",
        _ => null,
    };

    /// <summary>Media type and ending of a picture as it came in.</summary>
    public static (string MediaType, string Extension) OriginalOf(PictureKind kind) => kind switch
    {
        PictureKind.Tiff => ("image/tiff", ".tif"),
        PictureKind.PostScript => ("application/postscript", ".eps"),
        PictureKind.Pdf => ("application/pdf", ".pdf"),
        PictureKind.Emf => ("image/emf", ".emf"),
        PictureKind.Wmf => ("image/wmf", ".wmf"),
        PictureKind.Svg => ("image/svg+xml", ".svg"),
        _ => ("application/octet-stream", ".bin"),
    };

    /// <summary>Why a picture is not shown and what to give in its stead.</summary>
    public static string ReasonOf(PictureKind kind) => kind switch
    {
        PictureKind.Tiff => "TIFF is not shown by browsers; give a PNG or JPEG beside it",
        PictureKind.PostScript => "EPS is not shown by browsers; give an SVG or PNG beside it, or install Ghostscript, and it is turned into PNG",
        PictureKind.Pdf => "PDF is not shown as a picture; give an SVG or PNG beside it, or install Ghostscript, and it is turned into PNG",
        PictureKind.Emf => "EMF and WMF are not shown by browsers; give it as PNG or SVG, or install Inkscape, and it is turned into PNG",
        _ => "EMF and WMF are not shown by browsers; give it as PNG or SVG, or install Inkscape or ImageMagick, and it is turned into PNG",
    };
}
