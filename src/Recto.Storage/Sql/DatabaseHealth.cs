namespace Recto.Storage.Sql;

/// <summary>How the database is, for <c>recto doctor</c>. Looking changes nothing and makes nothing.</summary>
public sealed record DatabaseHealth
{
    /// <summary>Name and version: <c>SQLite 3.50.4</c>, <c>PostgreSQL 15.13</c>; null where it could not be asked.</summary>
    public string? Product { get; init; }

    /// <summary>File, or host, port and name; never a password.</summary>
    public required string Place { get; init; }

    /// <summary>Whether there is a database at all.</summary>
    public required bool Exists { get; init; }

    /// <summary>Steps of migration that were taken, in order.</summary>
    public IReadOnlyList<string> Applied { get; init; } = [];

    /// <summary>Steps that this program would take at its start.</summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Steps that this program does not know: a newer program made them.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>What <c>PRAGMA quick_check</c> said beside <c>ok</c>; null where the database has no such check (PostgreSQL).</summary>
    public IReadOnlyList<string>? Damage { get; init; }

    /// <summary>SQLite's journal mode, <c>wal</c> as it should be; null on PostgreSQL.</summary>
    public string? JournalMode { get; init; }

    /// <summary>Whether it can be written to.</summary>
    public bool IsWritable { get; init; }

    /// <summary>Size of the database in bytes; null where it is not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>Free bytes on the disk of the data folder; null where it is not known.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>What is wrong, each a sentence with the next step; empty where all is well.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
