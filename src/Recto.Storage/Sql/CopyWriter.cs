using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>Writes PostgreSQL's binary COPY: for each row the number of its columns, for each value its length and its bytes (PostgreSQL's manual, COPY, Binary Format). What is not completed is taken back with its transaction.</summary>
internal sealed class CopyWriter : IRowSink, IAsyncDisposable
{
    private const int Enough = 64 * 1024;
    private const int NoLength = -1;
    private const short End = -1;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly short _columns;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Enough);
    private bool _isComplete;

    private CopyWriter(NpgsqlRawCopyStream stream, short columns) => (_stream, _columns) = (stream, columns);

    /// <summary>What stands before the rows: eleven bytes that tell the format, no flags, nothing further.</summary>
    public static ReadOnlySpan<byte> Head => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Begins one.</summary>
    public static async Task<CopyWriter> BeginAsync(NpgsqlConnection connection, string table, IReadOnlyList<string> columns, CancellationToken ct)
    {
        var writer = new CopyWriter(await connection.BeginRawBinaryCopyAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", ct), (short)columns.Count);
        writer._buffer.Write(Head);
        return writer;
    }

    /// <summary>Begins a row.</summary>
    public void BeginRow() => Put(_columns);

    /// <inheritdoc/>
    public void Add(long value, int width)
    {
        Put(width);
        var span = _buffer.GetSpan(width);
        switch (width)
        {
            case sizeof(short):
                BinaryPrimitives.WriteInt16BigEndian(span, checked((short)value));
                break;
            case sizeof(int):
                BinaryPrimitives.WriteInt32BigEndian(span, checked((int)value));
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(span, value);
                break;
        }

        _buffer.Advance(width);
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> value)
    {
        Put(value.Length);
        _buffer.Write(value);
    }

    /// <inheritdoc/>
    public void Add(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Put(length);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length)));
    }

    /// <inheritdoc/>
    public void Add(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes, bigEndian: true, out _);
        Add(bytes);
    }

    /// <inheritdoc/>
    public void AddNull() => Put(NoLength);

    /// <summary>Sends what waits, where it is enough to be worth it.</summary>
    public ValueTask SendAsync(CancellationToken ct) => _buffer.WrittenCount < Enough ? ValueTask.CompletedTask : FlushAsync(ct);

    /// <summary>Sends the rest, and tells that nothing follows.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        Put(End);
        await FlushAsync(ct);
        _isComplete = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isComplete)
        {
            await _stream.CancelAsync();
        }

        await _stream.DisposeAsync();
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }

    private void Put(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.GetSpan(sizeof(short)), value);
        _buffer.Advance(sizeof(short));
    }

    private void Put(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }
}
