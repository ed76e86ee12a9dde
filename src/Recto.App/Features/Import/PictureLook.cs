using System.Buffers.Binary;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace Recto.App.Features.Import;

/// <summary>What a picture says of itself, before any of its pixels is looked at.</summary>
internal sealed record PictureLook
{
    /// <summary>Width in pixels as stored.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels as stored.</summary>
    public required int Height { get; init; }

    /// <summary>Whether it is to be turned by a quarter, so that width and height change places.</summary>
    public bool IsTurned { get; init; }

    /// <summary>Whether it moves.</summary>
    public bool IsAnimated { get; init; }

    /// <summary>Whether the file ends before the picture does.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>Whether it says where it was taken.</summary>
    public bool HasPlace { get; init; }

    /// <summary>Whether it is drawn with few colours and hard edges: palette or grey PNG, GIF.</summary>
    public bool IsDrawing { get; init; }

    /// <summary>Colour space of its ICC profile (<c>RGB</c>, <c>CMYK</c>, <c>GRAY</c>); null where it has none.</summary>
    public string? ProfileSpace { get; init; }

    /// <summary>Whether its ICC profile is sRGB, which needs no saying.</summary>
    public bool IsSrgb { get; init; }

    /// <summary>Pixels.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>Width as seen.</summary>
    public int SeenWidth => IsTurned ? Height : Width;

    /// <summary>Height as seen.</summary>
    public int SeenHeight => IsTurned ? Width : Height;

    /// <summary>Looks at a picture.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="content">Its bytes; can seek.</param>
    /// <returns>What it says; null where its head cannot be read.</returns>
    public static PictureLook? At(PictureKind kind, Stream content)
    {
        content.Position = 0;
        if (kind == PictureKind.Avif)
        {
            return AtAvif(content);
        }

        IImageInfo? info;
        try
        {
            info = Image.Identify(PictureDecoding.Configuration, content);
        }
        catch (Exception broken) when (PictureDecoding.IsOfThePicture(broken))
        {
            return null; // Whether it can be read is the question.
        }

        if (info is not { Width: > 0, Height: > 0 })
        {
            return null;
        }

        var exif = info.Metadata.ExifProfile;
        var profile = info.Metadata.IccProfile?.ToByteArray();
        return new PictureLook
        {
            Width = info.Width,
            Height = info.Height,
            IsTurned = exif?.GetValue(ExifTag.Orientation)?.Value is >= 5 and <= 8,
            HasPlace = exif?.GetValue(ExifTag.GPSLatitude) is not null,
            IsAnimated = IsMoving(kind, content),
            IsCutOff = EndsEarly(kind, content),
            IsDrawing = kind == PictureKind.Gif || kind == PictureKind.Png && info.Metadata.GetFormatMetadata(PngFormat.Instance).ColorType is PngColorType.Palette or PngColorType.Grayscale or PngColorType.GrayscaleWithAlpha,
            ProfileSpace = profile is { Length: >= 128 } ? System.Text.Encoding.ASCII.GetString(profile, 16, 4).Trim() : kind == PictureKind.Jpeg && ComponentsOf(content) == 4 ? "CMYK" : null,
            IsSrgb = profile is not null && profile.AsSpan().IndexOf("sRGB"u8) >= 0,
        };
    }

    // The largest of the sizes that it names: tiles and thumbnails have their own. A turned one (irot) tells no size that could be trusted.
    private static PictureLook? AtAvif(Stream content)
    {
        var head = Part(content, 0, 64 * 1024).AsSpan();
        if (head.IndexOf("irot"u8) >= 0)
        {
            return null;
        }

        PictureLook? best = null;
        for (var at = head.IndexOf("ispe"u8); at >= 0 && at + 16 <= head.Length;)
        {
            var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(head[(at + 8)..]), BinaryPrimitives.ReadUInt32BigEndian(head[(at + 12)..]));
            if (width is > 0 and < 100_000 && height is > 0 and < 100_000 && (long)width * height > (best?.Pixels ?? 0))
            {
                best = new PictureLook { Width = (int)width, Height = (int)height, IsAnimated = true }; // Served as it is either way.
            }

            var next = head[(at + 4)..].IndexOf("ispe"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        return best;
    }

    // The head of a JPEG's frame says how many colours a pixel is mixed of (ITU T.81, B.2.2): four are those of print. 0 where there is no such head.
    private static int ComponentsOf(Stream jpeg)
    {
        for (long at = 2; Part(jpeg, at, 10) is { Length: 10 } segment && segment[0] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(2)))
        {
            if (segment[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return segment[9];
            }
        }

        return 0;
    }

    private static bool IsMoving(PictureKind kind, Stream content)
    {
        switch (kind)
        {
            case PictureKind.WebP:
                var webp = Part(content, 0, 21);
                return webp.Length == 21 && webp.AsSpan(12, 4).SequenceEqual("VP8X"u8) && (webp[20] & 2) != 0;
            case PictureKind.Png:
                var png = Part(content, 0, 64 * 1024).AsSpan();
                var data = png.IndexOf("IDAT"u8);
                return (data < 0 ? png : png[..data]).IndexOf("acTL"u8) >= 0;
            case PictureKind.Gif:
                return GifFrames.AreSeveral(content);
            default:
                return false;
        }
    }

    private static bool EndsEarly(PictureKind kind, Stream content)
    {
        var tail = Part(content, Math.Max(0, content.Length - 4096), 4096).AsSpan();
        return kind switch
        {
            PictureKind.Png => tail.LastIndexOf("IEND"u8) < 0,
            PictureKind.Jpeg => tail.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0,
            PictureKind.Gif => tail.LastIndexOf((byte)0x3B) < 0,
            PictureKind.WebP => Part(content, 4, 4) is { Length: 4 } size && BinaryPrimitives.ReadUInt32LittleEndian(size) + 8 > content.Length,
            _ => false,
        };
    }

    private static byte[] Part(Stream content, long from, int length)
    {
        content.Position = from;
        var part = new byte[length];
        return part[..content.ReadAtLeast(part, length, throwOnEndOfStream: false)];
    }
}
