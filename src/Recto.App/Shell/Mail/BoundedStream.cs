namespace Recto.App.Shell.Mail;

/// <summary>A connection from which only so much is read: whoever says more has no end, and is heard no further.</summary>
/// <param name="line">The connection; goes with it.</param>
/// <param name="most">Most bytes that are read.</param>
internal sealed class BoundedStream(Stream line, long most) : Stream
{
    private long _read;

    /// <inheritdoc/>
    public override bool CanRead => line.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => line.CanWrite;

    /// <inheritdoc/>
    public override bool CanTimeout => line.CanTimeout;

    /// <inheritdoc/>
    public override int ReadTimeout { get => line.ReadTimeout; set => line.ReadTimeout = value; }

    /// <inheritdoc/>
    public override int WriteTimeout { get => line.WriteTimeout; set => line.WriteTimeout = value; }

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="IOException">There is no end of it.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await line.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Count(line.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => line.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => line.WriteAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => line.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Flush() => line.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => line.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            line.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read) => (_read += read) <= most ? read : throw new IOException("What the server says has no end.");
}
