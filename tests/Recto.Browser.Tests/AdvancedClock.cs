namespace Recto.Browser.Tests;

/// <summary>The clock of this machine, put on by as much as a test says. Timers run as they do, so that nothing that looks every second looks a day's worth of times.</summary>
internal sealed class AdvancedClock : TimeProvider
{
    private long _ticks;

    /// <summary>Puts it on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
}
