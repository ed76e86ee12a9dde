using Recto.App.Shell.Rounds;

namespace Recto.App.Shell.Jobs;

/// <summary>A bell by which the desk tells a job that there is something to do; on other nodes it is heard a moment later (<see cref="BellRelay"/>).</summary>
internal abstract class JobBell
{
    private readonly Bell _bell = new();
    private int _isRung;

    /// <summary>By which other nodes know it.</summary>
    public string Name => GetType().Name;

    /// <summary>Tells the job to look at once. Never waits.</summary>
    public void Ring()
    {
        Volatile.Write(ref _isRung, 1);
        RingHere();
    }

    /// <summary>Tells the job of this node only.</summary>
    public void RingHere() => _bell.Ring();

    /// <summary>Whether it was rung since that was asked last.</summary>
    public bool TakeRung() => Interlocked.Exchange(ref _isRung, 0) == 1;

    /// <summary>Waits until somebody rings, or the time is over.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct) => _bell.WaitAsync(longest, time, ct);
}
