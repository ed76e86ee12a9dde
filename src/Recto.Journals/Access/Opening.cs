using Recto.Journals.Identifiers;
using Recto.Journals.Issues;

namespace Recto.Journals.Access;

/// <summary>When everybody may read an article that bears no open licence.</summary>
/// <param name="ForGood">From when on, without an end; <see cref="Opening.Always"/> begins before everything; null where no such day is known.</param>
/// <param name="From">Beginning of a time in which it stands open before that; null where there is none.</param>
/// <param name="Until">End of that time, the first instant after it; null where there is none.</param>
public readonly record struct Opening(DateTimeOffset? ForGood, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>Open from its first day.</summary>
    public static Opening Always { get; } = new(DateTimeOffset.UnixEpoch);

    /// <summary>Not open, and nobody knows when it will be.</summary>
    public static Opening Never { get; } = new(null);

    /// <summary>Whether it is open for good at that instant.</summary>
    public bool IsForGood(DateTimeOffset at) => ForGood <= at;

    /// <summary>Whether that instant lies in the time in which it stands open for a while.</summary>
    public bool IsForAWhile(DateTimeOffset at) => From <= at && at < Until;
}

/// <summary>Tells when an article opens, from what was said of it.</summary>
public static class OpeningRule
{
    /// <summary>What an editor said of the article goes before what its section says, and that before the journal. A closed one opens when the journal's moving wall has passed it, and in the windows that the journal names.</summary>
    /// <param name="journal">What holds in the journal.</param>
    /// <param name="policy">The journal's policy beyond that.</param>
    /// <param name="own">What an editor has said of this article; null where the journal's policy holds.</param>
    /// <param name="section">Key of its section; null where it stands under no heading.</param>
    /// <param name="published">Its date; null where it is not known: then no wall passes it. A year or a month counts from its last day.</param>
    /// <param name="now">Of several windows, the first that has not ended counts.</param>
    public static Opening Of(ReadingPolicy journal, AccessPolicy policy, ReadingPolicy? own, string? section, PartialDate? published, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var ofSection = section is not null && policy.Sections.TryGetValue(section, out var said) ? said : (ReadingPolicy?)null;
        if ((own ?? ofSection ?? journal) == ReadingPolicy.Free)
        {
            return Opening.Always;
        }

        if (own == ReadingPolicy.Closed)
        {
            return Opening.Never; // An editor's word on this very article: no wall, no window.
        }

        var window = policy.Windows.Where(window => window.Until > now && (window.Section is null || window.Section == section)).OrderBy(window => window.From).FirstOrDefault();
        return new(policy.MovingWallMonths is { } months && published is not null ? Wall(published, months) : null, window?.From, window?.Until);
    }

    // A wall of some months moves by the calendar: what appeared on 31 August opens after six months on the last day of February. At midnight UTC.
    private static DateTimeOffset? Wall(PartialDate date, int months)
    {
        var (month, day) = (date.Month ?? 12, date.Day ?? DateTime.DaysInMonth(date.Year, date.Month ?? 12));
        var from = new DateTime(date.Year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return from.Year + months / 12 > 9990 ? null : new DateTimeOffset(from.AddMonths(months));
    }
}
