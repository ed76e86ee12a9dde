using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web.Sharing;

/// <summary>Finished pages that several nodes share by a real Redis: never an old one, and never an error where Redis is away, slow, closed or full.</summary>
public sealed class SharedPagesTests : IAsyncLifetime
{
    private const string Article = ReadOnlySite.VanAalst;
    private readonly Run _run = new();
    private DatabaseOptions _data = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _data = (await PreparedData.MakeAsync("sqlite", _run.Data)).Options;

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_nodes_share_a_page_and_throw_it_away_together()
    {
        await using var redis = await RedisLab.StartAsync();
        await using var one = await Node.StartAsync(_data, redis.Options);
        await using var two = await Node.StartAsync(_data, redis.Options);
        await Node.SettleAsync(one, two);

        Assert.False((await one.GetAsync(Article, ("Accept-Encoding", "gzip"))).WasKept);
        var kept = await two.GetAsync(Article, ("Accept-Encoding", "gzip"));

        Assert.True(kept.WasKept); // Made by the other node.
        var (keys, values) = await redis.ReadAllAsync();
        Assert.All(keys, key => Assert.DoesNotContain("van-aalst", key, StringComparison.Ordinal));
        Assert.Contains(values, value => value.AsSpan().IndexOf<byte>([0x1f, 0x8b, 0x08]) >= 0);
        Assert.All(values, value => Assert.DoesNotContain("<html", Encoding.Latin1.GetString(value), StringComparison.OrdinalIgnoreCase)); // Kept as it goes out, and small.
        Assert.InRange(values.Sum(value => value.Length), 1000, 100_000);

        await one.ChangeAsync("Leaves of another tree");

        Assert.Contains("Leaves of another tree", (await one.GetAsync("/")).Text, StringComparison.Ordinal); // At once,
        var began = Stopwatch.StartNew();
        while (!(await two.GetAsync("/")).Text.Contains("Leaves of another tree", StringComparison.Ordinal))
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "The other node did not learn of the change.");
        }

        await Node.SettleAsync(one, two);
        Assert.Contains("Leaves of another tree", (await two.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.True((await one.GetAsync("/")).WasKept); // And shared again.
    }

    [Fact]
    public async Task A_page_that_was_begun_before_a_change_is_found_by_nobody_after_it()
    {
        await using var redis = await RedisLab.StartAsync();
        var gate = new Gate();
        await using var one = await Node.StartAsync(_data, redis.Options);
        await using var late = await Node.StartAsync(_data, redis.Options, configure: builder =>
        {
            var kept = builder.Services.Last(service => service.ServiceType == typeof(IOutputCacheStore));
            builder.Services.AddSingleton<IOutputCacheStore>(provider => new GatedStore((IOutputCacheStore)kept.ImplementationFactory!(provider), gate));
        });
        await Node.SettleAsync(one, late);
        gate.Close();
        var begun = late.GetAsync("/");
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        await one.ChangeAsync("Written while a page was made"); // The node that is late knows nothing of it yet, or throws away what is not there yet.
        await Node.SettleAsync(one);
        gate.Open();
        Assert.DoesNotContain("Written while", (await begun).Text, StringComparison.Ordinal);
        await Node.SettleAsync(one, late);

        Assert.Contains("Written while a page was made", (await one.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Written while a page was made", (await late.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_that_is_killed_fails_no_request_and_is_used_again_when_it_returns()
    {
        await using var redis = await RedisLab.StartAsync();
        await using var one = await Node.StartAsync(_data, redis.Options);
        await using var two = await Node.StartAsync(_data, redis.Options);
        await Node.SettleAsync(one, two);
        var (answers, slowest) = (new ConcurrentBag<HttpStatusCode>(), 0L);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            for (var page = reader; !stop.IsCancellationRequested; page++)
            {
                var began = Stopwatch.GetTimestamp();
                answers.Add((await (page % 2 == 0 ? one : two).GetAsync((page % 3) switch { 0 => Article, 1 => "/", _ => $"/articles?after={page}" })).Status);
                InterlockedMax(ref slowest, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }, Ct)).ToList();

        await Task.Delay(500, Ct);
        await redis.KillAsync();
        await Node.EventuallyAsync(() => !one.Redis.Answers && !two.Redis.Answers);
        var before = answers.Count;
        await Node.EventuallyAsync(() => answers.Count > before + 50);
        await redis.StartAgainAsync();
        await Node.EventuallyAsync(() => one.Redis.Answers && two.Redis.Answers);
        await stop.CancelAsync();
        await Task.WhenAll(readers);

        Assert.DoesNotContain(answers, status => status is not (HttpStatusCode.OK or HttpStatusCode.NotFound));
        Assert.InRange(slowest, 0, 30_000);
        await Node.SettleAsync(one, two);
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/articles")).Status);
        Assert.True((await two.GetAsync("/articles")).WasKept);
    }

    [Fact]
    public async Task Redis_that_comes_back_with_old_data_gives_no_old_page()
    {
        await using var redis = await RedisLab.StartAsync();
        await using var one = await Node.StartAsync(_data, redis.Options);
        await Node.SettleAsync(one);
        Assert.DoesNotContain("After the copy", (await one.GetAsync("/")).Text, StringComparison.Ordinal);
        await redis.AskAsync(async (server, _) => { await server.ExecuteAsync("SAVE"); return true; });
        var old = await File.ReadAllBytesAsync(redis.Dump, Ct);
        await one.ChangeAsync("After the copy");
        await Node.SettleAsync(one);
        Assert.Contains("After the copy", (await one.GetAsync("/")).Text, StringComparison.Ordinal);

        await redis.KillAsync();
        await File.WriteAllBytesAsync(redis.Dump, old, Ct);
        await redis.StartAgainAsync();
        Assert.NotEmpty((await redis.ReadAllAsync()).Values); // The old page is there,
        await using var fresh = await Node.StartAsync(_data, redis.Options);
        await Node.SettleAsync(one, fresh);

        Assert.Contains("After the copy", (await fresh.GetAsync("/")).Text, StringComparison.Ordinal); // and found by nobody.
        Assert.Contains("After the copy", (await one.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_while_one_node_cannot_reach_Redis_leaves_nothing_old()
    {
        await using var redis = await RedisLab.StartAsync();
        await using var way = new SlowWay(redis.Port);
        await using var cut = await Node.StartAsync(_data, new() { EndPoints = { { "127.0.0.1", way.Port } } });
        await using var other = await Node.StartAsync(_data, redis.Options);
        await Node.SettleAsync(cut, other);
        await other.GetAsync("/");
        Assert.True((await cut.GetAsync("/")).WasKept);

        way.Delay = TimeSpan.FromSeconds(20); // Its way hangs, as that of a proxy does that has lost its server.
        await Node.EventuallyAsync(() => !cut.Redis.Answers);
        await cut.ChangeAsync("Changed without Redis");
        await Node.EventuallyAsync(() => other.Generation.Changes > 3);
        way.Delay = TimeSpan.Zero;
        await Node.SettleAsync(cut, other);

        Assert.Contains("Changed without Redis", (await other.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Changed without Redis", (await cut.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_Redis_is_not_waited_for()
    {
        await using var redis = await RedisLab.StartAsync();
        await using var way = new SlowWay(redis.Port);
        await using var one = await Node.StartAsync(_data, new() { EndPoints = { { "127.0.0.1", way.Port } } });
        await Node.SettleAsync(one);
        await one.GetAsync("/");
        way.Delay = TimeSpan.FromSeconds(20);

        var began = Stopwatch.GetTimestamp();
        var (status, _, _, _) = await one.GetAsync(Article);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(took < TimeSpan.FromSeconds(15), $"It took {took}.");
        Assert.False(one.Redis.Answers);
        Assert.True((await one.GetAsync(Article)).WasKept); // By the node itself.
        way.Delay = TimeSpan.Zero;
        await Node.EventuallyAsync(() => one.Redis.Answers);
    }

    [Theory]
    [InlineData("wrong password")]
    [InlineData("full")]
    public async Task A_Redis_that_refuses_is_done_without(string how)
    {
        await using var redis = await RedisLab.StartAsync(how == "full" ? ["--maxmemory", "1kb", "--maxmemory-policy", "noeviction"] : ["--requirepass", "right"]);
        var options = redis.Options;
        options.Password = how == "full" ? null : "wrong";
        await using var one = await Node.StartAsync(_data, options);

        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync(Article)).Status);
        await Node.EventuallyAsync(async () => (await one.GetAsync(Article)).WasKept);
        Assert.Equal(how == "full", one.Redis.Answers); // What is full can still be read.
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var known = Interlocked.Read(ref most); value > known; known = Interlocked.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }

    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile TaskCompletionSource? _open;

        public Task Reached => _reached.Task;

        public void Close() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open!.SetResult();

        public Task PassAsync()
        {
            if (_open is not { } open)
            {
                return Task.CompletedTask;
            }

            _reached.TrySetResult();
            return open.Task;
        }
    }

    private sealed class GatedStore(IOutputCacheStore store, Gate gate) : IOutputCacheStore
    {
        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => store.EvictByTagAsync(tag, cancellationToken);

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

        public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
        {
            await gate.PassAsync();
            await store.SetAsync(key, value, tags, validFor, cancellationToken);
        }
    }
}
