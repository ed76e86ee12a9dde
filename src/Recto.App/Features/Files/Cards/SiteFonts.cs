using System.Buffers.Binary;
using System.IO.Compression;

namespace Recto.App.Features.Files.Cards;

/// <summary>The fonts of the site, unpacked: pages have them as WOFF2, which the drawing library does not read. Theirs are OpenType with CFF outlines, which WOFF2 only packs and does not rewrite, so unpacking is all.</summary>
internal static class SiteFonts
{
    // WOFF2, 5.2: tags that are written as a number.
    private static readonly string[] KnownTags =
    [
        "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca", "prep", "CFF ", "VORG", "EBDT", "EBLC", "gasp", "hdmx", "kern", "LTSH", "PCLT", "VDMX", "vhea", "vmtx", "BASE", "GDEF",
        "GPOS", "GSUB", "EBSC", "JSTF", "MATH", "CBDT", "CBLC", "COLR", "CPAL", "SVG ", "sbix", "acnt", "avar", "bdat", "bloc", "bsln", "cvar", "fdsc", "feat", "fmtx", "fvar", "gvar", "hsty", "just", "lcar", "mort", "morx",
        "opbd", "prop", "trak", "Zapf", "Silf", "Glat", "Gloc", "Feat", "Sill",
    ];

    /// <summary>A font of the program.</summary>
    /// <param name="resource">Name of the embedded file; WOFF2 where it ends so.</param>
    /// <exception cref="InvalidDataException">The program was built with another kind of font.</exception>
    public static byte[] Read(string resource)
    {
        using var stream = typeof(SiteFonts).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidDataException($"The program has no font {resource}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return resource.EndsWith(".woff2", StringComparison.Ordinal) ? Unpack(copy.ToArray()) : copy.ToArray();
    }

    // Header of 48 bytes; a directory of tag, length and, where it was rewritten, length of that; all tables one after the other in one stream of Brotli.
    private static byte[] Unpack(ReadOnlySpan<byte> woff)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(woff[12..]);
        var packed = (int)BinaryPrimitives.ReadUInt32BigEndian(woff[20..]);
        var at = 48;
        var tables = new List<(string Tag, int Length)>();
        for (var i = 0; i < count; i++)
        {
            var flags = woff[at++];
            var tag = KnownTags.ElementAtOrDefault(flags & 0x3F);
            if (tag is null)
            {
                tag = System.Text.Encoding.ASCII.GetString(woff.Slice(at, 4));
                at += 4;
            }

            var isRewritten = tag is "glyf" or "loca" ? flags >> 6 != 3 : flags >> 6 != 0;
            if (isRewritten)
            {
                throw new InvalidDataException($"The table {tag} of a font is rewritten, which is not undone here.");
            }

            tables.Add((tag, ReadLength(woff, ref at)));
        }

        using var brotli = new BrotliStream(new MemoryStream(woff.Slice(at, packed).ToArray()), CompressionMode.Decompress);
        var all = new byte[tables.Sum(table => table.Length)];
        brotli.ReadExactly(all);
        return Assemble(woff.Slice(4, 4), tables, all);
    }

    private static byte[] Assemble(ReadOnlySpan<byte> flavour, List<(string Tag, int Length)> tables, ReadOnlySpan<byte> all)
    {
        var font = new byte[12 + (16 * tables.Count) + tables.Sum(table => Padded(table.Length))];
        flavour.CopyTo(font);
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)((16 * tables.Count) - (16 << power)));
        var (from, to) = (0, 12 + (16 * tables.Count));
        var records = new List<(string Tag, int Offset, int Length)>();
        foreach (var (tag, length) in tables)
        {
            all.Slice(from, length).CopyTo(font.AsSpan(to));
            records.Add((tag, to, length));
            from += length;
            to += Padded(length);
        }

        // Checksums stay zero: nobody who draws looks at them.
        foreach (var (i, (tag, offset, length)) in records.OrderBy(record => record.Tag, StringComparer.Ordinal).Index())
        {
            var record = font.AsSpan(12 + (16 * i));
            System.Text.Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], (uint)length);
        }

        return font;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    // UIntBase128: seven bits a byte, the highest first.
    private static int ReadLength(ReadOnlySpan<byte> woff, ref int at)
    {
        var value = 0;
        while (true)
        {
            var next = woff[at++];
            value = (value << 7) | (next & 0x7F);
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
