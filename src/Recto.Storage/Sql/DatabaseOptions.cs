namespace Recto.Storage.Sql;

/// <summary>Where the database is: embedded in the data folder unless a PostgreSQL connection string is given.</summary>
public sealed record DatabaseOptions
{
    /// <summary>The folder of everything that Recto keeps; <c>recto.db</c> in it is the embedded database. Made where it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Npgsql connection string of a PostgreSQL 15 or newer, of one host or of several (a primary and its replicas, in any order); null for the embedded SQLite.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>How far a replica may be behind for pages to be read from it; zero for a replica that is read only while there is no primary. Where one host is named it means nothing.</summary>
    public TimeSpan MostReplicaLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a statement waits for another process that writes to the same SQLite file. At least a second.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The file of the embedded database.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "recto.db");
}
