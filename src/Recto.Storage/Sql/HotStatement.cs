using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>
/// A statement that every request for a page runs. SQLite compiles a statement each time it is sent, which costs more than running it: so a few connections keep theirs compiled.
/// PostgreSQL's statements are not kept here: a pooler in front may not allow it, and Npgsql has a setting of its own.
/// </summary>
/// <param name="database">Where it runs.</param>
/// <param name="sql">The statement, with one parameter, <c>@value</c>.</param>
internal sealed class HotStatement(Database database, string sql) : IAsyncDisposable
{
    private const int MostKept = 8;
    private readonly ConcurrentBag<Compiled> _kept = [];

    /// <summary>Runs it for one value and reads its first row.</summary>
    /// <returns>Null where there is no row.</returns>
    public Task<T?> FirstAsync<T>(string value, Func<DbDataReader, T> read, CancellationToken ct) where T : class =>
        RunAsync(value, CommandBehavior.SingleRow, async reader => await reader.ReadAsync(ct) ? read(reader) : null, ct);

    /// <summary>Runs it for one value and hands over the reader of its rows.</summary>
    public async Task<T> RunAsync<T>(object value, CommandBehavior behaviour, Func<DbDataReader, Task<T>> read, CancellationToken ct)
    {
        if (!_kept.TryTake(out var compiled))
        {
            compiled = await CompileAsync(ct);
        }

        T result;
        try
        {
            compiled.Command.Parameters[0].Value = value;
            await using var reader = await compiled.Command.ExecuteReaderAsync(behaviour, ct);
            result = await read(reader);
        }
        catch
        {
            // Whatever went wrong, this connection is not to be trusted again.
            await compiled.DisposeAsync();
            throw;
        }

        if (database.Dialect.KeepsStatements && _kept.Count < MostKept)
        {
            _kept.Add(compiled);
        }
        else
        {
            await compiled.DisposeAsync();
        }

        return result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_kept.TryTake(out var compiled))
        {
            await compiled.DisposeAsync();
        }
    }

    private async Task<Compiled> CompileAsync(CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        var command = connection.Command(sql, ("value", ""));
        if (database.Dialect.KeepsStatements)
        {
            await command.PrepareAsync(ct);
        }

        return new Compiled(connection, command);
    }

    private sealed record Compiled(DbConnection Connection, DbCommand Command) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Command.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
