using Recto.Journals.Recommending;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Recommending;

/// <summary>What was read together on a day.</summary>
public sealed class CoReadSessionsTests
{
    private static readonly DateOnly Day = new(2026, 11, 9);
    private static readonly Guid[] Articles = [.. Enumerable.Range(1, 60).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void A_reader_who_comes_back_is_one_session_with_one_vote()
    {
        var pairs = Pairs(null, Read(1, 0, 8), Read(1, 1, 9), Read(1, 0, 15), Read(1, 1, 20));

        Assert.Equal([new CoReadPair(Articles[0], Articles[1], 1, 0.5)], pairs);
    }

    [Fact]
    public void Sessions_add_up_and_a_long_one_says_less_of_each_pair()
    {
        var pairs = Pairs(null, Read(1, 0, 8), Read(1, 1, 8), Read(2, 1, 9), Read(2, 0, 9), Read(2, 2, 9), Read(2, 3, 9));

        Assert.Equal(6, pairs.Count);
        Assert.Equal(new CoReadPair(Articles[0], Articles[1], 2, 0.75), pairs[0]);
    }

    [Fact]
    public void What_follows_nobody_was_refused_mined_or_is_of_another_day_makes_no_pairs()
    {
        Assert.Empty(Pairs(null, Read(1, 0, 8) with { MakesPairs = false }, Read(1, 1, 8) with { MakesPairs = false }));
        Assert.Empty(Pairs(null, Read(1, 0, 8), Read(1, 1, 8) with { Kind = UsageKind.NoLicense }));
        Assert.Empty(Pairs(null, Read(1, 0, 8), Read(1, 1, 8) with { Method = AccessMethod.Tdm }));
        Assert.Empty(Pairs(null, Read(1, 0, 8), Read(1, 1, 0) with { At = At(0).AddDays(1) }));
        Assert.Empty(Pairs(null, Read(1, 0, 8), Read(2, 1, 8)));
    }

    [Fact]
    public void Of_a_session_50_articles_count()
    {
        var pairs = Pairs(null, [.. Articles.Select((_, i) => Read(1, i, 8))]);

        Assert.Equal(50 * 49 / 2, pairs.Count);
        Assert.DoesNotContain(pairs, pair => pair.Other == Articles[50]);
    }

    [Fact]
    public void With_noise_a_session_adds_few_pairs_and_those_that_were_read_one_after_the_other()
    {
        var pairs = Pairs(4, [.. Articles.Take(4).Select((_, i) => Read(1, i, 8))]);

        Assert.Equal([(0, 1), (0, 2), (1, 2), (2, 3)], pairs.Select(pair => (Array.IndexOf(Articles, pair.One), Array.IndexOf(Articles, pair.Other))));
    }

    [Fact]
    public void A_pair_is_told_of_from_the_threshold_on_and_never_below_three()
    {
        var pairs = Enumerable.Range(1, 8).Select(i => new CoReadPair(Articles[0], Articles[i], i, 1)).ToList();

        Assert.Equal([5, 6, 7, 8], new CoReadThreshold().Passing(pairs, []).Select(pair => pair.Sessions));
        Assert.Equal([3, 4, 5, 6, 7, 8], new CoReadThreshold(1).Passing(pairs, []).Select(pair => pair.Sessions));
    }

    [Fact]
    public void Noise_is_drawn_once_for_each_pair_turns_both_ways_and_lets_the_many_pass()
    {
        byte[] secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var many = (from one in Articles from other in Articles where one.CompareTo(other) < 0 select (one, other)).ToList();
        var threshold = new CoReadThreshold(5, 4);
        int Passing(long sessions) => threshold.Passing(many.Select(pair => new CoReadPair(pair.one, pair.other, sessions, 1)), secret).Count;

        Assert.Equal(Passing(4), Passing(4));
        Assert.InRange(Passing(5), many.Count * 45 / 100, many.Count * 55 / 100); // Half of what stands on the threshold.
        Assert.InRange(Passing(4), many.Count * 30 / 100, many.Count * 45 / 100); // Laplace, scale 5: exp(-1/5)/2 = 41 %.
        Assert.InRange(Passing(40), many.Count * 99 / 100, many.Count);
    }

    private static IReadOnlyList<CoReadPair> Pairs(int? most, params UsageEvent[] events)
    {
        var sessions = new CoReadSessions(Day, most);
        foreach (var happened in events)
        {
            sessions.Add(happened);
        }

        return sessions.Finish();
    }

    private static DateTimeOffset At(int hour) => new(Day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    private static UsageEvent Read(uint user, int article, int hour) => new() { At = At(hour), Kind = UsageKind.Request, User = new(user), Form = UsageForm.Html, ArticleId = Articles[article], MakesPairs = true };
}
