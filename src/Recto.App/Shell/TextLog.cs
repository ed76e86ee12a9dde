using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Recto.App.Shell.Telemetry;

namespace Recto.App.Shell;

/// <summary>The log as text, laid out as the framework does it, with messages and faults as <see cref="PlainLog"/> lets them through.</summary>
internal sealed class TextLog() : ConsoleFormatter(Name)
{
    /// <summary>Its name for the console.</summary>
    public new const string Name = "recto-text";

    private const string Indent = "      ";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var level = logEntry.LogLevel switch { LogLevel.Information => "info", LogLevel.Warning => "warn", LogLevel.Error => "fail", LogLevel.Critical => "crit", _ => "dbug" };
        var message = PlainLog.Message(logEntry.Category, logEntry.Formatter(logEntry.State, logEntry.Exception));
        var error = logEntry.Exception is { } fault ? "\n" + Indent + FaultText.Of(fault).ReplaceLineEndings("\n" + Indent) : "";
        textWriter.Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level}: {logEntry.Category}[{logEntry.EventId.Id}]\n{Indent}{message.ReplaceLineEndings("\n" + Indent)}{error}\n"));
    }
}
