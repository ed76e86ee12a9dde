namespace Recto.App.Features.Import;

/// <summary>How much an archive may ask of us. Real deliveries stay far below.</summary>
internal sealed record ArchiveLimits
{
    /// <summary>The defaults.</summary>
    public static ArchiveLimits Default { get; } = new();

    /// <summary>Entries of one archive.</summary>
    public int Entries { get; init; } = 50_000;

    /// <summary>Bytes of one entry, unpacked.</summary>
    public long EntryBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Bytes of all entries together, unpacked.</summary>
    public long TotalBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Unpacked bytes for each packed one, looked at from <see cref="RatioFrom"/> on. Text packs 3 to 20 times; a bomb a thousand times.</summary>
    public int Ratio { get; init; } = 150;

    /// <summary>Unpacked bytes below which the ratio says nothing.</summary>
    public long RatioFrom { get; init; } = 4L * 1024 * 1024;
}

/// <summary>An archive is hostile or broken; the message says how. Thrown before anything of it is imported.</summary>
internal sealed class ArchiveRefusedException(string message) : IOException(message);

/// <summary>Counts what comes out of a packed stream and stops a bomb while it goes off.</summary>
internal sealed class CountedStream(Stream inner, string name, ArchiveLimits limits, ArchiveTally tally) : Stream
{
    private long _count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _count += read;
        tally.Unpacked += read;
        if (_count > limits.EntryBytes)
        {
            throw new ArchiveRefusedException($"“{name}” unpacks to more than {limits.EntryBytes} bytes; nothing of the archive was imported.");
        }

        if (tally.Unpacked > limits.TotalBytes)
        {
            throw new ArchiveRefusedException($"The archive unpacks to more than {limits.TotalBytes} bytes; nothing of it was imported. Split it.");
        }

        if (tally.Unpacked > limits.RatioFrom && tally.Unpacked / limits.Ratio > Math.Max(1, tally.Packed))
        {
            throw new ArchiveRefusedException($"The archive unpacks to more than {limits.Ratio} times its size (at “{name}”), as zip bombs do; nothing of it was imported.");
        }

        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>What came out of an archive so far.</summary>
/// <param name="packed">Size of the archive in bytes.</param>
internal sealed class ArchiveTally(long packed)
{
    public long Packed { get; } = packed;
    public long Unpacked { get; set; }
}
