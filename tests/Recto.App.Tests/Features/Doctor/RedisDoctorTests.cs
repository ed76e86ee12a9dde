using System.Globalization;
using Microsoft.Extensions.Logging;
using Recto.App.Features.Doctor;
using Recto.App.Shell.Sharing;
using Recto.App.Tests.Web;
using Recto.App.Tests.Web.Sharing;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>Real redis-servers, set up as they should not be; and over TLS.</summary>
public sealed class RedisDoctorTests : DoctorExam
{
    [Fact]
    [Makes("redis-silent", "redis-login", "redis-policy", "redis-replica")]
    public async Task A_Redis_is_called_and_what_is_wrong_with_it_said()
    {
        await using var full = await RedisLab.StartAsync("--requirepass", "sesame", "--maxmemory", "64mb");
        await using var replica = await RedisLab.StartAsync("--replicaof", "127.0.0.1", full.Port.ToString(CultureInfo.InvariantCulture));

        var policy = Assert.Single(await LookAsync($"redis://:sesame@127.0.0.1:{full.Port}"));
        Assert.Equal("redis-policy", policy.Id);
        Assert.Contains("64 MB", policy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", policy.Text, StringComparison.Ordinal);
        await full.AskAsync(async (server, _) => { await server.ConfigSetAsync("maxmemory-policy", "allkeys-lru"); return 0; }, "sesame");
        Assert.Null(Assert.Single(await LookAsync($"127.0.0.1:{full.Port},password=sesame")).Id);
        Assert.Equal("redis-login", Assert.Single(await LookAsync($"redis://127.0.0.1:{full.Port}")).Id);
        var login = Assert.Single(await LookAsync($"redis://recto:wrong@127.0.0.1:{full.Port}"));
        Assert.Equal("redis-login", login.Id);
        Assert.DoesNotContain("wrong", login.Text, StringComparison.Ordinal);
        Assert.Equal("redis-replica", Assert.Single(await LookAsync($"redis://127.0.0.1:{replica.Port}")).Id);
        await replica.KillAsync();
        Assert.Equal("redis-silent", Assert.Single(await LookAsync($"redis://127.0.0.1:{replica.Port}")).Id);
        Assert.Empty(await RedisDoctor.LookAsync(Healthy("data"), Ct));
    }

    [Fact]
    [Makes("redis-old")]
    public void One_that_is_too_old_is_named() => Assert.Equal("redis-old", Assert.Single(Note(RedisDoctor.Judge(new RedisFacts(new Version(4, 0, 14), "master", 0, "noeviction"), "redis://there"))).Id);

    [Fact]
    [Makes("redis-tls")]
    public async Task Over_TLS_a_certificate_must_hold_and_what_is_wrong_with_it_is_said()
    {
        await using var lab = await TlsLab.StartAsync();
        await using var misnamed = await TlsLab.StartAsync("192.0.2.7");
        var place = $"rediss://127.0.0.1:{lab.Port}";

        Assert.Null(Assert.Single(await LookAsync(place, "RECTO_REDIS_CA=" + lab.Authority)).Id);
        await RefusesAsync(place, null, "an authority that this machine does not trust");
        await RefusesAsync(place, lab.Stranger, "not signed by the authority of RECTO_REDIS_CA");
        await RefusesAsync($"127.0.0.1:{misnamed.Port},ssl=true", misnamed.Authority, "not for the host that RECTO_REDIS names");
        await RefusesAsync($"rediss://127.0.0.1:{lab.Redis.Port}", lab.Authority, "offers no TLS");
        Assert.Equal("redis-silent", Assert.Single(await LookAsync($"redis://127.0.0.1:{lab.Port}")).Id);

        async Task RefusesAsync(string at, string? authority, string words)
        {
            var finding = Assert.Single(await LookAsync(at, authority is null ? [] : ["RECTO_REDIS_CA=" + authority]));
            Assert.Equal("redis-tls", finding.Id);
            Assert.Contains(words, finding.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_node_shares_over_TLS_and_where_the_certificate_does_not_hold_it_says_so_and_goes_on_alone()
    {
        await using var lab = await TlsLab.StartAsync();
        var log = new KeptLog();
        using var good = Server(lab.Authority, log);
        using var bad = Server(lab.Stranger, log);

        await good.StartAsync(Ct);
        await Node.EventuallyAsync(() => good.Answers);
        await bad.StartAsync(Ct);
        await Node.EventuallyAsync(() => log.Lines.Any(line => line.Contains("Redis cannot be used (its certificate is not signed by the authority of RECTO_REDIS_CA", StringComparison.Ordinal)));

        Assert.True((await good.TryAsync(database => database.StringSetAsync("leaf", "1"))).Answered);
        Assert.False(bad.Answers);
        Assert.False((await bad.TryAsync(database => database.StringGetAsync("leaf"))).Answered);
        await good.StopAsync(Ct);
        await bad.StopAsync(Ct);

        RedisServer Server(string authority, KeptLog kept)
        {
            Assert.True(RedisAddress.TryRead($"rediss://127.0.0.1:{lab.Port}", authority, out var server, out var certificate, out var wrong), wrong);
            return new RedisServer(server, _ => Task.FromResult(new byte[32]), LoggerFactory.Create(builder => builder.AddProvider(kept)).CreateLogger<RedisServer>(), certificate);
        }
    }

    [Theory]
    [InlineData(":::", null, "RECTO_REDIS names no server")]
    [InlineData("redis://", null, "RECTO_REDIS names no server")]
    [InlineData("redis://there:99999", null, "RECTO_REDIS names no server")]
    [InlineData("redis://there/first", null, "RECTO_REDIS names no server")]
    [InlineData("there:6379,colour=red", null, "RECTO_REDIS names no server")]
    [InlineData("rediss://there", "/no/such/authority.crt", "RECTO_REDIS_CA “/no/such/authority.crt” cannot be read")]
    public void What_cannot_be_read_is_said_with_how_to_write_it(string said, string? authority, string words)
    {
        Assert.False(RedisAddress.TryRead(said, authority, out _, out _, out var wrong));

        Assert.StartsWith(words, wrong, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(string place, params string[] more) => Note(await RedisDoctor.LookAsync(With(Healthy("data"), ["RECTO_REDIS=" + place, .. more]), Ct));
}
