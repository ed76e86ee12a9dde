using System.Collections.Concurrent;
using Recto.Journals.Recommending;
using Recto.Journals.Usage;
using Recto.Storage.Recommending;

namespace Recto.App.Shell.Recommending;

/// <summary>What the lists beside articles hold, for as long as finished pages are kept: so that it is known what was shown, and by which line somebody came, when it is written down behind everything else.</summary>
internal sealed class KeptLists(RecommendationStore store)
{
    private const int Most = 100_000;
    private volatile ConcurrentDictionary<Guid, Lines> _kept = new();

    /// <summary>What the page of an article shows.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="shuffledOn">The day of a reader who is shown lists in another order (<see cref="ShuffledShare"/>); null for all others.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<ShownLists> FindAsync(Guid articleId, DateOnly? shuffledOn, CancellationToken ct)
    {
        var lines = await LinesAsync(articleId, ct);
        return shuffledOn is { } day && !lines.AsMade.IsEmpty ? Of(articleId, lines.All, day).Shown : lines.AsMade;
    }

    /// <summary>The line by which the page of one article leads to another; null where it has none.</summary>
    /// <param name="articleId">The one.</param>
    /// <param name="otherId">The other.</param>
    /// <param name="shuffledOn">As above.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<ListLine?> FindLineAsync(Guid articleId, Guid otherId, DateOnly? shuffledOn, CancellationToken ct)
    {
        var lines = await LinesAsync(articleId, ct);
        if (shuffledOn is null)
        {
            // Without making anything: most of what is asked is this.
            for (var (i, place) = (0, 1); i < lines.All.Count; i++, place++)
            {
                place = i > 0 && lines.All[i].List != lines.All[i - 1].List ? 1 : place;
                if (lines.All[i].Other == otherId)
                {
                    return ListLine.Of(lines.AsMade, (int)lines.All[i].List, place);
                }
            }

            return null;
        }

        var (shown, order) = Of(articleId, lines.All, shuffledOn);
        foreach (var list in order)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i].Other == otherId)
                {
                    return ListLine.Of(shown, (int)list[i].List, i + 1);
                }
            }
        }

        return null;
    }

    /// <summary>Throws all away, with the finished pages.</summary>
    public void Forget() => _kept = new();

    private ValueTask<Lines> LinesAsync(Guid articleId, CancellationToken ct) => _kept.TryGetValue(articleId, out var lines) ? new(lines) : new(AskAsync(articleId, ct));

    // What was asked before a change is put among what was thrown away with it.
    private async Task<Lines> AskAsync(Guid articleId, CancellationToken ct)
    {
        var kept = _kept;
        var all = await store.ListLinesAsync(articleId, ct);
        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        return kept[articleId] = new(all, Of(articleId, all, null).Shown);
    }

    private static (ShownLists Shown, List<IReadOnlyList<(ListName List, Guid Other, ListReasonKind Reason)>> Order) Of(Guid articleId, IReadOnlyList<(ListName List, Guid Other, ListReasonKind Reason)> all, DateOnly? shuffledOn)
    {
        var shown = default(ShownLists);
        var order = new List<IReadOnlyList<(ListName List, Guid Other, ListReasonKind Reason)>>();
        foreach (var list in all.GroupBy(line => line.List))
        {
            IReadOnlyList<(ListName List, Guid Other, ListReasonKind Reason)> lines = [.. list];
            var isShuffled = false;
            lines = shuffledOn is { } day ? ShuffledOrder.Of(lines, articleId, day, line => line.Other, line => line.Reason, out isShuffled) : lines;
            order.Add(lines);
            shown = shown.With((int)list.Key, [.. lines.Select(line => (int)line.Reason)], isShuffled);
        }

        return (shown, order);
    }

    private sealed record Lines(IReadOnlyList<(ListName List, Guid Other, ListReasonKind Reason)> All, ShownLists AsMade);
}
