using CsCheck;
using Recto.Journals.Access;
using static Recto.Journals.Tests.Access.Cases;

namespace Recto.Journals.Tests.Access;

public sealed class RenewalRuleTests
{
    private static readonly DateTimeOffset End = At("2027-01-01");
    private static readonly DateTimeOffset Made = At("2026-01-01");
    private static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    [Theory]
    [InlineData("2026-11-01T23:59:59Z", null)]
    [InlineData("2026-11-02T00:00:00Z", Reminder.TwoMonthsBefore)]
    [InlineData("2026-11-15T23:59:59Z", Reminder.TwoMonthsBefore)]
    [InlineData("2026-11-16T00:00:00Z", null)] // Two weeks late is too late.
    [InlineData("2026-12-01T23:59:59Z", null)]
    [InlineData("2026-12-02T00:00:00Z", Reminder.MonthBefore)]
    [InlineData("2026-12-25T00:00:00Z", Reminder.WeekBefore)]
    [InlineData("2026-12-31T23:59:59Z", Reminder.WeekBefore)]
    [InlineData("2027-01-01T00:00:00Z", Reminder.AtEnd)]
    [InlineData("2027-01-31T00:00:00Z", Reminder.AtEndOfGrace)]
    [InlineData("2027-02-13T23:59:59Z", Reminder.AtEndOfGrace)]
    [InlineData("2027-02-14T00:00:00Z", null)]
    public void A_reminder_is_due_from_its_second_on(string at, Reminder? due) => Assert.Equal(due, RenewalRule.Due(End, Grace, Made, null, At(at)));

    [Theory]
    [InlineData("2026-12-05T00:00:00Z", Reminder.TwoMonthsBefore, Reminder.MonthBefore)]
    [InlineData("2026-12-05T00:00:00Z", Reminder.MonthBefore, null)]
    [InlineData("2026-12-05T00:00:00Z", Reminder.AtEnd, null)] // The clock was put back.
    [InlineData("2027-01-02T00:00:00Z", Reminder.TwoMonthsBefore, Reminder.AtEnd)] // One mail, not three.
    [InlineData("2027-01-02T00:00:00Z", Reminder.AtEnd, null)]
    public void Each_goes_out_once_and_only_the_latest(string at, Reminder last, Reminder? due) => Assert.Equal(due, RenewalRule.Due(End, Grace, Made, last, At(at)));

    [Fact]
    public void What_lay_before_the_right_was_written_down_is_not_caught_up()
    {
        Assert.Null(RenewalRule.Due(End, Grace, At("2026-12-10"), null, At("2026-12-11")));
        Assert.Equal(Reminder.WeekBefore, RenewalRule.Due(End, Grace, At("2026-12-10"), null, At("2026-12-25")));
    }

    [Fact]
    public void Without_an_end_nothing_is_due()
    {
        Assert.Empty(RenewalRule.Schedule(null, Grace));
        Assert.Null(RenewalRule.Due(null, Grace, Made, null, End));
    }

    [Fact]
    public void Without_grace_the_end_is_the_last()
    {
        Assert.Equal([Reminder.TwoMonthsBefore, Reminder.MonthBefore, Reminder.WeekBefore, Reminder.AtEnd], RenewalRule.Schedule(End, TimeSpan.Zero).Select(one => one.Reminder));
        Assert.Equal(End + Grace, RenewalRule.Schedule(End, Grace)[^1].At);
        Assert.Equal(2, RenewalRule.Schedule(DateTimeOffset.MinValue.AddDays(10), TimeSpan.Zero).Count); // Nothing lies before the first day of time.
    }

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31")]
    [InlineData("2027-03-01", "2028-02-29", "2028-03-01", "2029-02-28")] // A leap day within.
    [InlineData("2027-01-01", "2027-12-31", "2028-01-01", "2028-12-31")] // One day more, and not cut.
    [InlineData("2026-02-01", "2026-02-28", "2026-03-01", "2026-03-31")] // A month is a month.
    [InlineData("2026-07-15", "2027-01-14", "2027-01-15", "2027-07-14")]
    [InlineData("2026-05-04", "2026-05-10", "2026-05-11", "2026-05-17")] // A week.
    [InlineData("2026-05-04", "2026-05-04", "2026-05-05", "2026-05-05")]
    [InlineData("2024-02-29", "2025-02-27", "2025-02-28", "2026-02-27")]
    public void A_renewal_goes_on_for_as_long_by_the_calendar(string from, string to, string nextFrom, string nextTo)
    {
        var next = RenewalRule.Renewed(new() { Kind = RightKind.Subscription, From = Day(from), To = Day(to) });

        Assert.Equal((Day(nextFrom), (DateOnly?)Day(nextTo)), (next.From, next.To));
    }

    [Fact]
    public void Years_of_content_go_on_and_years_that_stay_are_those_of_the_new_period()
    {
        var next = RenewalRule.Renewed(new() { Kind = RightKind.Subscription, From = new(2026, 1, 1), To = new(2026, 12, 31), Years = new(2020, 2026), Perpetual = new(2026, 2026), GraceDays = 30 });

        Assert.Equal((new YearRange(2020, 2027), new YearRange(2027, 2027), 30), (next.Years!.Value, next.Perpetual!.Value, next.GraceDays));
    }

    [Fact]
    public void A_trial_is_renewed_as_a_subscription_and_what_has_no_end_not_at_all()
    {
        Assert.Equal(RightKind.Subscription, RenewalRule.Renewed(new() { Kind = RightKind.Trial, From = new(2026, 1, 1), To = new(2026, 1, 31) }).Kind);
        Assert.Throws<ArgumentException>(() => RenewalRule.Renewed(new() { Kind = RightKind.Subscription, From = new(2026, 1, 1) }));
    }

    [Fact]
    public void There_is_neither_gap_nor_overlap_however_often_it_is_renewed() => Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 800]).Sample((day, length) =>
    {
        var terms = new RightTerms { Kind = RightKind.Subscription, From = new DateOnly(2000, 1, 1).AddDays(day), To = new DateOnly(2000, 1, 1).AddDays(day + length) };
        for (var i = 0; i < 5; i++)
        {
            var next = RenewalRule.Renewed(terms);
            if (next.StartsAt != terms.EndsAt || !(next.EndsAt > next.StartsAt) || next.Check().Count > 0)
            {
                return false;
            }

            terms = next;
        }

        return true;
    }, iter: 5_000);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
