using System.Threading.Channels;

namespace Recto.App.Shell.Rounds;

/// <summary>A bell that one rings and another waits for: however often it is rung before it is heard, it is heard once.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Rings. Never waits.</summary>
    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Waits until somebody rings, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Task.Delay(longest, time, late.Token), _rung.Reader.ReadAsync(late.Token).AsTask());
        await late.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
