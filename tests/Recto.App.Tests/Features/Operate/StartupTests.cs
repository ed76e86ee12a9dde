using System.Net;
using System.Net.Sockets;
using Recto.App.Shell.Settings;
using Recto.App.Tests.CommandLine;

namespace Recto.App.Tests.Features.Operate;

/// <summary>What is answered before the site is there, and what the command line says of settings.</summary>
public sealed class StartupTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_node_that_waits_for_another_ones_migration_is_alive_and_has_not_started_until_it_has()
    {
        var port = FreePort();
        using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Directory.CreateDirectory(_run.Data);
        Task<int> serving;
        await using (new FileStream(Path.Combine(_run.Data, "recto.db.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            serving = Task.Run(() => _run.RectoAsync(["serve", "--no-demo", "--data", _run.Data, "--urls", client.BaseAddress.ToString().TrimEnd('/')], Stream.Null, stop.Token), Ct);

            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health/live"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, "/health/startup"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, "/health/ready"));
            using var page = await client.GetAsync("/articles", Ct);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (page.StatusCode, page.Headers.RetryAfter?.ToString()));
            Assert.Contains("\"check\":\"start\"", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        for (var i = 0; i < 1200 && await StatusAsync(client, "/health/startup") != HttpStatusCode.OK; i++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health/startup"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/articles"));
        await stop.CancelAsync();
        Assert.Contains(await serving, (int[])[0, 130]);
    }

    [Fact]
    public async Task What_the_command_line_sets_comes_before_the_environment_and_is_shown_with_where_it_came_from()
    {
        Environment.SetEnvironmentVariable("RECTO_USAGE_MONTHS", "30");
        try
        {
            Assert.Null(GivenSettings.Take(["--set", "RECTO_USAGE_MONTHS=48", "config", "--set=RECTO_OPENCITATIONS_TOKEN=sesame", "--", "--set", "no"], out var warnings));

            Assert.Equal("48", Environment.GetEnvironmentVariable("RECTO_USAGE_MONTHS"));
            Assert.Contains("RECTO_OPENCITATIONS_TOKEN holds a secret", Assert.Single(warnings), StringComparison.Ordinal);
            Assert.Equal(0, await _run.RectoAsync("--set", "RECTO_USAGE_MONTHS=48", "config", "--data", _run.Data));
            Assert.Contains("RECTO_USAGE_MONTHS=48   # --set", _run.Out, StringComparison.Ordinal);
            Assert.Contains("RECTO_OPENCITATIONS_TOKEN=…   # --set", _run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("sesame", _run.Out, StringComparison.Ordinal);
        }
        finally
        {
            Assert.Null(GivenSettings.Take([], out _));
            Environment.SetEnvironmentVariable("RECTO_USAGE_MONTHS", null);
            Environment.SetEnvironmentVariable("RECTO_OPENCITATIONS_TOKEN", null);
        }
    }

    [Theory]
    [InlineData("RECTO_ADRESS=https://journals.example.org", "there is no such setting. Did you mean RECTO_ADDRESS?")]
    [InlineData("RECTO_QUITE_ANOTHER_THING=1", "there is no such setting. “recto config --all” lists them.")]
    [InlineData("RECTO_LOG", "is given a name and a value")]
    [InlineData("RECTO_CONFIG=/etc/x", "named by the environment only")]
    public void What_is_no_setting_is_refused_with_what_was_meant(string pair, string words)
    {
        Assert.Contains(words, GivenSettings.Take(["serve", "--set", pair], out _), StringComparison.Ordinal);
        Assert.Empty(GivenSettings.Given);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var answer = await client.GetAsync(path, Ct);
                return answer.StatusCode;
            }
            catch (HttpRequestException) when (i < 200)
            {
                await Task.Delay(25, Ct); // Nobody listens yet, or the one has gone and the other has not come.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
