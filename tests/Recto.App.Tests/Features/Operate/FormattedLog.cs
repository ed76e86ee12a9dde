using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Recto.App.Shell;

namespace Recto.App.Tests.Features.Operate;

/// <summary>What the console would say, as text and as JSON, all categories and every level that the site lets through.</summary>
internal sealed class FormattedLog : ILoggerProvider
{
    private readonly StringBuilder _written = new();
    private readonly ConsoleFormatter[] _formatters = [new TextLog(), new JsonLog()];

    public string Text
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(FormattedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter();
            foreach (var one in log._formatters)
            {
                one.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, line);
            }

            lock (log._written)
            {
                log._written.Append(line);
            }
        }
    }
}
