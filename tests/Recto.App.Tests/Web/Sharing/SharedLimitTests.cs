using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Shell;
using Recto.App.Shell.Sharing;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web.Sharing;

/// <summary>Limits that count for all nodes at once, whom they spare, and cookies that all nodes read.</summary>
public sealed class SharedLimitTests
{
    private const string Page = "/works"; // Made anew each time.
    private static readonly PageLimits Five = new(5, 0.01);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_network_has_one_count_at_all_nodes_and_Redis_cannot_read_whose()
    {
        await using var redis = await RedisLab.StartAsync();
        using var run = new Run();
        var data = (await PreparedData.MakeAsync("sqlite", run.Data)).Options;
        await using var one = await Node.StartAsync(data, redis.Options, options => options with { PageLimits = Five });
        await using var two = await Node.StartAsync(data, redis.Options, options => options with { PageLimits = Five });
        await Node.EventuallyAsync(() => one.Redis.Answers && two.Redis.Answers);

        foreach (var node in new[] { one, two, one, two, one })
        {
            Assert.Equal(HttpStatusCode.OK, await FromAsync(node, "203.0.113.7"));
        }

        var (status, text, _, answer) = await two.GetAsync(Page, ("X-Forwarded-For", "203.0.113.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("Too many at once", text, StringComparison.Ordinal);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 100);
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync(one, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await FromAsync(one, "203.0.113.8")); // A neighbour.
        Assert.All((await redis.ReadAllAsync()).Keys, key => Assert.DoesNotContain("203.0.113", key, StringComparison.Ordinal));

        await redis.KillAsync();
        await Node.EventuallyAsync(() => !one.Redis.Answers);
        for (var left = 5; left > 0; left--)
        {
            Assert.Equal(HttpStatusCode.OK, await FromAsync(one, "203.0.113.7")); // Each node counts by itself,
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync(one, "203.0.113.7")); // and it counts.
    }

    [Fact]
    public async Task The_general_limit_paces_strangers_and_nobody_else()
    {
        await using var site = await InstitutionSite.StartAsync(options => options with { PageLimits = Five });
        await site.AddAsync("library", ["198.51.100.0/24", "2001:db8:1::/48"]);
        await site.Known.RenewAsync(Ct);

        Assert.Equal(6, await RefusedAfterAsync(site.Site, "203.0.113.7"));
        Assert.Equal(6, await RefusedAfterAsync(site.Site, "2001:db8:2:3::1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(site.Site, "2001:db8:2:3:ffff::2")); // The same /64.
        Assert.Equal(0, await RefusedAfterAsync(site.Site, "198.51.100.20")); // A library’s.
        Assert.Equal(0, await RefusedAfterAsync(site.Site, "2001:db8:1:3::1"));
        Assert.Equal(0, await RefusedAfterAsync(site.Site, null)); // This machine.
        Assert.Equal(0, await RefusedAfterAsync(site.Site, "203.0.113.7", site.Site.Administrator())); // Somebody who is known.

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Site, "203.0.113.7", path: "/api/v1/journals")); // It has limits of its own.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Site, "203.0.113.7", path: "/health/live"));
        await StatusAsync(site.Site, null, path: "/articles");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Site, "203.0.113.7", path: "/articles")); // Kept already.
    }

