using System.Data.Common;
using Dapper;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>How a PostgreSQL server and its database are set up, for <c>recto doctor</c>.</summary>
public sealed record PostgresFacts
{
    /// <summary>Version as a number: 150013 for 15.13.</summary>
    public int Version { get; init; }

    /// <summary>Encoding of the database.</summary>
    public string Encoding { get; init; } = "UTF8";

    /// <summary>Version of the collation with which indexes were made, and that of the machine now; null where the server does not say.</summary>
    public string? CollationMade { get; init; }

    /// <summary>Version of the collation that the machine has now; null where the server does not say.</summary>
    public string? CollationNow { get; init; }

    /// <summary>Setting <c>fsync</c>.</summary>
    public string Fsync { get; init; } = "on";

    /// <summary>Setting <c>synchronous_commit</c>.</summary>
    public string SynchronousCommit { get; init; } = "on";

    /// <summary>How many connections the server takes.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>How many of them are kept for administrators.</summary>
    public int Reserved { get; init; } = 3;

    /// <summary>Whether the role may make tables, as migrations do.</summary>
    public bool MayCreate { get; init; } = true;

    /// <summary>Whether the server only repeats another.</summary>
    public bool IsReplica { get; init; }

    /// <summary>The server’s clock, in microseconds since 1970.</summary>
    public long Clock { get; init; }

    /// <summary>Most connections of this program.</summary>
    public int PoolSize { get; init; } = 100;

    /// <summary>Whether the connection goes over TLS or stays on this machine.</summary>
    public bool IsClosed { get; init; } = true;

    /// <summary>Whether a pooler stands between that gives each transaction a connection of its own: two that are open at once are served by one process of the server.</summary>
    public bool IsPooled { get; init; }

    /// <summary>Whether a connection is reset when it goes back (no <c>No Reset On Close</c>).</summary>
    public bool ResetsOnClose { get; init; }

    /// <summary>Whether messages of the database may tell values (<c>Include Error Detail</c>).</summary>
    public bool TellsValues { get; init; }
}

/// <summary>How one of several servers of a database is.</summary>
/// <param name="Name">Host and port.</param>
/// <param name="IsPrimary">Whether it takes things in; null where it does not answer.</param>
/// <param name="IsBehind">Whether it did not come to know, within the time that a replica may be behind, what the primary knew before.</param>
public sealed record ServerFacts(string Name, bool? IsPrimary, bool IsBehind);

/// <summary>Asks a PostgreSQL how it is set up.</summary>
/// <param name="database">The database.</param>
public sealed class PostgresExam(Database database)
{
    /// <summary>What is to be known; null on SQLite, and where the server does not answer, which another check says.</summary>
    public async Task<PostgresFacts?> AskAsync(CancellationToken ct)
    {
        if (database.Options.PostgreSql is not { } told)
        {
            return null;
        }

        try
        {
            await using var connection = await database.OpenAsync(ct);
            var facts = await connection.QuerySingleAsync<PostgresFacts>(new CommandDefinition("""
                SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
                    (SELECT datcollversion FROM pg_database WHERE datname = current_database()) AS "CollationMade",
                    (SELECT pg_database_collation_actual_version(oid) FROM pg_database WHERE datname = current_database()) AS "CollationNow",
                    current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS "SynchronousCommit",
                    current_setting('max_connections')::int AS "MaxConnections", current_setting('superuser_reserved_connections')::int AS reserved,
                    COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS "MayCreate", pg_is_in_recovery() AS "IsReplica",
                    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS clock
                """, cancellationToken: ct));
            var parts = new NpgsqlConnectionStringBuilder(told);
            return facts with
            {
                PoolSize = parts.Pooling ? parts.MaxPoolSize : 1,
                IsClosed = parts.SslMode is not (SslMode.Disable or SslMode.Allow) || IsHere(parts.Host),
                TellsValues = parts.IncludeErrorDetail || parts.LogParameters,
                ResetsOnClose = !parts.NoResetOnClose,
                IsPooled = await IsPooledAsync(told, ct),
            };
        }
        catch (Exception unknown) when (unknown is DbException or ArgumentException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>How each server is, where the connection string names several; else nothing.</summary>
    public async Task<IReadOnlyList<ServerFacts>> AskServersAsync(CancellationToken ct) => database.Hosts is { } hosts ? await hosts.ExamineAsync(ct) : [];

    // A pooler that gives each transaction a connection of its own gives the one that is free to whoever asks next.
    private static async Task<bool> IsPooledAsync(string told, CancellationToken ct)
    {
        const int Tries = 3;
        try
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(DatabaseHosts.StringOfPrimary(told)) { Pooling = false });
            await using var first = await source.OpenConnectionAsync(ct);
            await using var second = await source.OpenConnectionAsync(ct);
            for (var tries = 0; tries < Tries; tries++)
            {
                if (await ProcessAsync(first) == await ProcessAsync(second))
                {
                    return true;
                }
            }
        }
        catch (DbException)
        {
            // It takes no more connections, which shows that nobody knows; the rest is judged.
        }

        return false;

        Task<int> ProcessAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT pg_backend_pid()", cancellationToken: ct));
    }

    private static bool IsHere(string? host) => host is null or "" or "localhost" || host.StartsWith('/') || System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address);
}
