using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("48h", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")] // Over the night on which clocks go forward in Europe.
    [InlineData("48h", "2026-10-24T14:00:00+02:00", "2026-10-26T12:00:00Z")] // And back; told by a clock of summer.
    [InlineData("30d", "2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z")]
    [InlineData("1y", "2028-02-29T08:00:00Z", "2029-02-28T08:00:00Z")]
    [InlineData("1m", "2026-01-31T08:00:00Z", "2026-02-28T08:00:00Z")]
    public void It_ends_by_the_time_that_passes_or_by_the_calendar(string period, string from, string until) =>
        Assert.Equal(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), Period.Parse(period).After(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("48")]
    [InlineData("h")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1w")]
    [InlineData("99999h")]
    [InlineData("2000y")]
    [InlineData(null)]
    public void What_is_no_period_is_not_read(string? text) => Assert.False(Period.TryParse(text, out _));
}
