using System.Data.Common;
using System.Diagnostics;
using Recto.App.Shell.Persons;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;
using Recto.Storage.Usage;

namespace Recto.App.Shell.Recommending;

/// <summary>
/// Which readers are shown lists in another order, where the operator has switched it on: a share of those who are counted, drawn anew each day by the secret under which usage knows readers on that day. No cookie, no mark in an address, and nobody
/// who asks not to be followed or has signed in; staff and crawlers neither.
/// </summary>
/// <param name="usage">Where the secrets of days are kept.</param>
/// <param name="percent">How many of a hundred readers; 0 for none.</param>
internal sealed class ShuffledShare(UsageStore usage, double percent)
{
    private static readonly object Mark = new();
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    private volatile DayKey? _key;
    private long _asked;

    /// <summary>Whether this request was drawn; what is shown and what is counted goes by that.</summary>
    public static bool Has(HttpContext context) => context.Items.ContainsKey(Mark);

    /// <summary>The day of its order, UTC; null for an ordinary request.</summary>
    public static DateOnly? DayOf(HttpContext context) => Has(context) ? DayAt(context.Reader().At) : null;

    /// <summary>The day of an instant, UTC.</summary>
    public static DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>The lines beside an article, each list in the order of the day; as they are for an ordinary request.</summary>
    public static IReadOnlyList<RecommendedRow> Order(HttpContext context, Guid articleId, IReadOnlyList<RecommendedRow> rows) => DayOf(context) is not { } day ? rows
        : [.. rows.GroupBy(row => row.List).SelectMany(list => ShuffledOrder.Of([.. list], articleId, day, row => row.Id, row => RecommendationStore.FirstOf(row.Reasons), out _))];

    /// <summary>Draws: whether this reader is shown another order today.</summary>
    public async ValueTask<bool> DrawAsync(HttpContext context, CancellationToken ct)
    {
        if (context.Person() is not null || context.Reader().Reader.IsCrawler || context.IsUnfollowed() || context.Connection.RemoteIpAddress is not { } address)
        {
            return false;
        }

        var day = DayAt(context.Reader().At);
        if ((_key is { } known && known.Day == day ? known : await AskAsync(day, ct)) is not { } key || !ShuffledOrder.Holds(key.Bytes, address, context.Request.Headers.UserAgent.ToString(), percent))
        {
            return false;
        }

        context.Items[Mark] = Mark;
        return true;
    }

    // The secret is made by the job that writes what readers did, some tenths of a second after the first reader of a day: until then all are shown the ordinary order, and nobody waits for it.
    private async Task<DayKey?> AskAsync(DateOnly day, CancellationToken ct)
    {
        var asked = Interlocked.Read(ref _asked);
        if ((asked != 0 && Stopwatch.GetElapsedTime(asked) < AskAgain) || Interlocked.CompareExchange(ref _asked, Stopwatch.GetTimestamp(), asked) != asked)
        {
            return null;
        }

        try
        {
            return await usage.FindSaltAsync(day, isNew: false, ct) is { } salt ? _key = new(day, ShuffledOrder.KeyOf(salt)) : null;
        }
        catch (DbException)
        {
            return null; // A database that is away for a moment takes no page from the cache away with it.
        }
    }

    private sealed record DayKey(DateOnly Day, byte[] Bytes);
}
