namespace Recto.Journals.Usage;

/// <summary>Puts events in order of time that come a little out of it, as they do from several machines.</summary>
public static class UsageOrder
{
    /// <summary>The events in order; of one instant, as they came. What is held in memory is that much time.</summary>
    /// <param name="events">As they came.</param>
    /// <param name="within">How much later than a later one an event may come.</param>
    /// <param name="late">Told of each event that came later than that, and is left out: whoever reads them says so, or works on that day again.</param>
    public static IEnumerable<UsageEvent> InOrder(IEnumerable<UsageEvent> events, TimeSpan within, Action<UsageEvent> late)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(late);
        return Order();

        IEnumerable<UsageEvent> Order()
        {
            var waiting = new PriorityQueue<UsageEvent, (DateTimeOffset, long)>();
            var (given, newest, number) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue, 0L);
            foreach (var happened in events)
            {
                if (happened.At < given)
                {
                    late(happened);
                    continue;
                }

                waiting.Enqueue(happened, (happened.At, number++));
                newest = happened.At > newest ? happened.At : newest;
                while (waiting.TryPeek(out var first, out _) && newest - first.At > within)
                {
                    given = first.At;
                    yield return waiting.Dequeue();
                }
            }

            while (waiting.TryDequeue(out var rest, out _))
            {
                yield return rest;
            }
        }
    }
}
