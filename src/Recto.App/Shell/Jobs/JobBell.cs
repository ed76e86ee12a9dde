using System.Threading.Channels;

namespace Recto.App.Shell.Jobs;

/// <summary>A bell by which the desk tells a job that there is something to do.</summary>
internal abstract class JobBell
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells the job to look at once. Never waits.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Waits until somebody rings, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Task.Delay(longest, time, late.Token), _bell.Reader.ReadAsync(late.Token).AsTask());
        await late.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
