using System.Buffers.Binary;

namespace Recto.Journals.Matching.Index;

/// <summary>Writes the parts of a segment one after another and keeps their checksums.</summary>
/// <param name="output">Where to.</param>
internal sealed class PartWriter(Stream output)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly List<SegmentPart> _parts = [];
    private int _held;
    private long _start;
    private uint _crc;

    /// <summary>Bytes since the part began.</summary>
    public long Length => Position - _start;

    private long Position { get; set; }

    /// <summary>Writes the head.</summary>
    public void Head(ReadOnlySpan<byte> stamp)
    {
        Span<byte> head = stackalloc byte[SegmentLayout.HeadLength];
        SegmentLayout.WriteHead(head, stamp);
        Write(head);
        Flush();
        (_start, _crc) = (Position, 0);
    }

    /// <summary>Writes bytes of the part under way.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Position += bytes.Length;
        if (bytes.Length > _buffer.Length - _held)
        {
            Flush();
            if (bytes.Length >= _buffer.Length)
            {
                _crc = Crc32C.Append(_crc, bytes);
                output.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_held));
        _held += bytes.Length;
    }

    /// <summary>Writes a number of eight bytes.</summary>
    public void Write(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Write(bytes);
    }

    /// <summary>Writes a number of four bytes.</summary>
    public void Write(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    /// <summary>Ends the part under way.</summary>
    public void EndPart()
    {
        Flush();
        _parts.Add(new SegmentPart(_start, Position - _start, _crc));
        (_start, _crc) = (Position, 0);
    }

    /// <summary>Writes the foot.</summary>
    public void Foot(int works, int terms, int bucketBits)
    {
        Span<byte> foot = stackalloc byte[SegmentLayout.FootLength];
        new SegmentLayout(_parts, works, terms, bucketBits).WriteFoot(foot, Position);
        Write(foot);
        Flush();
        output.Flush();
    }

    private void Flush()
    {
        _crc = Crc32C.Append(_crc, _buffer.AsSpan(0, _held));
        output.Write(_buffer, 0, _held);
        _held = 0;
    }
}
