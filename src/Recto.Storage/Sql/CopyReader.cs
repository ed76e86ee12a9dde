using System.Buffers.Binary;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>Reads PostgreSQL's binary COPY row by row (<see cref="CopyWriter"/> says its shape). One buffer holds what has come; the values of a row lie in it.</summary>
internal sealed class CopyReader : IRowSource, IAsyncDisposable
{
    private const int NoLength = -1;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly int[] _places;
    private readonly int[] _lengths;
    private byte[] _buffer = new byte[64 * 1024];
    private int _from;
    private int _until;

    private CopyReader(NpgsqlRawCopyStream stream, int columns)
    {
        _stream = stream;
        _places = new int[columns];
        _lengths = new int[columns];
    }

    /// <summary>Begins one.</summary>
    public static async Task<CopyReader> BeginAsync(NpgsqlConnection connection, string sql, int columns, CancellationToken ct)
    {
        var reader = new CopyReader(await connection.BeginRawBinaryCopyAsync($"COPY ({sql}) TO STDOUT (FORMAT BINARY)", ct), columns);
        while (reader._until < CopyWriter.Head.Length)
        {
            await reader.FillAsync(ct);
        }

        reader._from = CopyWriter.Head.Length;
        return reader;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False where there is none.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (TryRow())
            {
                case Found.Row:
                    return true;
                case Found.End:
                    return false;
                default:
                    await FillAsync(ct);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsNull(int column) => _lengths[column] == NoLength;

    /// <inheritdoc/>
    public long Number(int column)
    {
        var bytes = Bytes(column);
        return bytes.Length switch
        {
            sizeof(short) => BinaryPrimitives.ReadInt16BigEndian(bytes),
            sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
        };
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => _buffer.AsSpan(_places[column], _lengths[column]);

    /// <summary>Ends it; what was not read is thrown away.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private Found TryRow()
    {
        var at = _from;
        if (_until - at < sizeof(short))
        {
            return Found.TooLittle;
        }

        var columns = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(at));
        if (columns < 0)
        {
            return Found.End;
        }

        at += sizeof(short);
        for (var column = 0; column < columns; column++)
        {
            if (_until - at < sizeof(int))
            {
                return Found.TooLittle;
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(at));
            at += sizeof(int);
            (_places[column], _lengths[column]) = (at, length);
            at += Math.Max(length, 0);
        }

        if (at > _until)
        {
            return Found.TooLittle;
        }

        _from = at;
        return Found.Row;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_until == _buffer.Length)
        {
            var rest = _until - _from;
            var into = rest > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_from, rest).CopyTo(into);
            (_buffer, _from, _until) = (into, 0, rest);
        }

        var read = await _stream.ReadAsync(_buffer.AsMemory(_until), ct);
        if (read == 0)
        {
            throw new EndOfStreamException("PostgreSQL's COPY broke off in the middle of a row.");
        }

        _until += read;
    }

    private enum Found
    {
        TooLittle,
        Row,
        End,
    }
}
