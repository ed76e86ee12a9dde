using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Recto.Storage.Sql;

/// <summary>A compiled statement of SQLite without ADO.NET between, which looks for each parameter by its name and puts each value into a box. Belongs to one connection and one thread at a time.</summary>
internal sealed class SqliteStatement : IRowSink, IRowSource, IDisposable
{
    private const int LengthOfGuid = 36;
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private int _given;

    private SqliteStatement(SqliteConnection connection, sqlite3_stmt statement) => (_connection, _statement) = (connection, statement);

    /// <summary>Compiles one; its parameters are <c>?</c>.</summary>
    /// <exception cref="SqliteException">It cannot be compiled.</exception>
    public static SqliteStatement Of(SqliteConnection connection, string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement), connection.Handle);
        return new SqliteStatement(connection, statement);
    }

    /// <inheritdoc/>
    public void Add(long value, int width) => Check(raw.sqlite3_bind_int64(_statement, ++_given, value));

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, ++_given, value));

    /// <inheritdoc/>
    public void Add(string value) => Check(raw.sqlite3_bind_text(_statement, ++_given, value));

    /// <summary>As Microsoft.Data.Sqlite writes it: a text in capitals.</summary>
    public void Add(Guid key)
    {
        Span<byte> text = stackalloc byte[LengthOfGuid];
        key.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        Check(raw.sqlite3_bind_text(_statement, ++_given, text));
    }

    /// <inheritdoc/>
    public void AddNull() => Check(raw.sqlite3_bind_null(_statement, ++_given));

    /// <summary>Runs it with what was given, and takes the next values.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Check(raw.sqlite3_reset(_statement));
        _given = 0;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <inheritdoc/>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <inheritdoc/>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
