namespace Recto.Storage.Sql;

/// <summary>Brings a database to the schema of this program: forward only, step by step, under a lock, so that two processes may start at once.</summary>
/// <param name="database">The database; the embedded one is made where it is missing.</param>
public sealed class Migrator(Database database)
{
    /// <summary>Takes every step that is still to be taken.</summary>
    /// <returns>The steps that were taken, in order; empty where there was nothing to do.</returns>
    /// <exception cref="DatabaseRefusedException">The database is of a newer program, is not UTF-8, is too old a PostgreSQL, or another process has been migrating for a minute.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct) => MigrateAsync(int.MaxValue, ct);

    internal Task<IReadOnlyList<string>> MigrateAsync(int upTo, CancellationToken ct) => throw new NotImplementedException(database.ToString());
}

/// <summary>Recto will not work with this database; the message says why and what to do.</summary>
public sealed class DatabaseRefusedException : Exception
{
    internal DatabaseRefusedException(string message, Exception? inner = null) : base(message, inner) { }
}
