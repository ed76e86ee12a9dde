using System.Buffers.Binary;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Index;

/// <summary>One segment of the index, read where it stands. Safe from several threads.</summary>
public sealed class IndexSegment
{
    private readonly IndexBytes _bytes;
    private readonly SegmentLayout _layout;

    private IndexSegment(IndexBytes bytes, SegmentLayout layout) => (_bytes, _layout) = (bytes, layout);

    /// <summary>How many works it holds.</summary>
    public int Works => _layout.Works;

    /// <summary>How many terms.</summary>
    public int Terms => _layout.Terms;

    /// <summary>Its size in bytes.</summary>
    public long Length => _bytes.Length;

    /// <summary>Says what it was made from: 32 bytes, zeros where nobody said.</summary>
    public ReadOnlySpan<byte> Stamp => _bytes.Slice(16, SegmentLayout.StampLength);

    private SegmentPart Records => _layout.Parts[0];

    private SegmentPart Offsets => _layout.Parts[1];

    private SegmentPart Postings => _layout.Parts[2];

    private SegmentPart Dictionary => _layout.Parts[3];

    private SegmentPart Buckets => _layout.Parts[4];

    /// <summary>Opens a segment: reads its head and its foot, and nothing else.</summary>
    /// <exception cref="InvalidDataException">It is no index, of another version, cut off or damaged; the message says which.</exception>
    public static IndexSegment Open(IndexBytes bytes)
    {
        var layout = SegmentLayout.Read(bytes);
        var end = bytes.Length - SegmentLayout.FootLength;
        return layout.Works < 0 || layout.Terms < 0 || layout.BucketBits is < 1 or > 26 || layout.Parts.Any(part => part.Offset < SegmentLayout.HeadLength || part.Length < 0 || part.Offset > end - part.Length)
            || layout.Parts[1].Length != 8L * (layout.Works + 1L) || layout.Parts[3].Length != (long)SegmentLayout.TermLength * layout.Terms || layout.Parts[4].Length != 4L * ((1L << layout.BucketBits) + 1)
            ? throw new InvalidDataException("the index is damaged: its table of contents contradicts itself")
            : new IndexSegment(bytes, layout);
    }

    /// <summary>As <see cref="Verify"/>, but not of a segment over 1 GiB, of which it would take long.</summary>
    /// <exception cref="InvalidDataException">A checksum is wrong.</exception>
    public void VerifyUnlessHuge(CancellationToken ct)
    {
        if (Length <= 1L << 30)
        {
            Verify(ct);
        }
    }

    /// <summary>Reads everything once and compares the checksums.</summary>
    /// <exception cref="InvalidDataException">One is wrong; the message says of what.</exception>
    public void Verify(CancellationToken ct)
    {
        string[] names = ["records", "offsets", "postings", "terms", "buckets"];
        for (var i = 0; i < names.Length; i++)
        {
            var (part, crc) = (_layout.Parts[i], 0u);
            for (var at = 0L; at < part.Length; at += 1 << 20)
            {
                ct.ThrowIfCancellationRequested();
                crc = Crc32C.Append(crc, _bytes.Slice(part.Offset + at, (int)Math.Min(1 << 20, part.Length - at)));
            }

            if (crc != part.Crc)
            {
                throw new InvalidDataException($"the index is damaged: the checksum of its {names[i]} is wrong");
            }
        }
    }

    internal TermEntry Term(int at) => TermEntry.Read(_bytes.Slice(Dictionary.Offset + ((long)at * SegmentLayout.TermLength), SegmentLayout.TermLength));

    internal long RecordsLength => Records.Length;

    internal ReadOnlySpan<byte> RecordBytes(long at, int length) => _bytes.Slice(Records.Offset + at, length);

    internal long RecordOffset(int work) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.Slice(Offsets.Offset + (8L * work), 8));

    /// <summary>The record of a work (<see cref="StoredWork"/>).</summary>
    internal ReadOnlySpan<byte> Record(int work)
    {
        if ((uint)work >= (uint)Works)
        {
            throw new InvalidDataException("the index is damaged: it names a work that it does not hold");
        }

        var both = _bytes.Slice(Offsets.Offset + (8L * work), 16);
        var (start, end) = (BinaryPrimitives.ReadInt64LittleEndian(both), BinaryPrimitives.ReadInt64LittleEndian(both[8..]));
        return start < 0 || end < start || end > Records.Length || end - start > int.MaxValue ? throw new InvalidDataException("the index is damaged: a record lies outside the records") : _bytes.Slice(Records.Offset + start, (int)(end - start));
    }

    /// <summary>Looks a term up.</summary>
    /// <returns>False where no work has it.</returns>
    internal bool Find(ulong term, out TermEntry found)
    {
        var bucket = (long)(term >> (TermHash.Bits - _layout.BucketBits));
        var both = _bytes.Slice(Buckets.Offset + (4 * bucket), 8);
        var (first, end) = (BinaryPrimitives.ReadUInt32LittleEndian(both), BinaryPrimitives.ReadUInt32LittleEndian(both[4..]));
        if (end > Terms || first > end)
        {
            throw new InvalidDataException("the index is damaged: a bucket points outside the terms");
        }

        var entries = _bytes.Slice(Dictionary.Offset + ((long)first * SegmentLayout.TermLength), (int)(end - first) * SegmentLayout.TermLength);
        for (; entries.Length > 0; entries = entries[SegmentLayout.TermLength..])
        {
            var own = BinaryPrimitives.ReadUInt64LittleEndian(entries);
            if (own >= term)
            {
                found = TermEntry.Read(entries);
                return own == term;
            }
        }

        found = default;
        return false;
    }

    /// <summary>The bytes of the postings of a term of several works: from where they begin on, more than enough for all.</summary>
    internal ReadOnlySpan<byte> PostingsOf(TermEntry entry)
    {
        var rest = Postings.Length - entry.Place;
        return rest <= 0 ? throw new InvalidDataException("the index is damaged: a term points outside the postings") : _bytes.Slice(Postings.Offset + entry.Place, (int)Math.Min(rest, 5L * entry.Works));
    }
}
