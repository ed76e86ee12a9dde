namespace Recto.Journals.Access;

/// <summary>When a holder is reminded of an end, and what a renewal is: a new right that begins where the old one ends.</summary>
public static class RenewalRule
{
    private static readonly TimeSpan LastIsGoodFor = TimeSpan.FromDays(14);

    /// <summary>How many days before the end each reminder before it is due.</summary>
    public static IReadOnlyList<(Reminder Reminder, int DaysBefore)> Before { get; } = [(Reminder.TwoMonthsBefore, 60), (Reminder.MonthBefore, 30), (Reminder.WeekBefore, 7)];

    /// <summary>All reminders of a right, in the order of their instants; none where it has no end.</summary>
    /// <param name="until">The first instant after it; null where it has no end.</param>
    /// <param name="grace">How long it opens after that.</param>
    public static IReadOnlyList<DueReminder> Schedule(DateTimeOffset? until, TimeSpan grace)
    {
        if (until is not { } end)
        {
            return [];
        }

        var schedule = Before.Where(one => end - DateTimeOffset.MinValue > TimeSpan.FromDays(one.DaysBefore)).Select(one => new DueReminder(one.Reminder, end.AddDays(-one.DaysBefore))).Append(new DueReminder(Reminder.AtEnd, end));
        return [.. grace > TimeSpan.Zero && DateTimeOffset.MaxValue - end > grace ? schedule.Append(new DueReminder(Reminder.AtEndOfGrace, end + grace)) : schedule];
    }

    /// <summary>
    /// The reminder that is to go out now; null where none is. Only the latest whose instant has come counts: whoever was away for a month gets one mail and not three. What lay before the right was
    /// written down is not caught up, and neither is what lies two weeks back.
    /// </summary>
    /// <param name="until">The first instant after the right; null where it has no end.</param>
    /// <param name="grace">How long it opens after that.</param>
    /// <param name="madeAt">When it was written down, or its end was last changed.</param>
    /// <param name="last">The reminder of this end that went out last; null where none did.</param>
    /// <param name="at">Now.</param>
    public static Reminder? Due(DateTimeOffset? until, TimeSpan grace, DateTimeOffset madeAt, Reminder? last, DateTimeOffset at) =>
        Schedule(until, grace).LastOrDefault(one => one.At <= at) is { Reminder: not 0 } latest && latest.At > madeAt && at - latest.At < LastIsGoodFor && !(last >= latest.Reminder) ? latest.Reminder : null;

    /// <summary>
    /// Terms that go on where these end: from the day after the last one, for as long by the calendar. Whole months stay whole months, whatever their lengths, and leap days change nothing; anything else stays as many days.
    /// Years of content go on by as many whole years; what has stayed for good from the old right stays with the old right.
    /// </summary>
    /// <param name="terms">Terms with an end.</param>
    /// <exception cref="ArgumentException">They have no end.</exception>
    public static RightTerms Renewed(RightTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.To is not { } last)
        {
            throw new ArgumentException("What has no end is not renewed.", nameof(terms));
        }

        var from = last.AddDays(1);
        var months = WholeMonths(terms.From, from);
        var years = months is { } whole && whole % 12 == 0 ? whole / 12 : (int?)null;
        return terms with
        {
            Kind = terms.Kind == RightKind.Trial ? RightKind.Subscription : terms.Kind,
            From = from,
            To = (months is { } count ? from.AddMonths(count) : from.AddDays(from.DayNumber - terms.From.DayNumber)).AddDays(-1),
            Years = terms.Years is { } bound ? bound with { Last = bound.Last + (years ?? 0) } : null,
            Perpetual = terms.Perpetual is { First: not null, Last: { } kept } && years is { } more ? new YearRange(kept + 1, kept + more) : terms.Perpetual,
        };
    }

    // A period of whole months begins again on the same day of the month, or, where a month lacks that day, on the first one after.
    private static int? WholeMonths(DateOnly from, DateOnly end)
    {
        var months = ((end.Year - from.Year) * 12) + end.Month - from.Month;
        return months > 0 && from.AddMonths(months) == end ? months : null;
    }
}

/// <summary>A reminder of an end.</summary>
public enum Reminder
{
    /// <summary>Sixty days before.</summary>
    TwoMonthsBefore = 1,

    /// <summary>Thirty days before.</summary>
    MonthBefore,

    /// <summary>Seven days before.</summary>
    WeekBefore,

    /// <summary>At the end.</summary>
    AtEnd,

    /// <summary>When grace has ended too.</summary>
    AtEndOfGrace,
}

/// <summary>A reminder, and when it is due.</summary>
/// <param name="Reminder">Which.</param>
/// <param name="At">Its instant.</param>
public readonly record struct DueReminder(Reminder Reminder, DateTimeOffset At);
