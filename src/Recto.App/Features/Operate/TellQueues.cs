using System.Diagnostics.Metrics;
using Recto.App.Shell.Rounds;
using Recto.App.Shell.Telemetry;

namespace Recto.App.Features.Operate;

/// <summary>Tells the meter how much waits, and for how long; asks the database every half minute, and only where somebody measures.</summary>
internal sealed class TellQueues(AskStatus ask, TimeProvider time, ILogger<TellQueues> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly Meter _meter = new(Meters.Name);
    private IReadOnlyList<QueueStatus> _queues = [];
    private DateTimeOffset _at;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _meter.CreateObservableGauge("recto.queue.depth", () => _queues.Select(queue => new Measurement<long>(queue.Waiting, new KeyValuePair<string, object?>("queue", queue.Queue))), "{item}", "How much waits");
        _meter.CreateObservableGauge("recto.queue.oldest", () => _queues.Where(queue => queue.Oldest is not null).Select(queue => new Measurement<double>(Math.Max(0, (_at - queue.Oldest!.Value).TotalSeconds), new KeyValuePair<string, object?>("queue", queue.Queue))), "s", "For how long the oldest waits");
        while (true)
        {
            await JobDoor.TryAsync("queues", async ct => (_queues, _at) = (await ask.QueuesAsync(time.GetUtcNow(), ct), time.GetUtcNow()), _ => _queues = [], log, stoppingToken); // A gap says that nobody knows.
            await Task.Delay(Every, time, stoppingToken);
        }
    }
}
