using System.Threading.Channels;

namespace Recto.App.Shell.Jobs;

/// <summary>A bell by which the desk tells a job that there is something to do; on other nodes it is heard a moment later (<see cref="BellRelay"/>).</summary>
internal abstract class JobBell
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
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
    public void RingHere() => _bell.Writer.TryWrite(true);

    /// <summary>Whether it was rung since that was asked last.</summary>
    public bool TakeRung() => Interlocked.Exchange(ref _isRung, 0) == 1;

    /// <summary>Waits until somebody rings, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Task.Delay(longest, time, late.Token), _bell.Reader.ReadAsync(late.Token).AsTask());
        await late.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
