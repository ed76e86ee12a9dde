using System.Globalization;
using Recto.App.Shell;

namespace Recto.App.Features.References;

/// <summary>Tells on a terminal how many works were read so far, every ten thousand, and wipes the line at the end. Nothing where no terminal looks.</summary>
internal sealed class WorksProgress(Terminal terminal) : IDisposable
{
    private const int Step = 10_000;
    private long _told;

    /// <summary>Takes how many works were read; null where nobody wants to be told.</summary>
    public Action<long>? Tell => terminal.ShowsProgress ? Write : null;

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_told > 0)
        {
            terminal.Error.Write("\r                              \r");
        }
    }

    private void Write(long works)
    {
        if (works - _told >= Step)
        {
            _told = works;
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{works:N0} works read"));
        }
    }
}
