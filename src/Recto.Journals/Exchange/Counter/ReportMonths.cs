using System.Globalization;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>The time of a report.</summary>
/// <param name="Begin">The first month.</param>
/// <param name="End">The last: as asked for, but not later than the last month that has ended.</param>
/// <param name="Ready">The months of these that were worked on.</param>
/// <param name="Missing">What is to be said of the others.</param>
internal sealed record ReportMonths(UsageMonth Begin, UsageMonth End, IReadOnlyList<UsageMonth> Ready, IReadOnlyList<CounterNotice> Missing)
{
    /// <summary>Reads it (COUNTER 5.1, Appendix D, 3020, 3031, 3032).</summary>
    /// <param name="begin">As it was given.</param>
    /// <param name="end">As it was given.</param>
    /// <param name="calendar">Which months there are.</param>
    /// <param name="refusal">Why it cannot be; null where it can.</param>
    public static ReportMonths? Read(string begin, string end, ReportCalendar calendar, out CounterNotice? refusal)
    {
        var now = UsageMonth.Of(calendar.Today);
        refusal = !TryMonth(begin, isLast: false, out var first) ? CounterNotice.InvalidDates("begin_date is yyyy-mm, or yyyy-mm-dd with the first day of a month")
            : !TryMonth(end, isLast: true, out var last) ? CounterNotice.InvalidDates("end_date is yyyy-mm, or yyyy-mm-dd with the last day of a month")
            : last < first ? CounterNotice.InvalidDates("end_date lies before begin_date")
            : first >= now ? CounterNotice.InvalidDates($"begin_date lies in a month that has not ended: {first}")
            : null;
        return refusal is null && TryMonth(end, isLast: true, out last) ? Of(first, last, now.Plus(-1), calendar) : null;
    }

    private static ReportMonths Of(UsageMonth begin, UsageMonth asked, UsageMonth previous, ReportCalendar calendar)
    {
        var end = asked > previous ? previous : asked;
        var request = $"request was for {begin.First:O} to {asked.Last:O}; however, ";
        if (calendar is not { First: { } first, Last: { } last })
        {
            return new(begin, end, [], [CounterNotice.NotReady(request + "no usage has been processed yet")]);
        }

        var missing = new List<CounterNotice>();
        if (asked > last)
        {
            missing.Add(CounterNotice.NotReady(request + $"usage is only available to {last.Last:O}"));
        }

        if (begin < first)
        {
            missing.Add(CounterNotice.NoLongerAvailable(request + $"usage is only available from {first.First:O}"));
        }

        return new(begin, end, [.. (begin < first ? first : begin).To(end > last ? last : end)], missing);
    }

    private static bool TryMonth(string text, bool isLast, out UsageMonth month)
    {
        month = default;
        var isMonth = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!isMonth && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return false;
        }

        month = UsageMonth.Of(day);
        return day.Year is > 1 and < 9999 && (isMonth || day == (isLast ? month.Last : month.First));
    }
}
