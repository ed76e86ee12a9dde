using System.Diagnostics;
using Recto.App.Shell;

namespace Recto.App.Features.Operate;

/// <summary>Tells on a terminal how far a long act is; nothing where nobody watches.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class Progress(Terminal terminal)
{
    private long _last;
    private int _width;

    /// <summary>Whether what is told now would be shown: where words cost something, they are made only then.</summary>
    public bool IsDue => terminal.ShowsProgress && (_last == 0 || Stopwatch.GetElapsedTime(_last).TotalMilliseconds >= 200);

    /// <summary>Tells it, a few times a second at most.</summary>
    /// <param name="what">A few words.</param>
    public void Tell(string what)
    {
        if (!IsDue)
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        terminal.Error.Write("\r" + what.PadRight(_width));
        _width = what.Length;
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (terminal.ShowsProgress && _width > 0)
        {
            terminal.Error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
