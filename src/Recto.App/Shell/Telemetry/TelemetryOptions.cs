using System.Diagnostics.CodeAnalysis;

namespace Recto.App.Shell.Telemetry;

/// <summary>Where metrics, traces and logs go besides standard output; nowhere unless somebody says so.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Where metrics can be fetched when nothing but “on” is said.</summary>
    public const string UsualMetrics = "http://127.0.0.1:9464";

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    private static readonly string[] Others =
    [
        "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_METRIC_EXPORT_INTERVAL",
        "OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER", "OTEL_LOGS_EXPORTER", "OTEL_SDK_DISABLED",
    ];

    /// <summary>The address at which metrics can be fetched; null where they cannot. Nothing but metrics is answered there, and metrics nowhere else.</summary>
    public Uri? Metrics { get; init; }

    /// <summary>The variables of OpenTelemetry that were given, by name.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether traces are sent.</summary>
    public bool SendsTraces => Sends("TRACES");

    /// <summary>Whether metrics are sent.</summary>
    public bool SendsMetrics => Sends("METRICS");

    /// <summary>Whether logs are sent.</summary>
    public bool SendsLogs => Sends("LOGS");

    /// <summary>Whether anything is measured for anybody at all.</summary>
    public bool IsOn => Metrics is not null || SendsTraces || SendsMetrics || SendsLogs;

    /// <summary>Reads <c>RECTO_METRICS</c> and the variables of OpenTelemetry.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="urls">Addresses at which the site itself listens.</param>
    /// <param name="told">What was read.</param>
    /// <param name="wrong">What cannot be used, and how to write it.</param>
    public static bool TryRead(Func<string, string?> read, string urls, [NotNullWhen(true)] out TelemetryOptions? told, [NotNullWhen(false)] out string? wrong)
    {
        (told, wrong) = (null, null);
        var variables = Endpoints.Concat(Others).Select(name => (name, value: read(name)?.Trim())).Where(one => !string.IsNullOrEmpty(one.value)).ToDictionary(one => one.name, one => one.value!, StringComparer.Ordinal);
        foreach (var name in Endpoints.Where(variables.ContainsKey))
        {
            if (!Uri.TryCreate(variables[name], UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            {
                wrong = $"{name} “{variables[name]}” is no address; write it as http://127.0.0.1:4318.";
                return false;
            }
        }

        Uri? metrics = null;
        switch (read("RECTO_METRICS")?.Trim())
        {
            case null or "" or "off":
                break;
            case "on":
                metrics = new Uri(UsualMetrics);
                break;
            case { } said:
                if (!Uri.TryCreate(said.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out metrics) || metrics.Scheme != "http" || metrics.PathAndQuery != "/" || metrics.Port == 0)
                {
                    wrong = $"RECTO_METRICS “{said}” is no address to listen at; write “on” for {UsualMetrics}, or one of your own, as http://10.0.0.5:9464.";
                    return false;
                }

                break;
        }

        if (metrics is not null && PortsOf(urls).Contains(metrics.Port))
        {
            wrong = $"RECTO_METRICS has the port {metrics.Port}, at which the site itself listens: metrics would be public. Give them a port of their own, as {UsualMetrics}.";
            return false;
        }

        told = new TelemetryOptions { Metrics = metrics, Variables = variables };
        return true;
    }

    private static IEnumerable<int> PortsOf(string urls) => urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(url => Uri.TryCreate(url.Replace("://*", "://host", StringComparison.Ordinal).Replace("://+", "://host", StringComparison.Ordinal), UriKind.Absolute, out var uri) ? uri.Port : -1);

    private bool Sends(string signal) => !string.Equals(Variables.GetValueOrDefault("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && Variables.GetValueOrDefault($"OTEL_{signal}_EXPORTER") is null or "otlp"
        && (Variables.ContainsKey(Endpoints[0]) || Variables.ContainsKey($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"));
}
