using System.Threading.Channels;

namespace Recto.App.Shell;

/// <summary>What is known everywhere of the job that makes files: which kinds there can be, and a bell by which it is told that something has changed.</summary>
/// <param name="Kinds">The kinds that this site can make.</param>
/// <param name="Makers">Versions of all makers together; another word makes all files again.</param>
/// <param name="Since">When this program was started.</param>
internal sealed record FilesInMaking(IReadOnlySet<string> Kinds, string Makers, DateTimeOffset Since)
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells the job to look at once. Never waits.</summary>
    public void Nudge() => _bell.Writer.TryWrite(true);

    /// <summary>Waits until somebody nudges, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var alarm = Task.Delay(longest, time, late.Token);
        var bell = _bell.Reader.ReadAsync(late.Token).AsTask();
        await Task.WhenAny(alarm, bell);
        await late.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
