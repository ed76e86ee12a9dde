using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

public sealed class DoubleClickFilterTests
{
    private static readonly DateTimeOffset Start = Readers.At("2026-11-27T10:01:00");

    private static List<UsageEvent> Kept(params UsageEvent[] events)
    {
        var kept = new List<UsageEvent>();
        var filter = new DoubleClickFilter(kept.Add);
        foreach (var happened in events)
        {
            filter.Add(happened);
        }

        filter.Finish();
        Assert.Equal(events.Length, kept.Count + filter.LeftOut);
        return kept;
    }

    private static UsageEvent Click(double seconds, UsageForm form = UsageForm.Html, UsageKind kind = UsageKind.Request, int user = 1, int article = 1) =>
        Readers.User(user).Does(kind, Start.AddSeconds(seconds), article, form);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(29, 1)]
    [InlineData(30, 1)]
    [InlineData(30.000001, 2)]
    [InlineData(31, 2)]
    public void Two_clicks_within_30_seconds_are_one(double seconds, int count) => Assert.Equal(count, Kept(Click(0), Click(seconds)).Count);

    [Fact]
    public void The_later_click_counts() => Assert.Equal(Start.AddSeconds(29), Kept(Click(0), Click(29)).Single().At);

    [Fact]
    public void A_chain_is_one_click_however_long() => Assert.Equal(Start.AddSeconds(200), Kept([.. Enumerable.Range(0, 11).Select(number => Click(number * 20))]).Single().At);

    [Fact]
    public void HTML_and_PDF_are_different_addresses() => Assert.Equal(2, Kept(Click(0), Click(5, UsageForm.Pdf)).Count);

    [Fact]
    public void The_page_of_a_closed_article_and_of_an_open_one_is_one_address() => Assert.Equal(UsageKind.Request, Kept(Click(0, UsageForm.Record, UsageKind.Investigation), Click(5)).Single().Kind);

    [Fact]
    public void Readers_and_articles_and_notes_are_told_apart()
    {
        Assert.Equal(3, Kept(Click(0), Click(1, user: 2), Click(2, article: 2)).Count);
        Assert.Equal(2, Kept(Click(0, UsageForm.Note) with { Part = "1" }, Click(1, UsageForm.Note) with { Part = "2" }).Count);
    }

    [Fact]
    public void Denials_are_clicks_of_their_own()
    {
        Assert.Single(Kept(Click(0, kind: UsageKind.NoLicense), Click(20, kind: UsageKind.NoLicense)));
        Assert.Equal(2, Kept(Click(0, kind: UsageKind.NoLicense), Click(20)).Count);
        Assert.Equal(2, Kept(Click(0, kind: UsageKind.NoLicense), Click(20, kind: UsageKind.LimitExceeded)).Count);
    }

    [Fact]
    public void Searches_are_no_clicks() => Assert.Equal(2, Kept(Readers.User(1).Searches(Start), Readers.User(1).Searches(Start)).Count);

    [Fact]
    public void What_counts_comes_in_order_of_time()
    {
        var kept = Kept(Click(0), Click(1, user: 2), Click(2), Click(40, user: 2), Click(41), Click(90));

        Assert.Equal(kept.OrderBy(happened => happened.At), kept);
    }

    [Fact]
    public void Memory_holds_30_seconds_and_no_more()
    {
        var kept = 0;
        var filter = new DoubleClickFilter(_ => kept++);
        for (var second = 0; second < 100_000; second++)
        {
            filter.Add(Click(second, user: second % 251));
            Assert.InRange(second + 1 - kept - filter.LeftOut, 0, 31);
        }
    }

    [Fact]
    public void What_comes_out_of_order_is_refused()
    {
        var filter = new DoubleClickFilter(_ => { });
        filter.Add(Click(10));

        Assert.Throws<ArgumentException>(() => filter.Add(Click(9)));
    }
}
