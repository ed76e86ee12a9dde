using System.Data.Common;
using System.Diagnostics;

namespace Recto.Storage.Sql;

/// <summary>
/// A transaction that a use case opens and hands to every store that writes. What is not committed when it is disposed never was.
/// On SQLite there is one at a time for each <see cref="Database"/>, and it holds the write lock from its beginning.
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly SemaphoreSlim? _gate;
    private bool _disposed;

    internal WriteTransaction(Database database, DbTransaction transaction, SemaphoreSlim? gate)
    {
        Database = database;
        Transaction = transaction;
        Connection = transaction.Connection!;
        _gate = gate;
        BeganAt = Stopwatch.GetTimestamp();
    }

    /// <summary>The database that is written to.</summary>
    public Database Database { get; }

    /// <summary>Timestamp of <see cref="Stopwatch"/> at its beginning.</summary>
    internal long BeganAt { get; }

    internal DbConnection Connection { get; }

    internal DbTransaction Transaction { get; }

    /// <summary>Makes everything written lasting, all at once. On SQLite the data have reached the disk when this returns.</summary>
    /// <exception cref="CommitUnknownException">The server went away meanwhile: it is kept, or not.</exception>
    public Task CommitAsync(CancellationToken ct) => Database.Dialect.HasOneWriter ? Transaction.CommitAsync(ct) : CommitAtServerAsync(ct);

    /// <summary>Ends the transaction; takes back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            await using (Connection)
            {
                await Transaction.DisposeAsync();
            }
        }
        finally
        {
            Database.Ended(this);
            _gate?.Release();
        }
    }

    private async Task CommitAtServerAsync(CancellationToken ct)
    {
        try
        {
            await Transaction.CommitAsync(ct);
        }
        catch (DbException fault) when (DatabaseFaults.IsAway(fault))
        {
            throw new CommitUnknownException(fault);
        }

        if (Database.Hosts?.Current is { } scope)
        {
            scope.Commits(await FindPositionAsync());
        }
    }

    // Asked after the commit: it lies before this place. What was kept is kept, whatever becomes of the question: then no replica is near enough.
    private async Task<long> FindPositionAsync()
    {
        try
        {
            await using var command = Connection.Command("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint");
            return await command.ExecuteScalarAsync(CancellationToken.None) is long position ? position : long.MaxValue;
        }
        catch (DbException)
        {
            return long.MaxValue;
        }
    }
}
