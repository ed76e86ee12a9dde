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
internal sealed class UsageQueue(int room = UsageQueue.Room, string? address = null, bool shuffles = false)
{
    /// <summary>How many may wait: some seconds of the busiest site, and a few tens of megabytes.</summary>
    public const int Room = 100_000;

    /// <summary>Set where an answer leads on to the file that was asked for, in place of sending it.</summary>
    public static readonly object LedOn = new();

    private static readonly Counter<long> DroppedMeter = Meters.Own.CreateCounter<long>("recto.usage.dropped", "{event}", "What readers did and was not counted, for there was no room");
    private static readonly Counter<long> TakenMeter = Meters.Own.CreateCounter<long>("recto.usage.taken", "{event}", "What readers did and is counted");

    private readonly ConcurrentQueue<UsageSeen> _waiting = new();
    private int _count;
    private long _dropped;

    /// <summary>How many wait.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes what a request was, where it counts.</summary>
    public void Take(HttpContext context)
    {
        if (FindDone(context) is not { } mark)
        {
            return;
        }

        var (person, headers) = (context.Person(), context.Request.Headers);
        var isUnfollowed = IsUnfollowed(context.Request);
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

    /// <summary>What a request was that is answered; null where it counts as nothing: refused, not there, or fetched before anybody asked for it.</summary>
    public static UsageMark? FindDone(HttpContext context) => UsageMarks.Find(context) is { } mark && IsAnswered(context, mark) && !IsAhead(context.Request) ? mark : null;

    /// <summary>Whether whoever asks says that they are not to be followed.</summary>
    public static bool IsUnfollowed(HttpRequest request) => request.Headers["DNT"] == "1" || request.Headers["Sec-GPC"] == "1";

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

    // 200 and 304 alone, and the way to a file that lies elsewhere; of pieces of a file the one with its beginning, so that a reader who loads a PDF piece by piece has had it once. A refusal is 403, the page of the article that shows its wall is 200.
    private static bool IsAnswered(HttpContext context, UsageMark mark) => HttpMethods.IsGet(context.Request.Method) && context.Response.StatusCode switch
    {
        StatusCodes.Status200OK or StatusCodes.Status304NotModified => mark.What != UsageAct.Refused,
        StatusCodes.Status206PartialContent => mark.What != UsageAct.Refused && context.Response.Headers.ContentRange.ToString().StartsWith("bytes 0-", StringComparison.Ordinal),
        StatusCodes.Status302Found => mark.What != UsageAct.Refused && mark.Terms is not null && context.Items.ContainsKey(LedOn),
        StatusCodes.Status403Forbidden => mark.What == UsageAct.Refused,
        _ => false,
    };

    // What a browser fetches before anybody has asked for it is no use (COUNTER 5.1, 7.8).
    private static bool IsAhead(HttpRequest request) => request.Headers["Sec-Purpose"].ToString().StartsWith("prefetch", StringComparison.OrdinalIgnoreCase)
        || request.Headers["Purpose"].ToString().Equals("prefetch", StringComparison.OrdinalIgnoreCase) || request.Headers["X-Moz"].ToString().Equals("prefetch", StringComparison.OrdinalIgnoreCase);
}
