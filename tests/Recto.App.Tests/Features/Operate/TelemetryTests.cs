using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Recto.App.Shell;
using Recto.App.Shell.Telemetry;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Operate;

/// <summary>What is measured, where it can be had, and that it costs nothing where nobody wants it.</summary>
public sealed class TelemetryTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", null, false)]
    [InlineData("RECTO_METRICS=off", null, false)]
    [InlineData("RECTO_METRICS=on", "http://127.0.0.1:9464/", false)]
    [InlineData("RECTO_METRICS=http://10.0.0.5:9000", "http://10.0.0.5:9000/", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318", null, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:4318/v1/traces", null, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 OTEL_SDK_DISABLED=true", null, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 OTEL_TRACES_EXPORTER=none", null, false)]
    public void Nothing_is_measured_unless_somebody_says_where(string environment, string? metrics, bool traces)
    {
        Assert.True(TelemetryOptions.TryRead(Read(environment), "http://127.0.0.1:5000", out var options, out _));

        Assert.Equal((metrics, traces), (options.Metrics?.ToString(), options.SendsTraces));
        Assert.Equal(metrics is not null || traces || environment.Contains("TRACES_EXPORTER=none", StringComparison.Ordinal), options.IsOn);
    }

    [Theory]
    [InlineData("RECTO_METRICS=yes", "is no address to listen at")]
    [InlineData("RECTO_METRICS=http://127.0.0.1:5000", "at which the site itself listens")]
    [InlineData("RECTO_METRICS=http://*:5000", "at which the site itself listens")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector", "is no address")]
    public void What_cannot_be_used_is_refused_with_the_way_to_write_it(string environment, string words)
    {
        Assert.False(TelemetryOptions.TryRead(Read(environment), "http://127.0.0.1:5000;http://[::1]:5000", out _, out var wrong));
        Assert.Contains(words, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_at_their_own_address_alone_and_nothing_else_is_there()
    {
        var port = FreePort();
        await using var site = await SiteAsync(new TelemetryOptions { Metrics = new Uri($"http://127.0.0.1:{port}") });
        using var scraper = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var reader = new HttpClient { BaseAddress = new Uri(site.Urls.Single(url => !url.EndsWith($":{port}", StringComparison.Ordinal))) };
        using (await reader.GetAsync(ReadOnlySite.Marchmont, Ct))
        using (await reader.GetAsync(ReadOnlySite.Marchmont, Ct))
        {
        }

        var text = await scraper.GetStringAsync("/metrics", Ct);
        using var front = await scraper.GetAsync("/", Ct);
        using var elsewhere = await reader.GetAsync("/metrics", Ct);

        Assert.Contains("http_server_request_duration_seconds", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/articles/{slug}\"", text, StringComparison.Ordinal);
        Assert.Matches("recto_pages[a-z_]*\\{[^}]*outcome=\"cache\"[^}]*\\} [1-9]", text);
        Assert.Matches("recto_pages[a-z_]*\\{[^}]*outcome=\"made\"[^}]*\\} [1-9]", text); // Of all sites of this process, and others are tested beside this one.
        Assert.Contains("recto_access_decisions", text, StringComparison.Ordinal);
        Assert.Contains("recto_queue_depth", text, StringComparison.Ordinal);
        Assert.DoesNotContain("marchmont", text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (front.StatusCode, elsewhere.StatusCode));
        Assert.DoesNotContain("process_", await elsewhere.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_has_one_number_on_its_page_in_its_head_in_the_log_and_for_programs()
    {
        var log = new FormattedLog();
        await using var site = await WebSite.StartAsync(builder => builder.Logging.AddProvider(log).AddFilter(RequestLog.Category, LogLevel.Information));
        await using (var connection = await site.Database.Source.OpenConnectionAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF; DROP TABLE issues; DROP TABLE articles";
            await command.ExecuteNonQueryAsync(Ct);
        }

        using var page = await site.GetAsync("/articles");
        using var problem = await site.GetAsync("/api/v1/articles");
        using var missing = await site.GetAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        var number = NumberOf(page);
        Assert.Matches("^[0-9a-f]{32}$", number);
        Assert.Contains($"<code>{number}</code>", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var lines = log.Text.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("trace", out var trace) && trace.GetString() == number).Select(line => line.GetProperty("event").GetString()).ToList();
        Assert.Contains("UnhandledException", lines);
        Assert.Contains("Fault", lines);
        Assert.Contains("Answered", lines);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
        Assert.Equal(NumberOf(problem), JsonDocument.Parse(await problem.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("event").GetString());
        Assert.NotEqual(number, NumberOf(problem));
        Assert.Matches("^[0-9a-f]{32}$", NumberOf(missing));
        using var well = await site.GetAsync("/health/live");
        Assert.False(well.Headers.Contains(RequestNumber.Header));
    }

    private static string NumberOf(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues(RequestNumber.Header));

    private static async Task<WebApplication> SiteAsync(TelemetryOptions telemetry)
    {
        var run = new CommandLine.Run();
        var data = await PreparedData.MakeAsync("sqlite", run.Data);
        var app = Site.Build(new SiteOptions { Database = data.Options, Urls = "http://127.0.0.1:0", Telemetry = telemetry });
        app.Lifetime.ApplicationStopped.Register(run.Dispose);
        await app.StartAsync(Ct);
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Func<string, string?> Read(string environment)
    {
        var said = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return said.GetValueOrDefault;
    }
}
