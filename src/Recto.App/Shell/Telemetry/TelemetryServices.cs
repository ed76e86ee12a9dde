using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Recto.App.Shell.Telemetry;

/// <summary>OpenTelemetry, where somebody wants it. Nothing of it is loaded where nobody does: only <see cref="Add"/> and <see cref="Use"/> name its types, and they are not called then.</summary>
internal static class TelemetryServices
{
    /// <summary>Path of the metrics at their own address.</summary>
    public const string MetricsPath = "/metrics";

    private static readonly string[] Measured = [Meters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.RateLimiting", "System.Net.Http", "System.Net.NameResolution", "Npgsql"];

    /// <summary>Adds what measures and sends.</summary>
    public static void Add(WebApplicationBuilder builder, TelemetryOptions options)
    {
        // The SDK reads its own variables from here, whoever has given them: the environment, the file of settings, a test.
        builder.Configuration.AddInMemoryCollection(options.Variables.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, options));
        if (options.SendsTraces)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(JobSource.Name, "Npgsql")
                .AddAspNetCoreInstrumentation(asked => asked.Filter = context => !IsScrape(context, options))
                .AddHttpClientInstrumentation()
                .AddProcessor(new PlainTraces())
                .AddOtlpExporter());
        }

        if (options.SendsMetrics || options.Metrics is not null)
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Measured).AddRuntimeInstrumentation();
                if (options.SendsMetrics)
                {
                    metrics.AddOtlpExporter();
                }

                if (options.Metrics is not null)
                {
                    metrics.AddPrometheusExporter();
                }
            });
        }

        if (options.SendsLogs)
        {
            // Without scopes: the framework puts the address of the request there.
            telemetry.WithLogging(logs => logs.AddProcessor(new PlainLogs()).AddOtlpExporter(), logs => (logs.IncludeFormattedMessage, logs.IncludeScopes, logs.ParseStateValues) = (true, false, true));
        }

        if (options.Metrics is { } place)
        {
            builder.WebHost.UseUrls([.. (builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "").Split(';'), place.GetLeftPart(UriPartial.Authority)]);
        }
    }

    /// <summary>Answers metrics at their own address, and nothing else there. Stands before everything.</summary>
    public static void Use(WebApplication app, TelemetryOptions options)
    {
        if (options.Metrics is null)
        {
            return;
        }

        app.MapWhen(context => IsScrape(context, options), scraped =>
        {
            scraped.Use((context, next) =>
            {
                if (context.Features.Get<IHttpMetricsTagsFeature>() is { } own)
                {
                    own.MetricsDisabled = true; // Who measures is not measured.
                }

                return next(context);
            });
            scraped.UseOpenTelemetryPrometheusScrapingEndpoint(MetricsPath);
            scraped.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
    }

    private static bool IsScrape(HttpContext context, TelemetryOptions options) => options.Metrics is { } place && context.Connection.LocalPort == place.Port;

    private static void Describe(ResourceBuilder resource, TelemetryOptions options)
    {
        // What the operator calls it goes before what we do.
        var isNamed = options.Variables.ContainsKey("OTEL_SERVICE_NAME") || options.Variables.GetValueOrDefault("OTEL_RESOURCE_ATTRIBUTES")?.Contains("service.name=", StringComparison.Ordinal) == true;
        resource.AddService(isNamed ? NameOf(options) : "recto", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: true);
    }

    private static string NameOf(TelemetryOptions options) => options.Variables.GetValueOrDefault("OTEL_SERVICE_NAME")
        ?? options.Variables["OTEL_RESOURCE_ATTRIBUTES"].Split(',').First(pair => pair.TrimStart().StartsWith("service.name=", StringComparison.Ordinal)).Split('=', 2)[1].Trim();
}
