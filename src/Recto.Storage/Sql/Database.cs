using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>The one database of a site: opens connections for reading and transactions for writing. Made once, safe for use by several threads.</summary>
public sealed class Database : IAsyncDisposable
{
    // Of those that wait for work; more are opened where more is asked at once, and go again.
    private const int KeptOpen = 4;

    private readonly SemaphoreSlim? _gate;
    private readonly ConcurrentDictionary<string, HotStatement> _hot = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<WriteTransaction, byte> _writing = new(ReferenceEqualityComparer.Instance);

    private Database(DatabaseOptions options, DbDataSource source, Dialect dialect, DatabaseHosts? hosts = null)
    {
        Options = options;
        Source = source;
        Hosts = hosts;
        Dialect = dialect;
        _gate = dialect.HasOneWriter ? new SemaphoreSlim(1, 1) : null;
    }

    /// <summary>Where it is.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>The seam between the two databases. Of several servers, that which takes things in.</summary>
    public DbDataSource Source { get; }

    /// <summary>The servers, where there are several; null where there is one.</summary>
    public DatabaseHosts? Hosts { get; }

    /// <summary>Whether it is known that the database can only be read at the moment. Costs nothing to ask.</summary>
    public bool IsReadOnly => Hosts is { IsReadOnly: true };

    /// <summary>In what the two databases differ.</summary>
    public Dialect Dialect { get; }

    /// <summary>A database at the place that the options name. Touches neither disk nor network.</summary>
    /// <exception cref="ConnectionStringException">The connection string cannot be read.</exception>
    public static Database At(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TypeHandlers.Register();
        if (options.PostgreSql is null)
        {
            return new Database(options, new SqliteSource(options), Dialect.Sqlite);
        }

        try
        {
            return DatabaseHosts.Of(options) is { } hosts
                ? new Database(options, hosts.Primary, Dialect.Postgres, hosts)
                : new Database(options, NpgsqlDataSource.Create(KeepingSome(options.PostgreSql)), Dialect.Postgres);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            throw new ConnectionStringException(unreadable);
        }
    }

    /// <summary>
    /// Opens, side by side, the few connections that are kept open even when nothing is asked, to the server that takes things in and to the one that is read: a new one costs several ways there and back, and no reader is to wait for them.
    /// Nothing is to be opened of SQLite.
    /// </summary>
    public async Task OpenSomeAsync(CancellationToken ct)
    {
        if (Dialect.HasOneWriter)
        {
            return;
        }

        await OpenSideBySideAsync(ct);
        if (Hosts?.ReplicaName is not null)
        {
            using var near = Hosts.Enter(ReadFrom.Replica);
            await OpenSideBySideAsync(ct);
        }
    }

    /// <summary>Begins a transaction. On SQLite this waits for the writer before.</summary>
    /// <exception cref="DatabaseReadOnlyException">Of several servers none takes anything in.</exception>
    public async Task<WriteTransaction> BeginAsync(CancellationToken ct)
    {
        if (_gate is not null)
        {
            await _gate.WaitAsync(ct);
        }

        DbConnection? connection = null;
        try
        {
            connection = await (Hosts is null ? Source.OpenConnectionAsync(ct) : Hosts.OpenPrimaryAsync(ct));
            Hosts?.Current?.Begins();
            var tx = new WriteTransaction(this, await connection.BeginTransactionAsync(ct), _gate);
            _writing[tx] = 0;
            return tx;
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            _gate?.Release();
            throw;
        }
    }

    /// <summary>How long the oldest transaction of this process that is still open has been so; zero where none is. What others see of it they see only at its end, whenever its stamps are from.</summary>
    public TimeSpan OldestWrite()
    {
        var oldest = TimeSpan.Zero;
        foreach (var (tx, _) in _writing)
        {
            var age = Stopwatch.GetElapsedTime(tx.BeganAt);
            oldest = age > oldest ? age : oldest;
        }

        return oldest;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _hot.Values)
        {
            await statement.DisposeAsync();
        }

        await Source.DisposeAsync();
        if (Hosts is not null)
        {
            await Hosts.DisposeAsync();
        }

        _gate?.Dispose();
    }

    /// <summary>Refuses a transaction of another database: a store must not write there what it reads here.</summary>
    internal void RequireOwn(WriteTransaction tx)
    {
        ArgumentNullException.ThrowIfNull(tx);
        if (tx.Database != this)
        {
            throw new ArgumentException("The transaction belongs to another database than the store.", nameof(tx));
        }
    }

    /// <summary>Refuses a round trip to another database.</summary>
    internal void RequireOwn(RoundTrip together)
    {
        ArgumentNullException.ThrowIfNull(together);
        if (together.Database != this)
        {
            throw new ArgumentException("The round trip goes to another database than the store's.", nameof(together));
        }
    }

    internal void Ended(WriteTransaction tx) => _writing.TryRemove(tx, out _);

    /// <summary>A statement that is kept compiled between requests.</summary>
    internal HotStatement Hot(string sql) => _hot.GetOrAdd(sql, text => new HotStatement(this, text));

    /// <summary>A connection for reading: of several servers, from where <see cref="ReadScope"/> says.</summary>
    internal ValueTask<DbConnection> OpenAsync(CancellationToken ct) => Hosts is null ? Source.OpenConnectionAsync(ct) : Hosts.OpenAsync(ct);

    /// <summary>A connection for reading what must be as new as can be, a key or a revoked one: not from a replica while the primary answers.</summary>
    internal async ValueTask<DbConnection> OpenNewestAsync(CancellationToken ct)
    {
        using var scope = Hosts?.Enter(ReadFrom.Primary);
        return await OpenAsync(ct);
    }

    /// <summary>The connection string with connections that stay open, unless it says otherwise.</summary>
    internal static NpgsqlConnectionStringBuilder KeepingSome(string connectionString)
    {
        var place = new NpgsqlConnectionStringBuilder(connectionString);
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (place.Pooling && !said.ContainsKey("Minimum Pool Size") && !said.ContainsKey("MinPoolSize"))
        {
            place.MinPoolSize = Math.Min(KeptOpen, place.MaxPoolSize);
        }

        return place;
    }

    /// <summary>A connection for reading what hardly ever changes, from whichever server answers.</summary>
    internal DbConnection OpenForAny() => Hosts is null ? Source.OpenConnection() : Hosts.OpenForAny();

    private async Task OpenSideBySideAsync(CancellationToken ct)
    {
        var opening = Enumerable.Range(0, KeepingSome(Options.PostgreSql!).MinPoolSize).Select(_ => OpenAsync(ct).AsTask()).ToArray();
        try
        {
            await Task.WhenAll(opening);
        }
        finally
        {
            foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
            {
                await (await opened).DisposeAsync(); // Back into the pool.
            }
        }
    }
}
