using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Recto.App.Shell.Telemetry;

namespace Recto.App.Shell;

/// <summary>
/// The log as one JSON object a line: <c>time</c>, <c>level</c>, <c>category</c>, <c>event</c>, <c>message</c>, <c>trace</c>, then what the message was made of by its own names in lower camel case,
/// and <c>error</c> where there was one (<see cref="FaultText"/>). Scopes are left out: the framework puts the address of the request there; of what others than Recto say, the message alone is kept, without what it quotes.
/// </summary>
internal sealed class JsonLog() : ConsoleFormatter(Name)
{
    /// <summary>Its name for the console.</summary>
    public new const string Name = "recto-json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel switch { LogLevel.Information => "info", LogLevel.Warning => "warn", LogLevel.Error => "error", LogLevel.Critical => "fatal", _ => "debug" });
            json.WriteString("category", logEntry.Category);
            json.WriteString("event", logEntry.EventId.Name ?? "");
            json.WriteString("message", PlainLog.Message(logEntry.Category, logEntry.Formatter(logEntry.State, logEntry.Exception)));
            if (Activity.Current is { } activity)
            {
                json.WriteString("trace", activity.TraceId.ToHexString());
            }

            foreach (var (name, value) in PlainLog.IsOwn(logEntry.Category) ? logEntry.State as IEnumerable<KeyValuePair<string, object?>> ?? [] : [])
            {
                if (name != "{OriginalFormat}" && name.Length > 0)
                {
                    Write(json, JsonNamingPolicy.CamelCase.ConvertName(name), value);
                }
            }

            if (logEntry.Exception is { } fault)
            {
                json.WriteString("error", FaultText.Of(fault));
            }

            json.WriteEndObject();
        }

        textWriter.Write(Encoding.UTF8.GetString(line.WrittenSpan) + "\n"); // A line in one piece: two of them never mix.
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case int or long or short or byte:
                json.WriteNumber(name, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
