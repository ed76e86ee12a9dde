namespace Recto.Journals.Exchange.Ojs;

/// <summary>Lets a stream of XML through and stops it where a single tag grows beyond measure: a reader of XML holds every attribute in memory, however long it is.</summary>
/// <param name="inner">The XML, in an encoding in which ASCII is one byte.</param>
/// <param name="most">Most bytes of one tag.</param>
internal sealed class TagGuard(Stream inner, int most) : Stream
{
    private int _inTag;
    private byte _quote;
    private byte _last;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Look(buffer[..read]);
        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Look(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_inTag == 0)
            {
                // Outside of tags there is nothing to see before the next one; what stands between is read in pieces.
                if (_last != '<')
                {
                    var next = bytes[i..].IndexOf((byte)'<');
                    if (next < 0)
                    {
                        _last = bytes[^1];
                        return;
                    }

                    i += next;
                    _last = (byte)'<';
                    continue;
                }

                _inTag = bytes[i] is >= (byte)'A' and <= (byte)'Z' or >= (byte)'a' and <= (byte)'z' or (byte)'_' or >= 0x80 ? 1 : 0;
                _quote = 0;
                _last = bytes[i];
                continue;
            }

            var b = bytes[i];
            if (++_inTag > most)
            {
                throw new InvalidDataException($"a tag has more than {most} bytes.");
            }

            if (_quote != 0)
            {
                _quote = b == _quote ? (byte)0 : _quote;
            }
            else if (b is (byte)'"' or (byte)'\'')
            {
                _quote = b;
            }
            else if (b == '>')
            {
                (_inTag, _last) = (0, b);
            }
        }
    }
}
