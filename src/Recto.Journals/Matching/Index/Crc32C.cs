using System.Buffers.Binary;
using System.Numerics;

namespace Recto.Journals.Matching.Index;

/// <summary>The checksum of the index: CRC-32C (Castagnoli), going on from part to part.</summary>
internal static class Crc32C
{
    /// <summary>Goes on with further bytes; begins with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}
