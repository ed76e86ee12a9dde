using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Recto.Storage.Sql;

/// <summary>Pooled connections to the embedded database, each set up the same way.</summary>
internal sealed class SqliteSource : DbDataSource
{
    private readonly string _setUp;

    public SqliteSource(DatabaseOptions options)
    {
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = options.SqliteFile,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = Math.Max(1, (int)options.BusyTimeout.TotalSeconds),
        }.ToString();

        // FULL: what is committed has reached the disk. Usage and caches may choose NORMAL for connections of their own.
        // Mapped: a search reads thousands of pages, and asking the system for each costs as much as what is done with it. Written is by ordinary calls. 2 GiB is the most SQLite maps.
        _setUp = string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL; PRAGMA mmap_size = 2147418112;");
    }

    public override string ConnectionString { get; }

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = _setUp;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(OpenDbConnection());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ClearPool();
        }

        base.Dispose(disposing);
    }

    // The base class lets go of nothing here: without this the file would stay open, and its log unfolded.
    protected override ValueTask DisposeAsyncCore()
    {
        ClearPool();
        return base.DisposeAsyncCore();
    }

    private void ClearPool()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
