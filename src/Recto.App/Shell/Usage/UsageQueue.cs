using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Telemetry;
using Recto.Journals.Usage;

namespace Recto.App.Shell.Usage;

/// <summary>
/// What waits to be written: bounded, without a lock, never waited for. What finds no room is dropped and counted, and told by the log, the desk and the meter <c>Recto</c>.
/// No channel: its writers share a lock, and its reader would be woken for each request, where it looks every half second anyhow.
/// </summary>
/// <param name="room">How many may wait.</param>
/// <param name="address">Scheme and host by which readers know the site; null for those of the request.</param>
/// <param name="shuffles">Whether some readers are shown lists in another order.</param>
internal sealed class UsageQueue(int room = UsageQueue.Room, string? address = null, bool shuffles = false) : ITakesUsage
{
    /// <summary>How many may wait: some seconds of the busiest site, and a few tens of megabytes.</summary>
    public const int Room = 100_000;

    private static readonly Counter<long> DroppedMeter = Meters.Own.CreateCounter<long>("recto.usage.dropped", "{event}", "What readers did and was not counted, for there was no room");
    private static readonly Counter<long> TakenMeter = Meters.Own.CreateCounter<long>("recto.usage.taken", "{event}", "What readers did and is counted");

    private readonly ConcurrentQueue<UsageSeen> _waiting = new();
    private int _count;
    private long _dropped;

    /// <summary>How many wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public void Take(HttpContext context, UsageMark mark)
    {
        var (person, headers) = (context.Person(), context.Request.Headers);
        var isUnfollowed = context.IsUnfollowed();
        var referrer = isUnfollowed || headers.Referer.Count == 0 ? null : headers.Referer.ToString();
        var from = referrer is not null && mark is { Form: UsageForm.Html, What: UsageAct.Gave or UsageAct.Walled } ? ReferringArticle.TryRead(referrer, context.Request.Host.Value, address) : null;
        Take(new UsageSeen(context.Reader().At, mark, context.Connection.RemoteIpAddress, headers.UserAgent.ToString(), ProvidedBy.Through(context), person?.Id, person is null ? null : context.Session(),
            isUnfollowed, context.Reader().Reader.IsCrawler)
        {
            ReferringHost = referrer is null || from is not null ? null : ReferringHost.TryRead(referrer, context.Request.Host.Host),
            From = from,
            IsShuffled = shuffles && ShuffledShare.Has(context),
        });
    }

    /// <summary>Takes one; drops it where there is no room.</summary>
    public void Take(UsageSeen seen)
    {
        if (Interlocked.Increment(ref _count) > room)
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Increment(ref _dropped);
            DroppedMeter.Add(1);
            return;
        }

        _waiting.Enqueue(seen);
    }

    /// <summary>Gives the next.</summary>
    public bool TryGive([NotNullWhen(true)] out UsageSeen? seen)
    {
        if (!_waiting.TryDequeue(out seen))
        {
            return false;
        }

        Interlocked.Decrement(ref _count);
        TakenMeter.Add(1);
        return true;
    }

    /// <summary>How many were dropped since this was asked last.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);
}
