using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recto.App.Tests.Features.Operate;

/// <summary>Takes what is sent by OTLP (HTTP, protobuf), and keeps it as it came: what stands in it as text is UTF-8.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Path and body of all that came.</summary>
    public ConcurrentQueue<(string Path, string Body)> Taken { get; } = [];

    /// <summary>The variables by which a site sends everything here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, CancellationToken.None);
            receiver.Taken.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Everything of a signal, once it holds the word; what came until then where it never does.</summary>
    public async Task<string> TextAsync(string path, string word)
    {
        for (var i = 0; i < 150; i++)
        {
            var text = string.Concat(Taken.Where(one => one.Path == path).Select(one => one.Body));
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return text;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return string.Concat(Taken.Where(one => one.Path == path).Select(one => one.Body));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
