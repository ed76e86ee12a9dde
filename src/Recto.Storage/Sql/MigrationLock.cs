using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>Lets one process migrate at a time: an advisory lock on PostgreSQL, a locked file beside the embedded database. Both end with the process, however it ends.</summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    // "Recto" in ASCII: one number for all steps of all versions.
    private const long Key = 0x52_65_63_74_6F;

    /// <summary>How often a process that waits says so.</summary>
    public static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IAsyncDisposable _held;

    private MigrationLock(IAsyncDisposable held) => _held = held;

    /// <summary>Takes the lock, waiting for whoever has it, for as long as they have it: whoever has ended has it no more.</summary>
    /// <param name="database">The database.</param>
    /// <param name="tell">Is told every ten seconds how long it has waited; null for nobody.</param>
    /// <param name="time">Gives the time.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<MigrationLock> TakeAsync(Database database, Action<TimeSpan>? tell, TimeProvider time, CancellationToken ct)
    {
        var begin = time.GetTimestamp();
        var told = TimeSpan.Zero;
        while (true)
        {
            IAsyncDisposable? held = database.Options.PostgreSql is null ? TryFile(database.Options.SqliteFile + ".lock") : await TryAdvisoryAsync(database, ct);
            if (held is not null)
            {
                return new MigrationLock(held);
            }

            var waited = time.GetElapsedTime(begin);
            if (waited - told >= TellEvery)
            {
                told = waited;
                tell?.Invoke(waited);
            }

            await Task.Delay(Pause, time, ct);
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

    // Of a transaction, not of a session: a pooler that gives each transaction a connection of its own (PgBouncer) would leave a session's lock on one that goes to others.
    private static async Task<AdvisoryLock?> TryAdvisoryAsync(Database database, CancellationToken ct)
    {
        var tx = await database.BeginAsync(ct);
        var taken = false;
        try
        {
            // It stands idle while others work, and a server may be told to end such transactions.
            await using var patient = tx.Command("SET LOCAL idle_in_transaction_session_timeout = 0");
            await patient.ExecuteNonQueryAsync(ct);
            await using var command = tx.Command("SELECT pg_try_advisory_xact_lock(@key)", ("key", Key));
            taken = await command.ExecuteScalarAsync(ct) is true;
        }
        finally
        {
            if (!taken)
            {
                await tx.DisposeAsync();
            }
        }

        return taken ? new AdvisoryLock(tx) : null;
    }

    private sealed class AdvisoryLock(WriteTransaction tx) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await tx.DisposeAsync();
            }
            catch (DbException)
            {
                // The server has gone, and the lock with it.
            }
        }
    }
}
