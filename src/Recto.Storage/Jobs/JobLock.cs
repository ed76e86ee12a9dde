using System.Data.Common;
using Recto.Storage.Sql;

namespace Recto.Storage.Jobs;

/// <summary>Lets one node at a time do a work of the whole site: an advisory lock on PostgreSQL, held by a transaction that does nothing else, which ends with the node, however that ends. The embedded database has one node, and there it is nothing.</summary>
public sealed class JobLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly DbConnection? _connection;
    private readonly DbTransaction? _transaction;

    private JobLock(DbConnection? connection, DbTransaction? transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Takes it where nobody has it.</summary>
    /// <param name="database">The database that all nodes share.</param>
    /// <param name="name">The name of the work.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where another node has it.</returns>
    public static async Task<JobLock?> TryTakeAsync(Database database, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Dialect.HasOneWriter)
        {
            return new JobLock(null, null);
        }

        var connection = await database.Source.OpenConnectionAsync(ct);
        try
        {
            // Of a transaction and not of a session: a pooler may give the session to others meanwhile.
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = connection.Command("SELECT pg_try_advisory_xact_lock(hashtextextended(@name, 0))", ("name", "job " + name));
            command.Transaction = transaction;
            if (await command.ExecuteScalarAsync(ct) is true)
            {
                return new JobLock(connection, transaction);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Takes it, after whoever has it.</summary>
    public static async Task<JobLock> TakeAsync(Database database, string name, CancellationToken ct)
    {
        while (true)
        {
            if (await TryTakeAsync(database, name, ct) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Pause, ct);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is null)
        {
            return;
        }

        await using (_connection)
        {
            try
            {
                await _transaction!.DisposeAsync();
            }
            catch (DbException)
            {
                // The connection broke, and the lock with it.
            }
        }
    }
}
