namespace Recto.Journals.Access;

/// <summary>A right as people agree on it: whole days in universal time, years of content, days of grace.</summary>
public sealed record RightTerms
{
    /// <summary>Most days of grace.</summary>
    public const int MostGraceDays = 3660;

    /// <summary>First and last year that content can count for, as typed.</summary>
    public static YearRange KnownYears { get; } = new(1600, 2200);

    private static readonly DateOnly LastDay = new(9000, 12, 31);

    /// <summary>From what it comes.</summary>
    public required RightKind Kind { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day, which is in it; null where it has no end.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Years of content that it is bounded to; null where it is not.</summary>
    public YearRange? Years { get; init; }

    /// <summary>Years of content that stay open after its end; null where none does.</summary>
    public YearRange? Perpetual { get; init; }

    /// <summary>For how many days it still opens after its last one.</summary>
    public int GraceDays { get; init; }

    /// <summary>Whether it is for one article or one issue.</summary>
    public bool IsForOneWork { get; init; }

    /// <summary>Its first instant: midnight, universal time, at the beginning of its first day. No clock that is put forward or back shortens it.</summary>
    public DateTimeOffset StartsAt => Midnight(From);

    /// <summary>The first instant after it: midnight at the end of its last day; null where it has no end.</summary>
    public DateTimeOffset? EndsAt => To is { } to ? Midnight(to.AddDays(1)) : null;

    /// <summary>The last day of a right that ends at that instant: the day of the instant before it.</summary>
    public static DateOnly LastDayBefore(DateTimeOffset end) => DateOnly.FromDateTime(end.UtcDateTime.AddTicks(-1));

    /// <summary>What is wrong with them, each once; empty where nothing is.</summary>
    public IReadOnlyList<TermsFault> Check()
    {
        var faults = new List<TermsFault>();
        void Wrong(bool isWrong, TermsFault fault)
        {
            if (isWrong)
            {
                faults.Add(fault);
            }
        }

        Wrong(To < From, TermsFault.EndsBeforeItBegins);
        Wrong(From > LastDay || To > LastDay, TermsFault.DayTooFar);
        Wrong(Kind == RightKind.Trial && To is null, TermsFault.TrialWithoutEnd);
        Wrong(Kind == RightKind.Trial && Perpetual is not null, TermsFault.TrialThatStays);
        Wrong(GraceDays is < 0 or > MostGraceDays, TermsFault.GraceOutOfRange);
        Wrong(GraceDays > 0 && To is null, TermsFault.GraceWithoutEnd);
        Wrong(Years is { } years && (years.First > years.Last || !IsKnown(years)), TermsFault.YearsWrong);
        Wrong(Perpetual is { } kept && (kept.First > kept.Last || !IsKnown(kept)), TermsFault.PerpetualYearsWrong);
        Wrong(Perpetual is not null && To is null, TermsFault.PerpetualWithoutEnd);
        Wrong(IsForOneWork && (Years is not null || Perpetual is { } some && some != default), TermsFault.YearsOfOneWork);
        Wrong(!faults.Contains(TermsFault.YearsWrong) && !faults.Contains(TermsFault.PerpetualYearsWrong) && Years is { } all && Perpetual is { } stays && !LiesIn(stays, all), TermsFault.PerpetualBeyondYears);
        return faults;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static bool IsKnown(YearRange years) => KnownYears.Holds(years.First ?? KnownYears.First) && KnownYears.Holds(years.Last ?? KnownYears.First);

    private static bool LiesIn(YearRange inner, YearRange outer) => (outer.First is null || inner.First >= outer.First) && (outer.Last is null || inner.Last <= outer.Last);
}

/// <summary>What is wrong with the terms of a right.</summary>
public enum TermsFault
{
    /// <summary>Its last day comes before its first.</summary>
    EndsBeforeItBegins = 1,

    /// <summary>A day lies farther away than anything is agreed on.</summary>
    DayTooFar,

    /// <summary>A trial has an end.</summary>
    TrialWithoutEnd,

    /// <summary>Nothing of a trial stays.</summary>
    TrialThatStays,

    /// <summary>Fewer days of grace than none, or more than ten years.</summary>
    GraceOutOfRange,

    /// <summary>What has no end has no grace after it.</summary>
    GraceWithoutEnd,

    /// <summary>The last year of content comes before the first, or one of them is no year of ours.</summary>
    YearsWrong,

    /// <summary>The same of the years that stay.</summary>
    PerpetualYearsWrong,

    /// <summary>What has no end needs no years that stay after it.</summary>
    PerpetualWithoutEnd,

    /// <summary>Years that stay were never among those that it is bounded to.</summary>
    PerpetualBeyondYears,

    /// <summary>An article or an issue is named: years of content would only take it away again.</summary>
    YearsOfOneWork,
}