    [Fact]
    public async Task Searches_are_counted_and_a_library_searches_on()
    {
        await using var site = await InstitutionSite.StartAsync();
        await site.AddAsync("library", ["198.51.100.0/24"]);
        await site.Known.RenewAsync(Ct);
        async Task<int> RefusedAsync(string address)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => StatusAsync(site.Site, address, path: "/search?q=leaf")));
            Assert.All(answers, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
            return answers.Count(status => status == HttpStatusCode.TooManyRequests);
        }

        Assert.NotEqual(0, await RefusedAsync("203.0.113.9"));
        Assert.Equal(0, await RefusedAsync("198.51.100.9"));
    }

    [Fact]
    public async Task Behind_a_proxy_that_nobody_named_nobody_is_locked_out_and_it_is_said()
    {
        var log = new KeptLog();
        await using var site = await WebSite.StartAsync(options: options => options with { PageLimits = Five, Proxies = [IPNetwork.Parse("127.0.0.1/32")] }, configure: builder => builder.Logging.AddProvider(log));

        // The named proxy tells of another one inside, which nobody named: that one’s word is not taken.
        for (var request = 0; request < 20; request++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, string.Create(CultureInfo.InvariantCulture, $"203.0.113.{request}, 10.0.0.5")));
        }

        Assert.Contains(log.Lines, line => line.Contains("RECTO_PROXIES", StringComparison.Ordinal) && !line.Contains("203.0.113", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_proxy_is_named_a_header_moves_nobody_to_another_count_and_a_proxy_has_room_for_many()
    {
        var log = new KeptLog();
        var one = new PageLimits(1, 0.0001);
        await using var open = await WebSite.StartAsync(options: options => options with { PageLimits = one }, configure: builder => builder.Logging.AddProvider(log));
        await using var told = await WebSite.StartAsync(options: options => options with { PageLimits = one, Proxies = [IPNetwork.Parse("127.0.0.0/8")] });

        // The address before the last is what somebody at 198.51.100.7 wrote, and no proxy of the house.
        for (var request = 0; request < PageLimit.Proxy; request++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, string.Create(CultureInfo.InvariantCulture, $"203.0.113.{request}, 198.51.100.7")));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(open, "203.0.113.99, 198.51.100.7"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, "203.0.113.99, 198.51.100.8")); // Of another proxy.
        Assert.Contains(log.Lines, line => line.Contains("RECTO_PROXIES does not name", StringComparison.Ordinal) && !line.Contains("198.51.100", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(told, "203.0.113.1, 198.51.100.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(told, "203.0.113.2, 198.51.100.7")); // Who has named the proxies gives nothing for it.
    }

    [Fact]
    public async Task A_cookie_of_one_node_is_read_by_another_and_so_is_one_made_with_a_new_key()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await using var other = await Node.StartAsync(new DatabaseOptions { DataFolder = site.Commands.Data }, null);

        var (status, _, _, answer) = await other.GetAsync("/desk/journals", site.Administrator());
        Assert.True(status == HttpStatusCode.OK, $"{status} {answer.Headers.Location}");

        site.Services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(90));
        await using var third = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: options => options with { Database = new DatabaseOptions { DataFolder = site.Commands.Data } }); // It writes with the new key.
        var cookie = third.Administrator();
        Assert.Equal(HttpStatusCode.OK, (await third.GetAsync("/desk/journals", cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/desk/journals", cookie)).Status); // Which the others have not seen before.
    }

    [Fact]
    public async Task A_count_is_given_back_in_time_waits_for_its_turn_and_is_the_same_with_Redis_and_without()
    {
        await using var redis = await RedisLab.StartAsync();
        using var server = new RedisServer(redis.Options, _ => Task.FromResult(new byte[32]), Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisServer>.Instance);
        await server.StartAsync(Ct);
        await Node.EventuallyAsync(() => server.Answers);
        using var none = new RedisServer(null, _ => Task.FromResult(new byte[32]), Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisServer>.Instance);
        var clock = new FakeTimeProvider();
        foreach (var (counts, passAsync) in new (Counts, Func<TimeSpan, Task>)[]
        {
            (new Counts(server, TimeProvider.System), span => Task.Delay(span, Ct)),
            (new Counts(none, clock), span => { clock.Advance(span); return Task.CompletedTask; }),
        })
        {
            var allowance = new Allowance(3, TimeSpan.FromMilliseconds(500));
            for (var request = 0; request < 3; request++)
            {
                Assert.True((await counts.TakeAsync("leaves", "a", allowance)).IsAllowed);
            }

            var refused = await counts.TakeAsync("leaves", "a", allowance);
            Assert.False(refused.IsAllowed);
            Assert.InRange(refused.Wait.TotalMilliseconds, 1, 500);
            Assert.True((await counts.TakeAsync("leaves", "b", allowance)).IsAllowed);
            Assert.True((await counts.TakeAsync("notes", "a", allowance)).IsAllowed);
            var waits = await counts.TakeAsync("leaves", "a", allowance with { Waiting = 1 });
            Assert.True(waits.IsAllowed);
            Assert.InRange(waits.Wait.TotalMilliseconds, 1, 500);

            await passAsync(TimeSpan.FromSeconds(1.1));
            Assert.True((await counts.TakeAsync("leaves", "a", allowance)).IsAllowed);
            Assert.False((await counts.TakeAsync("leaves", "a", allowance, cost: 3)).IsAllowed);
        }

        await server.StopAsync(Ct);
    }

    private static async Task<HttpStatusCode> FromAsync(Node node, string address) => (await node.GetAsync(Page, ("X-Forwarded-For", address))).Status;

    private static async Task<HttpStatusCode> StatusAsync(WebSite site, string? address, (string Name, string Value)? cookie = null, string path = Page)
    {
        using var answer = await site.GetAsync(path, [.. address is null ? [] : new[] { ("X-Forwarded-For", address) }, .. cookie is { } known ? new[] { known } : []]);
        return answer.StatusCode;
    }

    // The first request that is refused; 0 where twenty are answered.
    private static async Task<int> RefusedAfterAsync(WebSite site, string? address, (string Name, string Value)? cookie = null)
    {
        for (var request = 1; request <= 20; request++)
        {
            if (await StatusAsync(site, address, cookie) != HttpStatusCode.OK)
            {
                return request;
            }
        }

        return 0;
    }
}
