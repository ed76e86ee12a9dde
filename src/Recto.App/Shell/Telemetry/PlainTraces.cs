using System.Diagnostics;
using OpenTelemetry;

namespace Recto.App.Shell.Telemetry;

/// <summary>
/// Lets of a trace only that through which tells nothing of a reader: method, the pattern of the address, status, kind of fault; of a call to another service its host; of a statement its text, whose values are parameters.
/// Neither path nor query, neither address nor agent, no words that a client chose, no message of an exception. What is not in the lists is taken away, whatever a later version of a package writes.
/// </summary>
internal sealed class PlainTraces : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Asked = new(StringComparer.Ordinal) { "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type" };

    private static readonly HashSet<string> Called = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "network.protocol.version", "error.type", "server.address", "server.port",
        "db.system", "db.system.name", "db.namespace", "db.operation.name", "db.query.text", "db.statement", "db.response.status_code", "recto.job", "outcome",
    };

    /// <inheritdoc/>
    public override void OnStart(Activity data) => data.TraceStateString = null; // A client writes there what it likes.

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        data.TraceStateString = null;
        var isAsked = data.Kind == ActivityKind.Server;
        foreach (var (name, _) in data.TagObjects.Where(tag => !(isAsked ? Asked : Called).Contains(tag.Key)).ToList())
        {
            data.SetTag(name, null);
        }

        if (isAsked)
        {
            var method = data.GetTagItem("http.request.method") as string ?? "HTTP";
            data.DisplayName = data.GetTagItem("http.route") is string { Length: > 0 } route ? $"{method} {route}" : method;
        }

        data.SetStatus(data.Status); // Without a description: that is an exception's message.
        if (data.Events.Any() && !isAsked)
        {
            Replace(data);
        }
        else if (data.Events.Any())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    // Events cannot be taken away again, and drivers put messages of exceptions there: the span is told once more without them, and the first is not sent.
    private static void Replace(Activity data)
    {
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        var parent = new ActivityContext(data.TraceId, data.ParentSpanId, ActivityTraceFlags.Recorded);
        if (JobSource.Own.StartActivity(data.DisplayName, data.Kind, parent, data.TagObjects, startTime: data.StartTimeUtc) is { } plain)
        {
            var current = Activity.Current;
            plain.SetStatus(data.Status);
            plain.SetEndTime(data.StartTimeUtc + data.Duration);
            plain.Stop();
            Activity.Current = current == plain ? data.Parent : current;
        }
    }
}
