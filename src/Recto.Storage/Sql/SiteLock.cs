using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>
/// Keeps who fills a database (<c>recto move</c>, <c>recto restore</c>) apart from everybody else who does, and on SQLite from the site that runs on it: there a file beside the database that the site holds together with others and whoever fills it alone;
/// on PostgreSQL an advisory lock among those who fill. It ends with its process, however that ends.
/// </summary>
public sealed class SiteLock : IAsyncDisposable
{
    /// <summary>What the name of the file ends with.</summary>
    public const string Ending = ".site.lock";

    // A server finds out in a moment that a process that was killed is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream? _file;
    private readonly DbConnection? _connection;

    private SiteLock(FileStream? file, DbConnection? connection) => (_file, _connection) = (file, connection);

    /// <summary>Taken by a site that runs. On PostgreSQL, where sites are many, it is nothing.</summary>
    /// <param name="options">The site; its folder is there.</param>
    /// <returns>Null where somebody fills the database.</returns>
    public static SiteLock? TryRun(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.PostgreSql is not null ? new SiteLock(null, null) : TryFile(options, FileShare.ReadWrite) is { } file ? new SiteLock(file, null) : null;
    }

    /// <summary>Taken by whoever fills a database.</summary>
    /// <param name="database">The database; on SQLite its folder is made where it is missing.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="DatabaseRefusedException">Somebody else fills it, or a site runs on it.</exception>
    public static async Task<SiteLock> FillAsync(Database database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Options.PostgreSql is null)
        {
            Directory.CreateDirectory(database.Options.DataFolder);
            return TryFile(database.Options, FileShare.None) is { } file
                ? new SiteLock(file, null)
                : throw new DatabaseRefusedException($"A site runs on “{database.Options.DataFolder}”, or another command is filling it: stop it, or wait until it has done.");
        }

        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (await TryAdvisoryAsync(database, ct) is { } connection)
            {
                return new SiteLock(null, connection);
            }

            if (waited >= Patience)
            {
                throw new DatabaseRefusedException("Another “recto move” or “recto restore” is filling this database: wait until it has done.");
            }

            await Task.Delay(Pause, ct);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }

        try
        {
            await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (DbException)
        {
            // The server has gone, and the lock with it.
        }
    }

    private static FileStream? TryFile(DatabaseOptions options, FileShare share)
    {
        var path = options.SqliteFile + Ending;
        try
        {
            // The file stays when the lock ends: deleting it would let two processes lock two files of one name.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    // Of a transaction, not of a session: a pooler may give the session to others meanwhile.
    private static async Task<DbConnection?> TryAdvisoryAsync(Database database, CancellationToken ct)
    {
        var connection = await database.Source.OpenConnectionAsync(ct);
        var taken = false;
        try
        {
            await using var begin = connection.Command("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0");
            await begin.ExecuteNonQueryAsync(ct);
            await using var command = connection.Command("SELECT pg_try_advisory_xact_lock(hashtextextended('recto fills ' || COALESCE(current_schema(), ''), 0))");
            taken = await command.ExecuteScalarAsync(ct) is true;
            return taken ? connection : null;
        }
        finally
        {
            if (!taken)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
