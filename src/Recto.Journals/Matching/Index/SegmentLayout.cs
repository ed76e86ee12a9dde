using System.Buffers.Binary;

namespace Recto.Journals.Matching.Index;

/// <summary>
/// Where everything stands in a segment. All numbers are little-endian.
/// <code>
/// head      "RECTOWIX", version (4), 0 (4), stamp of what it was made from (32)
/// records   one after another (StoredWork)
/// offsets   8 bytes for each work and one more: where its record begins among the records
/// postings  for each term of several works: their numbers, ascending, as differences (LEB128)
/// terms     16 bytes each, ascending: term (8), place (5) and number of works (3); of a term of one work the place is that work
/// buckets   4 bytes each and one more: the first term whose upper bits are at least the bucket's number
/// foot      for each of the five its offset (8), length (8) and CRC-32C (4); works (4), terms (4), bits of a bucket (4), CRC-32C of the foot (4), length of the file (8), "XIWOTCER"
/// </code>
/// The foot stands last, so that a file that was cut off is known by its end.
/// </summary>
internal sealed record SegmentLayout(IReadOnlyList<SegmentPart> Parts, int Works, int Terms, int BucketBits)
{
    /// <summary>The version of the format, and of the way in which words are folded.</summary>
    public const uint Version = 1;

    /// <summary>Bytes of the head.</summary>
    public const int HeadLength = 48;

    /// <summary>Bytes of the foot.</summary>
    public const int FootLength = (PartCount * 20) + 12 + 4 + 8 + 8;

    /// <summary>Bytes of a term.</summary>
    public const int TermLength = 16;

    /// <summary>More works are not told apart: a term with so many finds nothing.</summary>
    public const int MostPostings = (1 << 24) - 1;

    private const int PartCount = 5;

    private static ReadOnlySpan<byte> Magic => "RECTOWIX"u8;

    private static ReadOnlySpan<byte> EndMagic => "XIWOTCER"u8;

    /// <summary>Bytes of a stamp.</summary>
    public const int StampLength = 32;

    /// <summary>Writes the head.</summary>
    public static void WriteHead(Span<byte> head, ReadOnlySpan<byte> stamp)
    {
        head.Clear();
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Version);
        stamp[..Math.Min(stamp.Length, StampLength)].CopyTo(head[16..]);
    }

    /// <summary>Writes the foot.</summary>
    public void WriteFoot(Span<byte> foot, long position)
    {
        var at = 0;
        foreach (var part in Parts)
        {
            BinaryPrimitives.WriteInt64LittleEndian(foot[at..], part.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(foot[(at + 8)..], part.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(foot[(at + 16)..], part.Crc);
            at += 20;
        }

        BinaryPrimitives.WriteInt32LittleEndian(foot[at..], Works);
        BinaryPrimitives.WriteInt32LittleEndian(foot[(at + 4)..], Terms);
        BinaryPrimitives.WriteInt32LittleEndian(foot[(at + 8)..], BucketBits);
        BinaryPrimitives.WriteUInt32LittleEndian(foot[(at + 12)..], Crc32C.Append(0, foot[..(at + 12)]));
        BinaryPrimitives.WriteInt64LittleEndian(foot[(at + 16)..], position + FootLength);
        EndMagic.CopyTo(foot[(at + 24)..]);
    }

    /// <summary>Reads head and foot.</summary>
    /// <exception cref="InvalidDataException">It is no index, of another version, cut off or damaged; the message says which.</exception>
    public static SegmentLayout Read(IndexBytes bytes)
    {
        if (bytes.Length < HeadLength || !bytes.Slice(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException("it is no index of works");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(8, 4)) is var version && version != Version)
        {
            throw new InvalidDataException($"it is an index of version {version}, and this program reads version {Version}");
        }

        var start = bytes.Length - FootLength;
        if (start < HeadLength || !bytes.Slice(bytes.Length - 8, 8).SequenceEqual(EndMagic) || BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(bytes.Length - 16, 8)) != bytes.Length)
        {
            throw new InvalidDataException("the index is cut off: its end is missing");
        }

        var foot = bytes.Slice(start, FootLength);
        var at = PartCount * 20;
        if (Crc32C.Append(0, foot[..(at + 12)]) != BinaryPrimitives.ReadUInt32LittleEndian(foot[(at + 12)..]))
        {
            throw new InvalidDataException("the index is damaged: the checksum of its table of contents is wrong");
        }

        var parts = new SegmentPart[PartCount];
        for (var i = 0; i < PartCount; i++)
        {
            parts[i] = new SegmentPart(BinaryPrimitives.ReadInt64LittleEndian(foot[(i * 20)..]), BinaryPrimitives.ReadInt64LittleEndian(foot[((i * 20) + 8)..]), BinaryPrimitives.ReadUInt32LittleEndian(foot[((i * 20) + 16)..]));
        }

        return new SegmentLayout(parts, BinaryPrimitives.ReadInt32LittleEndian(foot[at..]), BinaryPrimitives.ReadInt32LittleEndian(foot[(at + 4)..]), BinaryPrimitives.ReadInt32LittleEndian(foot[(at + 8)..]));
    }

    /// <summary>How many upper bits of a term make a bucket of some four terms.</summary>
    public static int BitsFor(long terms)
    {
        var bits = 4;
        while (bits < 26 && (4L << bits) < terms)
        {
            bits++;
        }

        return bits;
    }
}

/// <summary>One part of a segment.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Crc">Its CRC-32C.</param>
internal readonly record struct SegmentPart(long Offset, long Length, uint Crc);
