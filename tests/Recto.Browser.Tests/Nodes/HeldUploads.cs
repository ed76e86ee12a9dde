using System.Globalization;
using System.Threading.Channels;
using Recto.App.Tests.Features.Deposits;

namespace Recto.Browser.Tests.Nodes;

/// <summary>Deposits that have come to the register, and of which it does not say so until the test wants it: whoever is killed then never hears of it.</summary>
internal sealed class HeldUploads
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Channel<HeldUpload> _held = Channel.CreateUnbounded<HeldUpload>();
    private volatile bool _isOver;

    public HeldUploads(CrossrefStandIn register) => register.Waits = async (received, port, gone) =>
    {
        if (!_isOver)
        {
            var held = new HeldUpload(received.BatchId, port);
            _held.Writer.TryWrite(held);
            if (_isOver)
            {
                held.Release();
            }

            await Task.WhenAny(held.Answer.Task, Task.Delay(Timeout.Infinite, gone));
        }
    };

    /// <summary>The next that has come.</summary>
    public async Task<HeldUpload> NextAsync(Func<Task<string>> why)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            return await _held.Reader.ReadAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"No deposit came within {Patience.TotalSeconds} seconds: {await why()}");
            throw;
        }
    }

    /// <summary>From now on each is answered at once.</summary>
    public void End()
    {
        _isOver = true;
        while (_held.Reader.TryRead(out var held))
        {
            held.Release();
        }
    }
}

/// <summary>A deposit that waits for its answer.</summary>
/// <param name="Batch">Its name.</param>
/// <param name="Port">The port at its sender.</param>
internal sealed record HeldUpload(string Batch, int Port)
{
    /// <summary>Ends when it is to be answered.</summary>
    public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It is answered.</summary>
    public void Release() => Answer.TrySetResult();

    /// <summary>Whether a process has sent it: one of its sockets is at that port.</summary>
    public bool IsOf(int process)
    {
        var suffix = ":" + Port.ToString("X4", CultureInfo.InvariantCulture);
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(file => File.ReadLines(file).Skip(1)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts[1].EndsWith(suffix, StringComparison.Ordinal)).Select(parts => $"socket:[{parts[9]}]").ToHashSet();
        return Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).Any(handle => new FileInfo(handle).LinkTarget is { } target && sockets.Contains(target));
    }
}
