using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>One of several servers: how it is, asked by a connection of its own, and the connections for reading from it.</summary>
internal sealed class ReplicaHost : IAsyncDisposable
{
    // Differences of positions are numbers: bytes of the log since its beginning.
    private const string Question = "SELECT pg_is_in_recovery(), ((CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END) - '0/0')::bigint";

    private readonly NpgsqlDataSource _asks;
    private DbConnection? _asking;
    private volatile Answer? _answer;

    public ReplicaHost(string name, NpgsqlConnectionStringBuilder place)
    {
        Name = name;
        Source = NpgsqlDataSource.Create(place);
        _asks = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false, Timeout = Patience, CommandTimeout = Patience });
    }

    /// <summary>Seconds in which a server that is asked how it is has to answer.</summary>
    public const int Patience = 3;

    /// <summary>Host and port.</summary>
    public string Name { get; }

    /// <summary>Connections for reading.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>What it answered last; null where it did not.</summary>
    public Answer? Said => _answer;

    /// <summary>How far it is behind; null where that is not known.</summary>
    public TimeSpan? Lag { get; set; }

    /// <summary>Asks it how it is.</summary>
    public async Task AskAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(Patience));
        try
        {
            _asking ??= await _asks.OpenConnectionAsync(patience.Token);
            _answer = await AnswerAsync(_asking, patience.Token);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or InvalidOperationException or SocketException or IOException || fault is OperationCanceledException && !ct.IsCancellationRequested)
        {
            await HangUpAsync();
            GivesUp();
        }
    }

    /// <summary>Reads it as gone until it is asked again: connections that are kept are let go.</summary>
    public void GivesUp()
    {
        (_answer, Lag) = (null, null);
        Source.Clear();
    }

    /// <summary>Whether it knows all that was written up to there; asked anew where it did not a moment ago.</summary>
    public async Task<bool> HasComeToAsync(long position, CancellationToken ct)
    {
        if (_answer is { } known && known.Position >= position)
        {
            return true;
        }

        await using var connection = await Source.OpenConnectionAsync(ct);
        return (_answer = await AnswerAsync(connection, ct)).Position >= position;
    }

    public async ValueTask DisposeAsync()
    {
        await HangUpAsync();
        await _asks.DisposeAsync();
        await Source.DisposeAsync();
    }

    private static async Task<Answer> AnswerAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.Command(Question);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new Answer(!reader.GetBoolean(0), reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
    }

    private async Task HangUpAsync()
    {
        if (Interlocked.Exchange(ref _asking, null) is { } broken)
        {
            await broken.DisposeAsync();
        }
    }

    /// <summary>How a server is.</summary>
    /// <param name="IsPrimary">Whether it takes things in.</param>
    /// <param name="Position">Up to where it has the log, in bytes since its beginning: written, or played back.</param>
    internal sealed record Answer(bool IsPrimary, long Position);
}
