using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Recto.App.Shell.Telemetry;

/// <summary>Sends of the log what the console would say (<see cref="PlainLog"/>, <see cref="FaultText"/>), and no more.</summary>
internal sealed class PlainLogs : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        data.TraceState = null;
        var isOwn = PlainLog.IsOwn(data.CategoryName);
        var attributes = isOwn && data.Attributes is { } said ? said.Where(one => one.Key != "{OriginalFormat}").ToList() : [];
        if (data.FormattedMessage is { } message)
        {
            data.FormattedMessage = PlainLog.Message(data.CategoryName, message);
        }

        if (!isOwn)
        {
            data.Body = data.FormattedMessage;
        }

        if (data.Exception is { } fault)
        {
            attributes.Add(new("exception.type", fault.GetType().FullName));
            attributes.Add(new("exception.stacktrace", FaultText.Of(fault)));
            data.Exception = null;
        }

        data.Attributes = attributes;
    }
}
