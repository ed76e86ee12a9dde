namespace Recto.App.Features.Import;

/// <summary>A stream whose beginning has been looked at, from its beginning.</summary>
internal sealed class PeekedStream : Stream
{
    private readonly byte[] _head = new byte[FormatDetection.Head];
    private readonly int _length;
    private readonly Stream _inner;
    private int _at;

    /// <summary>Looks at the beginning of a stream.</summary>
    /// <param name="inner">The stream; whoever gives it closes it.</param>
    public PeekedStream(Stream inner)
    {
        _inner = inner;
        _length = inner.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
    }

    /// <summary>Its first bytes.</summary>
    public ReadOnlySpan<byte> Beginning => _head.AsSpan(0, _length);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at >= _length)
        {
            return _inner.Read(buffer);
        }

        var taken = Math.Min(buffer.Length, _length - _at);
        _head.AsSpan(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
