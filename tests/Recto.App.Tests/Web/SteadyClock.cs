using Microsoft.Extensions.Time.Testing;

namespace Recto.App.Tests.Web;

/// <summary>A clock that is set by hand, with timers that run by the real one: moved by two days it does not ring two days' worth of a site's small timers.</summary>
internal sealed class SteadyClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);
}
