using Npgsql;

namespace Recto.App.Tests.Features.Usage;

/// <summary>A schema of its own on PostgreSQL, which goes with it; nothing on SQLite.</summary>
internal sealed class UsageSchema : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _server;
    private readonly string _name = "recto_usage_" + Guid.NewGuid().ToString("N");

    private UsageSchema(string? connection)
    {
        if (connection is not null)
        {
            _server = NpgsqlDataSource.Create(connection);
            Connection = new NpgsqlConnectionStringBuilder(connection) { SearchPath = _name, MaxPoolSize = 10 }.ToString();
        }
    }

    /// <summary>How a site reaches it; null for SQLite.</summary>
    public string? Connection { get; }

    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>; the latter skips the test where there is no server.</param>
    public static async Task<UsageSchema> MakeAsync(string kind)
    {
        if (kind != "postgresql")
        {
            return new UsageSchema(null);
        }

        if (Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES") is not { Length: > 0 } connection)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "RECTO_TEST_POSTGRES holds no connection string.");
            throw new InvalidOperationException("RECTO_TEST_POSTGRES holds no connection string in CI.");
        }

        var schema = new UsageSchema(connection);
        await schema.RunAsync($"CREATE SCHEMA {schema._name}");
        return schema;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await RunAsync($"DROP SCHEMA {_name} CASCADE");
            await _server.DisposeAsync();
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var command = _server!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
