using System.Buffers.Binary;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Index;

/// <summary>A term of the dictionary.</summary>
/// <param name="Term">The term.</param>
/// <param name="Place">Where its postings begin, or its one work.</param>
/// <param name="Works">How many works have it, from 1.</param>
internal readonly record struct TermEntry(ulong Term, long Place, int Works)
{
    /// <summary>Reads one.</summary>
    public static TermEntry Read(ReadOnlySpan<byte> bytes)
    {
        var packed = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return new TermEntry(BinaryPrimitives.ReadUInt64LittleEndian(bytes), (long)(packed & 0xFF_FFFF_FFFF), (int)(packed >> 40));
    }

    /// <summary>Writes one.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Term);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (ulong)Place | ((ulong)Math.Min(Works, SegmentLayout.MostPostings) << 40));
    }
}

/// <summary>The table that leads from the upper bits of a term to the terms that have them; filled in order of term.</summary>
/// <param name="bits">How many upper bits.</param>
internal sealed class BucketTable(int bits)
{
    private readonly uint[] _first = new uint[(1 << bits) + 1];

    /// <summary>Counts a term in.</summary>
    public void Add(ulong term) => _first[(term >> (TermHash.Bits - bits)) + 1]++;

    /// <summary>Writes the table as a part.</summary>
    public void Write(PartWriter parts)
    {
        var sum = 0u;
        foreach (var count in _first)
        {
            parts.Write(sum += count);
        }

        parts.EndPart();
    }
}
