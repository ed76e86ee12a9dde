using Recto.App.Shell;

namespace Recto.App.Features.Files;

/// <summary>Tells faults on standard error, for the command: what broke off, and the fault itself.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class TerminalLog(Terminal terminal) : ILogger
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (_lock)
            {
                terminal.Error.WriteLine($"recto: {formatter(state, exception)}{(exception is null ? "." : $": {exception}")}");
            }
        }
    }
}
