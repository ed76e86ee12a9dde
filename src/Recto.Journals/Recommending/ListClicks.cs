using System.Runtime.InteropServices;
using Recto.Journals.Usage;

namespace Recto.Journals.Recommending;

/// <summary>How often the lines at one place of lists were shown, and how often a reader followed one.</summary>
/// <param name="Line">Which list, how long, which place, why, in what order: what is shown alike is one sum.</param>
/// <param name="Views">How often such a line was shown with its page.</param>
/// <param name="Clicks">How often a reader came by it.</param>
public readonly record struct ListClickCount(ListLine Line, long Views, long Clicks);

/// <summary>
/// Adds up, from the events of a day that count, how often lines of lists were shown and followed (<see cref="UsageEvent.Lists"/>, <see cref="UsageEvent.CameBy"/>). Robots are no events, double clicks come here no more
/// (<see cref="UsageRollUp"/>), and who asks not to be followed brings neither.
/// </summary>
/// <remarks>A page that is shown again from the browser’s memory, by its button back, asks nobody and is no view; what is followed from there is a click. So a few clicks may have no view of their own.</remarks>
public sealed class ListClicks
{
    private readonly Dictionary<ListLine, (long Views, long Clicks)> _sums = [];

    /// <summary>Takes the next event.</summary>
    public void Add(UsageEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened is { Lists: null, CameBy: null } || happened.Kind is not (UsageKind.Request or UsageKind.Investigation) || happened.Method != AccessMethod.Regular)
        {
            return;
        }

        if (happened.CameBy is { } line)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_sums, line, out _).Clicks++;
        }

        if (happened.Lists is { } shown)
        {
            for (var list = 1; list <= ShownLists.Lists; list++)
            {
                for (var place = 1; ListLine.Of(shown, list, place) is { } one; place++)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_sums, one, out _).Views++;
                }
            }
        }
    }

    /// <summary>The sums, in order.</summary>
    public IReadOnlyList<ListClickCount> Finish() => [.. _sums.OrderBy(sum => sum.Key.Packed).Select(sum => new ListClickCount(sum.Key, sum.Value.Views, sum.Value.Clicks))];
}
