using System.Globalization;
using Dapper;
using Npgsql;

namespace Recto.Browser.Tests.Nodes;

/// <summary>The database of the nodes, whichever of its servers is the primary: looked into, and told that time has passed.</summary>
internal sealed class NodeDatabase(string database) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly NpgsqlDataSource _source = new NpgsqlDataSourceBuilder(database + ";Host Recheck Seconds=1").BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);

    /// <summary>A number.</summary>
    public async Task<long> NumberAsync(string sql, object? values = null)
    {
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        return Convert.ToInt64(await connection.ExecuteScalarAsync(sql, values), CultureInfo.InvariantCulture);
    }

    /// <summary>Rows.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values = null)
    {
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        return (await connection.QueryAsync<T>(sql, values)).AsList();
    }

    /// <summary>Changes something.</summary>
    public async Task ChangeAsync(string sql, object? values = null)
    {
        await using var connection = await _source.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(sql, values);
    }

    /// <summary>Rings for jobs, as the desk does.</summary>
    public Task RingAsync(params string[] bells) => ChangeAsync("INSERT INTO node_bells (name, rung) SELECT unnest(@bells), 1 ON CONFLICT (name) DO UPDATE SET rung = node_bells.rung + 1", new { bells });

    /// <summary>Waits until it is so; a server that is away meanwhile is waited for.</summary>
    /// <param name="isSo">What is waited for; null where it is so, else what is.</param>
    public static async Task UntilAsync(Func<Task<string?>> isSo)
    {
        for (var end = DateTimeOffset.UtcNow + Patience; ; await Task.Delay(250, CancellationToken.None))
        {
            string? lacks;
            try
            {
                lacks = await isSo();
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException)
            {
                lacks = away.Message;
            }

            if (lacks is null)
            {
                return;
            }

            Assert.True(DateTimeOffset.UtcNow < end, $"It did not come to this within {Patience.TotalSeconds} seconds: {lacks}");
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
