using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

public sealed class RightTermsTests
{
    private static readonly RightTerms Year = new() { Kind = RightKind.Subscription, From = new(2026, 1, 1), To = new(2026, 12, 31) };

    [Fact]
    public void A_right_from_day_to_day_holds_from_the_midnight_before_to_the_midnight_after()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Year.StartsAt);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Year.EndsAt);
        Assert.Null((Year with { To = null }).EndsAt);
        Assert.Equal(new DateOnly(2026, 12, 31), RightTerms.LastDayBefore(Year.EndsAt!.Value));
    }

    [Theory]
    [InlineData(2026, 365)]
    [InlineData(2028, 366)]
    public void A_year_has_all_its_days(int year, int days) =>
        Assert.Equal(TimeSpan.FromDays(days), (Year with { From = new(year, 1, 1), To = new(year, 12, 31) }) is var terms ? terms.EndsAt - terms.StartsAt : null);

    [Fact]
    public void A_day_is_a_day_also_when_a_clock_is_put_forward() =>
        Assert.Equal(TimeSpan.FromHours(24), (Year with { From = new(2026, 3, 29), To = new(2026, 3, 29) }) is var terms ? terms.EndsAt - terms.StartsAt : null);

    public static TheoryData<RightTerms, TermsFault[]> Wrong => new()
    {
        { Year, [] },
        { Year with { To = new(2026, 1, 1) }, [] },
        { Year with { To = new(2025, 12, 31) }, [TermsFault.EndsBeforeItBegins] },
        { Year with { To = new(9999, 12, 31) }, [TermsFault.DayTooFar] },
        { Year with { From = new(9999, 12, 31), To = null }, [TermsFault.DayTooFar] },
        { Year with { Kind = RightKind.Trial }, [] },
        { Year with { Kind = RightKind.Trial, To = null }, [TermsFault.TrialWithoutEnd] },
        { Year with { Kind = RightKind.Trial, Perpetual = new(2026, 2026) }, [TermsFault.TrialThatStays] },
        { Year with { GraceDays = 3660 }, [] },
        { Year with { GraceDays = 3661 }, [TermsFault.GraceOutOfRange] },
        { Year with { GraceDays = -1 }, [TermsFault.GraceOutOfRange] },
        { Year with { To = null, GraceDays = 1 }, [TermsFault.GraceWithoutEnd] },
        { Year with { Years = new(2020, 2019) }, [TermsFault.YearsWrong] },
        { Year with { Years = new(12, 2019) }, [TermsFault.YearsWrong] },
        { Year with { Years = new(null, 2019) }, [] },
        { Year with { Perpetual = new(2020, 2019) }, [TermsFault.PerpetualYearsWrong] },
        { Year with { Perpetual = new(2020, 2026) }, [] },
        { Year with { Perpetual = new(2020, 2026), To = null }, [TermsFault.PerpetualWithoutEnd] },
        { Year with { Years = new(2020, 2026), Perpetual = new(2019, 2026) }, [TermsFault.PerpetualBeyondYears] },
        { Year with { Years = new(2020, null), Perpetual = new(2020, null) }, [] },
        { Year with { Years = new(2020, 2026), Perpetual = new(null, 2026) }, [TermsFault.PerpetualBeyondYears] },
        { Year with { IsForOneWork = true, Years = new(2020, null) }, [TermsFault.YearsOfOneWork] },
        { Year with { IsForOneWork = true, Perpetual = new(2020, 2021) }, [TermsFault.YearsOfOneWork] },
        { Year with { IsForOneWork = true, Perpetual = default(YearRange) }, [] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_has_a_name(RightTerms terms, TermsFault[] faults) => Assert.Equal(faults, terms.Check());
}
