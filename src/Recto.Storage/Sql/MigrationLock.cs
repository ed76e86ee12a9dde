using System.Data.Common;
using System.Diagnostics;

namespace Recto.Storage.Sql;

/// <summary>Lets one process migrate at a time: an advisory lock on PostgreSQL, a locked file beside the embedded database. Both end with the process, however it ends.</summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    // "Recto" in ASCII: one number for all steps of all versions.
    private const long Key = 0x52_65_63_74_6F;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IAsyncDisposable _held;

    private MigrationLock(IAsyncDisposable held) => _held = held;

    /// <summary>Takes the lock, waiting for whoever has it, a minute at most.</summary>
    public static async Task<MigrationLock> TakeAsync(Database database, CancellationToken ct)
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            IAsyncDisposable? held = database.Options.PostgreSql is null ? TryFile(database.Options.SqliteFile + ".lock") : await TryAdvisoryAsync(database, ct);
            if (held is not null)
            {
                return new MigrationLock(held);
            }

            if (Stopwatch.GetElapsedTime(begin) > Patience)
            {
                throw new DatabaseRefusedException("Another process has been migrating this database for a minute. Wait until it has done, or stop it, and start again.");
            }

            await Task.Delay(Pause, ct);
        }
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private static FileStream? TryFile(string path)
    {
        try
        {
            // The file stays when the lock ends: deleting it would let two processes lock two files of one name.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // Somebody else has it.
        }
    }

    private static async Task<AdvisoryLock?> TryAdvisoryAsync(Database database, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        var taken = false;
        try
        {
            await using var command = connection.Command("SELECT pg_try_advisory_lock(@key)", ("key", Key));
            taken = await command.ExecuteScalarAsync(ct) is true;
        }
        finally
        {
            if (!taken)
            {
                await connection.DisposeAsync();
            }
        }

        return taken ? new AdvisoryLock(connection) : null;
    }

    private sealed class AdvisoryLock(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                // Npgsql resets a pooled connection only when it is used again, so the lock must be let go by name.
                await using var command = connection.Command("SELECT pg_advisory_unlock(@key)", ("key", Key));
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }
}
