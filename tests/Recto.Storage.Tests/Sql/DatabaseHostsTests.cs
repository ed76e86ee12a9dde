using System.Diagnostics;
using Dapper;
using Recto.Storage.Sql;
using Recto.Tests.Labs;

namespace Recto.Storage.Tests.Sql;

/// <summary>A primary and a replica: where is read, where is written, and what is known of what.</summary>
public sealed class DatabaseHostsTests(PostgresPair pair) : IClassFixture<PostgresPair>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host=db1", false)]
    [InlineData("Host=db1;Port=5433", false)]
    [InlineData("Host=db1,db2", true)]
    [InlineData("Server=db1:5433, [::1]:5434;Load Balance Hosts=true;Target Session Attributes=any", true)] // Whatever is said of how to choose, the program chooses.
    public async Task Several_hosts_are_several(string connectionString, bool areSeveral)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = Path.GetTempPath(), PostgreSql = connectionString });

        Assert.Equal(areSeveral, database.Hosts is not null);
    }

    [Fact]
    public async Task What_nobody_speaks_of_is_asked_of_the_primary()
    {
        await using var database = await MakeAsync();

        Assert.False(await IsReplicaAsync(database));
    }

    [Fact]
    public async Task Pages_are_read_from_the_replica_until_something_is_written()
    {
        await using var database = await MakeAsync();
        using var scope = database.Hosts!.Enter(ReadFrom.Replica);
        var before = await IsReplicaAsync(database);

        await WriteAsync(database, 1);

        Assert.True(before);
        Assert.False(await IsReplicaAsync(database));
        Assert.True(scope.Position > 0);
    }

    [Fact]
    public async Task What_was_begun_in_a_scope_and_outlives_it_reads_from_the_primary()
    {
        await using var database = await MakeAsync();
        var goOn = new TaskCompletionSource();
        Task<bool> later;
        using (database.Hosts!.Enter(ReadFrom.Replica))
        {
            later = AfterAsync();
        }

        goOn.SetResult();

        Assert.False(await later);

        async Task<bool> AfterAsync()
        {
            await goOn.Task;
            return await IsReplicaAsync(database);
        }
    }

    [Fact]
    public async Task A_replica_knows_of_what_was_written_when_it_has_come_so_far()
    {
        await using var database = await MakeAsync();
        await pair.PauseAsync();
        long position;
        using (var scope = database.Hosts!.Enter(ReadFrom.Primary))
        {
            await WriteAsync(database, 1);
            position = scope.Position;
        }

        var knew = await database.Hosts.HasComeToAsync(position, Ct);
        await pair.ResumeAsync();

        Assert.False(knew);
        await PostgresPair.UntilAsync(() => database.Hosts.HasComeToAsync(position, Ct));
        using var reading = database.Hosts.Enter(ReadFrom.Replica);
        Assert.Equal([1], await NumbersAsync(database));
    }

    [Fact]
    public async Task A_replica_that_is_too_far_behind_is_not_read_until_it_has_caught_up()
    {
        await using var database = await MakeAsync(TimeSpan.FromMilliseconds(300));
        await LookUntilAsync(database, () => database.Hosts!.ReplicaName is not null);
        var turn = database.Hosts!.Turn;
        await pair.PauseAsync();
        await WriteAsync(database, 1);

        await LookUntilAsync(database, () => database.Hosts.ReplicaName is null);
        var turned = database.Hosts.Turn;
        await pair.ResumeAsync();
        await LookUntilAsync(database, () => database.Hosts.ReplicaName is not null);

        Assert.NotEqual(turn, turned);
        Assert.NotEqual(turned, database.Hosts.Turn);
        Assert.False(database.IsReadOnly);
    }

    [Fact]
    public async Task A_replica_of_which_nothing_may_be_old_is_not_read_while_there_is_a_primary()
    {
        await using var database = await MakeAsync(TimeSpan.Zero);

        await database.Hosts!.LookAsync(Ct);

        Assert.Null(database.Hosts.ReplicaName);
    }

    [Fact]
    public async Task Of_nodes_that_start_at_once_on_an_empty_database_of_several_hosts_one_does_what_is_done_once()
    {
        await using var database = await MakeAsync();
        var done = 0;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await using var node = Database.At(database.Options);
            await new Migrator(node).MigrateAsync(async token =>
            {
                await using var tx = await node.BeginAsync(token);
                var isFirst = await tx.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM told", transaction: tx.Transaction) == 0;
                await Task.Delay(100, token);
                await tx.Connection.ExecuteAsync("INSERT INTO told VALUES (1)", transaction: tx.Transaction);
                await tx.CommitAsync(token);
                done += isFirst ? 1 : 0;
            }, Ct);
        }, Ct)));

        Assert.Equal(1, done);
        Assert.Null(await new DatabaseReadiness(database).FindObstacleAsync(Ct));
    }

    private async Task<Database> MakeAsync(TimeSpan? lag = null)
    {
        var options = new DatabaseOptions { DataFolder = Path.GetTempPath(), PostgreSql = pair.Both(await pair.MakeDatabaseAsync()) };
        var database = Database.At(lag is { } most ? options with { MostReplicaLag = most } : options);
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync("CREATE TABLE told (number INTEGER NOT NULL)");
        if (lag is null)
        {
            await LookUntilAsync(database, () => database.Hosts!.ReplicaName is not null); // And has the table.
        }

        return database;
    }

    private static async Task LookUntilAsync(Database database, Func<bool> holds) => await PostgresPair.UntilAsync(async () =>
    {
        await database.Hosts!.LookAsync(Ct);
        return holds();
    });

    internal static async Task WriteAsync(Database database, int number)
    {
        await using var tx = await database.BeginAsync(Ct);
        await tx.Connection.ExecuteAsync("INSERT INTO told VALUES (@number)", new { number }, tx.Transaction);
        await tx.CommitAsync(Ct);
    }

    internal static async Task<List<int>> NumbersAsync(Database database)
    {
        await using var connection = await database.OpenAsync(Ct);
        return (await connection.QueryAsync<int>("SELECT number FROM told ORDER BY number")).AsList();
    }

    private static async Task<bool> IsReplicaAsync(Database database)
    {
        await using var connection = await database.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<bool>("SELECT pg_is_in_recovery()");
    }
}

