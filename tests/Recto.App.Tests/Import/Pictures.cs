using System.Buffers.Binary;
using System.IO.Compression;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Recto.App.Tests.Import;

/// <summary>Pictures of our own making, good and bad.</summary>
internal static class Pictures
{
    /// <summary>A CMYK JPEG of 600 by 4 pixels.</summary>
    public static byte[] Cmyk { get; } = Convert.FromBase64String("/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAFAgABAJYBAEiAAIRAQMRAQQiAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAF/8QAGxAAAgEFAAAAAAAAAAAAAAAAAAIUA1FjkZL/xAAWAQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAZEQABBQAAAAAAAAAAAAAAAAAAAQMTUpH/2gAOBAEAAhEDEQQAAD8AsR0u2xHS7bAMKZyy6QibqmF+PmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22I6XbYAmcsuiJuqYI+at0I+at0AI6XbYjpdtgCZyy6Im6pgj5q3Qj5q3QAjpdtiOl22AJnLLoibqmCPmrdCPmrdACOl22ABM5ZdETdUwR81boAH//Z");

    /// <summary>A photograph of sorts: every pixel another colour.</summary>
    public static byte[] Jpeg(int width, int height, ushort? orientation = null, bool withPlace = false)
    {
        using var image = Noise(width, height);
        if (orientation is not null || withPlace)
        {
            image.Metadata.ExifProfile = new ExifProfile();
            image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, orientation ?? 1);
            image.Metadata.ExifProfile.SetValue(ExifTag.Artist, "SECRET-ARTIST");
            if (withPlace)
            {
                image.Metadata.ExifProfile.SetValue(ExifTag.GPSLatitude, [new Rational(55), new Rational(45), new Rational(0)]);
            }
        }

        using var bytes = new MemoryStream();
        image.Save(bytes, new JpegEncoder { Quality = 95 });
        return bytes.ToArray();
    }

    public static byte[] Png(int width, int height, PngColorType colours = PngColorType.Rgb, PngBitDepth depth = PngBitDepth.Bit8)
    {
        using var image = Noise(width, height);
        using var bytes = new MemoryStream();
        image.Save(bytes, new PngEncoder { ColorType = colours, BitDepth = depth });
        return bytes.ToArray();
    }

    public static byte[] Tiff(int width, int height)
    {
        using var image = Noise(width, height);
        using var bytes = new MemoryStream();
        image.SaveAsTiff(bytes);
        return bytes.ToArray();
    }

    public static byte[] Gif(int width, int height, int frames)
    {
        using var image = Noise(width, height);
        for (var i = 1; i < frames; i++)
        {
            using var next = Noise(width, height, i);
            image.Frames.AddFrame(next.Frames.RootFrame);
        }

        using var bytes = new MemoryStream();
        image.Save(bytes, new GifEncoder());
        return bytes.ToArray();
    }

    /// <summary>A PNG that says it has so many pixels, in a few hundred bytes.</summary>
    public static byte[] Bomb(int width, int height)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        head[9] = 2;
        Chunk(png, "IHDR", head);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[1 << 20]);
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>A PNG of another's pixels that calls itself animated.</summary>
    public static byte[] Animated(byte[] png)
    {
        using var animated = new MemoryStream();
        animated.Write(png, 0, 33);
        Chunk(animated, "acTL", [0, 0, 0, 2, 0, 0, 0, 0]);
        animated.Write(png, 33, png.Length - 33);
        return animated.ToArray();
    }

    private static void Chunk(Stream png, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    // PNG, annex D.
    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }

    private static Image<Rgba32> Noise(int width, int height, int seed = 0)
    {
        var random = new Random(seed);
        var image = new Image<Rgba32>(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y] = new Rgba32((byte)(x * 255 / width), (byte)(y * 255 / height), (byte)random.Next(256));
            }
        }

        return image;
    }
}
