using System.Data.Common;
using Recto.Storage.Access;

namespace Recto.App.Shell.Persons;

/// <summary>When articles open or close by the clock, the next times of all. A page with badges of many articles is kept until the next of them and no longer: the turn that was last is part of its key.</summary>
internal sealed class OpeningTurns(OpeningStore openings, TimeProvider time) : IHostedService
{
    private const int Most = 10_000;
    private volatile DateTimeOffset[] _turns = [];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(cancellationToken);
        }
        catch (DbException)
        {
            // A database that is away for a moment must not keep the site from starting: the watch asks again at its first look.
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks the database anew: at the start, and whenever anything has changed.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var last = Last(now);
        var next = await openings.ListTurnsAsync(now, Most, ct);
        _turns = last is { } known ? [known, .. next] : [.. next];
    }

    /// <summary>The last turn at or before that instant; null where none is known of.</summary>
    public DateTimeOffset? Last(DateTimeOffset at)
    {
        var turns = _turns;
        var place = Array.BinarySearch(turns, at);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? null : turns[place];
    }

    /// <summary>The first turn after that instant; null where none is known of.</summary>
    public DateTimeOffset? Next(DateTimeOffset at)
    {
        var turns = _turns;
        var place = Array.BinarySearch(turns, at);
        place = place < 0 ? ~place : place + 1;
        return place < turns.Length ? turns[place] : null;
    }

    /// <summary>A word for keys of caches and tags of versions: another after each turn; empty before the first that is known of.</summary>
    public string Key(DateTimeOffset at) => Last(at) is { } last ? last.UtcTicks.ToString("x", System.Globalization.CultureInfo.InvariantCulture) : "";
}
