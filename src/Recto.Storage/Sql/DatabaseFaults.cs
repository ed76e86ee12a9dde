using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>The database can only be read at the moment: none of its servers takes anything in. Nothing was written.</summary>
public sealed class DatabaseReadOnlyException : DbException
{
    internal DatabaseReadOnlyException(Exception? inner) : base("The database can only be read at the moment: none of its servers is the primary, or it does not answer.", inner) { }
}

/// <summary>The server went away while it made a transaction lasting: what was written may be kept, or not, and nobody knows until somebody looks.</summary>
public sealed class CommitUnknownException : DbException
{
    internal CommitUnknownException(Exception inner) : base("The database went away while a transaction ended: what was written may be kept, or not.", inner) { }
}

/// <summary>What a fault of the database means to whoever may ask again. Of SQLite it is never any of this: a file does not go away and come back.</summary>
public static class DatabaseFaults
{
    // Of sqlite3.h.
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Whether there was nobody who could do it: the server does not answer, went away, is starting, or takes nothing in. Another server, or the same in a moment, may.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        DatabaseReadOnlyException or CommitUnknownException => true,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException refused => refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } late => !IsFull(late),
        NpgsqlException { InnerException: AggregateException several } => several.InnerExceptions.Any(one => one is SocketException || IsAway(one)),
        NpgsqlException { InnerException: { } inner } => inner is IOException or SocketException || IsAway(inner),
        NpgsqlException bare => bare.Message.StartsWith("No suitable host", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whether asking once more may do: a server went away that had answered, or a replica broke a statement off, for what it read was being cleared away. That nothing is taken in at the moment does not pass by asking.</summary>
    public static bool IsPassing(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure }
        || (IsAway(fault) && fault is not (DatabaseReadOnlyException or CommitUnknownException or PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction }));

    /// <summary>What a fault says, for whoever runs the site: a file that is damaged, or no database at all, with the next step.</summary>
    public static string Say(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: Corrupt or NotADatabase }
            ? $"The file of the database is damaged, or is no database of SQLite at all ({fault.Message}): stop the site, keep a copy of the file, and restore a backup."
            : fault.Message;
    }

    // The pool's own patience has ended, and not a server's: Npgsql has no other sign of it.
    private static bool IsFull(NpgsqlException fault) => fault.Message.Contains("pool has been exhausted", StringComparison.Ordinal);
}
