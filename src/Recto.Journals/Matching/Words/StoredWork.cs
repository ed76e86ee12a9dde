using System.Buffers.Binary;
using System.Text;

namespace Recto.Journals.Matching.Words;

/// <summary>
/// A work as the index keeps it: what identifies it as it was given, and the rest as folded words, which is all that comparing needs.
/// Bytes: kind (1), year (2, little-endian, 0 for none), then ten texts, each its length in bytes (LEB128) and UTF-8: DOI, id, title, authors, container, volume, issue, first page, last page, publisher.
/// Authors are <c>family words,initial;</c>. An empty text is one that the record does not say.
/// </summary>
internal static class StoredWork
{
    private const int Texts = 10;

    /// <summary>Where the texts of a record stand.</summary>
    /// <param name="record">The record.</param>
    /// <param name="ranges">Ten, filled.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void Read(ReadOnlySpan<byte> record, Span<Range> ranges)
    {
        var at = 3;
        for (var i = 0; i < Texts; i++)
        {
            var length = (int)Varint.Read(record, ref at);
            if (length < 0 || length > record.Length - at)
            {
                throw new InvalidDataException("a record of the index is damaged");
            }

            ranges[i] = at..(at + length);
            at += length;
        }
    }

    /// <summary>The kind of a record.</summary>
    public static WorkKind Kind(ReadOnlySpan<byte> record) => (WorkKind)record[0];

    /// <summary>The year of a record; 0 for none.</summary>
    public static int Year(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record[1..]);

    /// <summary>DOI and id of a record.</summary>
    public static (string? Doi, string? Id) Names(ReadOnlySpan<byte> record)
    {
        Span<Range> ranges = stackalloc Range[Texts];
        Read(record, ranges);
        return (Text(record[ranges[0]]), Text(record[ranges[1]]));
    }

    /// <summary>Equal for records of one DOI, else of one id.</summary>
    public static ulong NameHash(ReadOnlySpan<byte> record)
    {
        Span<Range> ranges = stackalloc Range[Texts];
        Read(record, ranges);
        var hash = 14695981039346656037UL;
        foreach (var one in record[ranges[0]].IsEmpty ? record[ranges[1]] : record[ranges[0]])
        {
            hash = (hash ^ (uint)(one is >= (byte)'A' and <= (byte)'Z' ? one | 0x20 : one)) * 1099511628211UL;
        }

        return hash;
    }

    private static string? Text(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? null : Encoding.UTF8.GetString(bytes);
}

/// <summary>Whole numbers in as few bytes as they need (LEB128).</summary>
internal static class Varint
{
    /// <summary>Reads one and steps over it.</summary>
    /// <exception cref="InvalidDataException">It does not end.</exception>
    public static uint Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (var shift = 0; shift < 35 && at < bytes.Length; shift += 7)
        {
            var one = bytes[at++];
            value |= (uint)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number of the index is damaged");
    }

    /// <summary>Writes one.</summary>
    /// <returns>How many bytes, 5 at most.</returns>
    public static int Write(Span<byte> bytes, uint value)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[at++] = (byte)(value | 0x80);
        }

        bytes[at++] = (byte)value;
        return at;
    }
}
