using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace Recto.Storage.Files;

/// <summary>
/// A file of a bucket, read where it is wanted: a window at a time, each by a request for that range, so that a reader who asks for a piece is sent a piece. Where the line breaks, it goes on from the same byte;
/// the bytes of a name never change.
/// </summary>
internal sealed class S3Stream(IAmazonS3 client, S3Options options, string key, long length) : Stream
{
    private const int Again = 1; // The client has sent each request several times by then.
    private GetObjectResponse? _window;
    private long _position;
    private long _left;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value != _position)
            {
                Close(ref _window);
                _position = value;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _position >= length)
        {
            return 0;
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _window ??= await OpenAsync(cancellationToken);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(options.Patience);
                if (await _window.ResponseStream.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], patience.Token) is > 0 and var read)
                {
                    return Took(read);
                }

                throw new EndOfStreamException(string.Create(CultureInfo.InvariantCulture, $"The answer ended {_left} bytes too early."));
            }
            catch (Exception fault) when (S3Faults.IsOfService(fault) && !cancellationToken.IsCancellationRequested)
            {
                Close(ref _window);
                if (attempt >= Again || fault is AmazonS3Exception { StatusCode: >= System.Net.HttpStatusCode.BadRequest and < System.Net.HttpStatusCode.InternalServerError })
                {
                    throw S3Faults.Of(options, fault);
                }
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Readers of archives and of XML read without awaiting; on a thread of the pool nothing waits for this one.
    public override int Read(byte[] buffer, int offset, int count) => Task.Run(() => ReadAsync(buffer.AsMemory(offset, count)).AsTask()).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Close(ref _window);
        base.Dispose(disposing);
    }

    private async Task<GetObjectResponse> OpenAsync(CancellationToken ct)
    {
        _left = Math.Min(options.WindowBytes, length - _position);
        return await client.GetObjectAsync(new GetObjectRequest { BucketName = options.Bucket, Key = key, ByteRange = new ByteRange(_position, _position + _left - 1) }, ct);
    }

    private int Took(int read)
    {
        _position += read;
        _left -= read;
        if (_left == 0)
        {
            Close(ref _window);
        }

        return read;
    }

    private static void Close(ref GetObjectResponse? window)
    {
        window?.Dispose();
        window = null;
    }
}