/// <summary>The primary is lost while it is written to, and its replica takes its place.</summary>
public sealed class LostPrimaryTests(PostgresPair pair) : IClassFixture<PostgresPair>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_is_kept_and_who_wrote_before_writes_again()
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = Path.GetTempPath(), PostgreSql = pair.Both(await pair.MakeDatabaseAsync()) });
        await using (var connection = await database.Source.OpenConnectionAsync(Ct))
        {
            await connection.ExecuteAsync("CREATE TABLE told (number INTEGER NOT NULL)");
        }

        await pair.WaitForReplicaAsync();
        await database.Hosts!.LookAsync(Ct);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteOnAsync(database, writer, stop.Token), Ct)).ToList();
        await Task.Delay(300, Ct);

        pair.KillPrimary();
        await LookUntilAsync(database, () => database.IsReadOnly);
        var refusal = await Assert.ThrowsAsync<DatabaseReadOnlyException>(() => DatabaseHostsTests.WriteAsync(database, -1));
        List<int> read;
        using (database.Hosts.Enter(ReadFrom.Primary))
        {
            read = await DatabaseHostsTests.NumbersAsync(database); // Where there is no primary, of the replica.
        }

        Assert.StartsWith("Steps of migration", await new DatabaseReadiness(database).FindObstacleAsync(Ct), StringComparison.Ordinal); // It could be asked.
        await pair.PromoteAsync();
        await LookUntilAsync(database, () => !database.IsReadOnly);
        await Task.Delay(300, Ct);
        await stop.CancelAsync();
        var written = await Task.WhenAll(writers);

        Assert.NotEmpty(read);
        Assert.Contains("only be read", refusal.Message, StringComparison.Ordinal);
        var kept = await DatabaseHostsTests.NumbersAsync(database);
        Assert.Equal(kept.Count, kept.Distinct().Count());
        Assert.Empty(written.SelectMany(one => one.Acknowledged).Except(kept));
        Assert.Empty(kept.Except(written.SelectMany(one => one.Acknowledged.Concat(one.Unsure))));
        Assert.All(written, one => Assert.True(one.Acknowledged.Count > one.Before, "It did not write again."));
    }

    // Whatever is refused for certain is written again under the same number; what nobody knows of is not.
    private static async Task<(List<int> Acknowledged, List<int> Unsure, int Before)> WriteOnAsync(Database database, int writer, CancellationToken stop)
    {
        var (acknowledged, unsure, before) = (new List<int>(), new List<int>(), 0);
        for (var number = writer * 1_000_000; !stop.IsCancellationRequested;)
        {
            try
            {
                await DatabaseHostsTests.WriteAsync(database, number);
                acknowledged.Add(number++);
            }
            catch (CommitUnknownException)
            {
                unsure.Add(number++);
            }
            catch (System.Data.Common.DbException fault) when (DatabaseFaults.IsAway(fault))
            {
                before = acknowledged.Count;
                await Task.Delay(20, CancellationToken.None);
            }
        }

        return (acknowledged, unsure, before);
    }

    private static async Task LookUntilAsync(Database database, Func<bool> holds) => await PostgresPair.UntilAsync(async () =>
    {
        await database.Hosts!.LookAsync(Ct);
        return holds();
    });
}
