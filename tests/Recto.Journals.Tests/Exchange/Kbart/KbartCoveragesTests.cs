using Recto.Journals.Exchange.Kbart;

namespace Recto.Journals.Tests.Exchange.Kbart;

public sealed class KbartCoveragesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Theory]
    [InlineData("2024-01 2024-04 2024-07 2025-01 2026-03", "2024-01-2026-03")] // a quarterly that was slow, and goes on
    [InlineData("2010-01 2010-04 2010-07 2012-01 2012-04", "2010-01>2010-07 2012-01>2012-04")] // a year and more is missing; it has long ceased
    [InlineData("2022 2023 2024 2025", "2022-2025")] // an annual
    [InlineData("2019 2020 2025", "2019>2020 2025-2025")]
    [InlineData("2020-06 2021-09 2022-06 2023-06 2024-06 2025-06", "2020-06-2025-06")] // an annual that drifts
    [InlineData("2026", "2026-2026")]
    [InlineData("1978", "1978>1978")]
    public void A_stretch_ends_where_a_year_or_more_is_missing(string dates, string expected)
    {
        var issues = dates.Split(' ').Select(date => new KbartIssue(date, null, null)).ToList();

        var coverages = KbartCoverages.Of(issues, Today);

        Assert.Equal(expected, string.Join(' ', coverages.Select(coverage => coverage.Last is { } last ? $"{coverage.First.Date}>{last.Date}" : $"{coverage.First.Date}-{issues[^1].Date}")));
    }

    [Fact]
    public void Issues_without_any_date_are_one_stretch_that_goes_on()
    {
        var coverage = Assert.Single(KbartCoverages.Of([new KbartIssue(null, "1", "1"), new KbartIssue(null, "2", "1")], Today));

        Assert.Equal((null, "1", null), (coverage.First.Date, coverage.First.Volume, coverage.Last));
        Assert.Empty(KbartCoverages.Of([], Today));
    }

    [Fact]
    public void A_tab_a_line_break_or_a_control_character_in_a_title_begins_neither_field_nor_row()
    {
        var row = new KbartRow { Title = "A\ttitle\r\nof \u0001 two\u2028lines \uD800", Coverage = new(new(null, null, null), null), Address = "https://example.org/", TitleId = "a", Depth = KbartDepth.Fulltext, IsFree = true };

        var lines = System.Text.Encoding.UTF8.GetString(KbartFile.Write([row])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.Equal(25, lines[1].Split('\t').Length);
        Assert.StartsWith("A title of two lines\t", lines[1], StringComparison.Ordinal);
    }
}
