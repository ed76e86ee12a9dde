using Recto.Journals.Recommending;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Recommending;

/// <summary>How often lines of lists are shown and followed.</summary>
public sealed class ListClicksTests
{
    private static readonly DateOnly Day = new(2026, 11, 9);
    private static readonly ShownLists Shown = default(ShownLists).With(1, [9, 9], false).With(2, [7, 2, 4], false);
    private static readonly ShownLists Shuffled = default(ShownLists).With(2, [2, 7, 4], true);

    [Fact]
    public void What_was_shown_is_one_number_that_tells_length_reasons_and_order_of_both_lists()
    {
        var full = default(ShownLists).With(1, [.. Enumerable.Repeat(15, 9)], true).With(2, [.. Enumerable.Repeat(1, 9)], false);

        Assert.Equal((7, 7, true, false, 15, 1), (full.Length(1), full.Length(2), full.IsShuffled(1), full.IsShuffled(2), full.Reason(1, 7), full.Reason(2, 7))); // What stands below the seventh is not told of.
        Assert.Equal((2, 3, 2, 0), (Shown.Length(1), Shown.Length(2), Shown.Reason(2, 2), Shown.Reason(2, 4)));
        Assert.True(full.Packed > 0);
        Assert.True(default(ShownLists).With(1, [], true).IsEmpty);
        for (var list = 1; list <= 2; list++)
        {
            for (var place = 1; place <= 7; place++)
            {
                var line = ListLine.Of(full, list, place)!.Value;
                Assert.Equal((new ListLine(list, 7, place, list == 1 ? 15 : 1, list == 1), line), (line, ListLine.Of(line.Packed)));
            }
        }

        Assert.Null(ListLine.Of(Shown, 2, 4));
        Assert.Null(ListLine.Of(Shown, 1, 0));
    }

    [Fact]
    public void A_view_is_one_of_each_line_and_a_click_one_of_its_line()
    {
        var clicks = Sums(Read(1, 1, 0) with { Lists = Shown }, Read(2, 1, 0) with { Lists = Shown }, Read(3, 2, 1) with { CameBy = ListLine.Of(Shown, 2, 2) });

        Assert.Equal([(1, 1, 2L, 0L), (1, 2, 2, 0), (2, 1, 2, 0), (2, 2, 2, 1), (2, 3, 2, 0)], clicks.Select(count => (count.Line.List, count.Line.Place, count.Views, count.Clicks)).Order());
    }

    [Fact]
    public void Double_clicks_refusals_programs_that_mine_and_other_days_change_nothing()
    {
        var once = Sums(Read(1, 1, 0) with { Lists = Shown, CameBy = ListLine.Of(Shown, 1, 1) });

        Assert.Equal(once, Sums(Read(1, 1, 0) with { Lists = Shown, CameBy = ListLine.Of(Shown, 1, 1) }, Read(1, 1, 20) with { Lists = Shown, CameBy = ListLine.Of(Shown, 1, 1) },
            Read(2, 1, 30) with { Lists = Shown, Kind = UsageKind.NoLicense }, Read(3, 1, 40) with { Lists = Shown, Method = AccessMethod.Tdm }, Read(4, 1, 50), Read(5, 1, 86_400) with { Lists = Shown }));
        Assert.Equal(6, once.Sum(count => count.Views + count.Clicks));
    }

    [Fact]
    public void The_interval_of_a_rate_is_that_of_Wilson()
    {
        var (low, high) = new ClickRate(100, 10).Interval!.Value;

        Assert.Equal((0.0552, 0.1744), (Math.Round(low, 4), Math.Round(high, 4))); // as published tables have it
        Assert.Equal((0, 0.2775), (new ClickRate(10, 0).Interval!.Value.Low, Math.Round(new ClickRate(10, 0).Interval!.Value.High, 4)));
        Assert.Null(new ClickRate(0, 3).Value);
        Assert.Equal(1, new ClickRate(2, 3).Value); // Followed from a page that the browser had kept.
    }

    [Fact]
    public void How_often_a_place_is_looked_at_comes_from_shuffled_lists_that_have_it_and_takes_the_place_out_of_the_rate()
    {
        ListClickCount Count(int length, int place, bool isShuffled, long views, long clicks) => new(new(2, length, place, 7, isShuffled), views, clicks);

        var places = ClickThrough.ByPlace([Count(2, 1, false, 1000, 100), Count(2, 2, false, 1000, 30), Count(2, 1, true, 200, 40), Count(2, 2, true, 200, 20), Count(1, 1, true, 500, 300)]);

        Assert.Equal([(1, 0.1, 1.0, 0.1), (2, 0.03, 0.5, 0.06)], places.Select(place => (place.Place, place.AsMade.Value!.Value, place.Examined!.Value.Value, Math.Round(place.IfFirst!.Value, 6))));
        Assert.Equal(700, places[0].Shuffled.Views);
        Assert.InRange(0.5, places[1].Examined!.Value.Low, places[1].Examined!.Value.High);
        Assert.Null(ClickThrough.ByPlace([Count(2, 1, false, 9, 1)])[0].Examined);
        Assert.Equal([(ListReasonKind.Text, new ClickRate(2900, 490))], ClickThrough.ByReason([Count(2, 1, false, 1000, 100), Count(2, 2, false, 1000, 30), Count(2, 1, true, 200, 40), Count(2, 2, true, 200, 20), Count(1, 1, true, 500, 300)]));
    }

    private static IReadOnlyList<ListClickCount> Sums(params UsageEvent[] events)
    {
        var clicks = new ListClicks();
        var rollUp = new UsageRollUp(Day, Day, clicks.Add);
        foreach (var happened in events)
        {
            rollUp.Add(happened);
        }

        _ = rollUp.Finish();
        return clicks.Finish();
    }

    private static UsageEvent Read(int reader, int article, double seconds) => new()
    {
        At = new DateTimeOffset(Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddSeconds(seconds),
        Kind = UsageKind.Request,
        User = new UserKey((UInt128)reader),
        Form = UsageForm.Html,
        ArticleId = new Guid(article, 0, 0, new byte[8]),
        JournalId = new Guid(1, 0, 0, new byte[8]),
        YearOfPublication = 2026,
        AccessType = AccessType.Open,
    };
}
