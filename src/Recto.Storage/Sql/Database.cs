using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>The one database of a site: opens connections for reading and transactions for writing. Made once, safe for use by several threads.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SemaphoreSlim? _gate;
    private readonly ConcurrentDictionary<string, HotStatement> _hot = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<WriteTransaction, byte> _writing = new(ReferenceEqualityComparer.Instance);

    private Database(DatabaseOptions options, DbDataSource source, Dialect dialect)
    {
        Options = options;
        Source = source;
        Dialect = dialect;
        _gate = dialect.HasOneWriter ? new SemaphoreSlim(1, 1) : null;
    }

    /// <summary>Where it is.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>The seam between the two databases.</summary>
    public DbDataSource Source { get; }

    /// <summary>In what the two databases differ.</summary>
    public Dialect Dialect { get; }

    /// <summary>A database at the place that the options name. Touches neither disk nor network.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Database At(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TypeHandlers.Register();
        return options.PostgreSql is { } connectionString
            ? new Database(options, NpgsqlDataSource.Create(connectionString), Dialect.Postgres)
            : new Database(options, new SqliteSource(options), Dialect.Sqlite);
    }

    /// <summary>Begins a transaction. On SQLite this waits for the writer before.</summary>
    public async Task<WriteTransaction> BeginAsync(CancellationToken ct)
    {
        if (_gate is not null)
        {
            await _gate.WaitAsync(ct);
        }

        DbConnection? connection = null;
        try
        {
            connection = await Source.OpenConnectionAsync(ct);
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

    internal void Ended(WriteTransaction tx) => _writing.TryRemove(tx, out _);

    /// <summary>A statement that is kept compiled between requests.</summary>
    internal HotStatement Hot(string sql) => _hot.GetOrAdd(sql, text => new HotStatement(this, text));

    internal ValueTask<DbConnection> OpenAsync(CancellationToken ct) => Source.OpenConnectionAsync(ct);
}
