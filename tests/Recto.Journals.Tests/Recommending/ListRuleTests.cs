using Recto.Journals.Archives;
using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

/// <summary>What stands beside an article, in which order, and why.</summary>
public sealed class ListRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Journal = Guid.Parse("00000000-0000-7000-8000-000000000001");

    private readonly List<KnownArticle> _articles = [];
    private readonly List<CoReadPair> _pairs = [];

    [Fact]
    public void A_shared_file_is_told_by_its_call_number_and_is_nearer_than_a_shared_series()
    {
        var here = Article(1, units: Units("rgaspi/558/11/431"));
        Article(2, units: Units("rgaspi/558/11/90"));
        Article(3, units: Units("rgaspi/558/11/431"));
        Article(4, units: Units("garf/1235/1/16"));

        var lists = Lists(here);

        Assert.Equal([3, 2], lists.Recommended.Select(Number));
        Assert.Equal(new ListReason(ListReasonKind.File, 1, "rgaspi/558/11/431", "call number of rgaspi/558/11/431"), lists.Recommended[0].Reasons[0]);
        Assert.Equal((ListReasonKind.Holding, "rgaspi/558/11"), (lists.Recommended[1].Reasons[0].Kind, lists.Recommended[1].Reasons[0].Key));
        Assert.Empty(lists.AlsoRead);
    }

    [Theory]
    [InlineData("rgaspi/558/11/431", 1)]
    [InlineData("rgaspi/558/11", 0.5)]
    [InlineData("rgaspi/558", 0.25)]
    [InlineData("rgaspi", 0)]
    public void A_file_counts_one_a_series_half_a_fonds_a_quarter(string unit, double weight) => Assert.Equal(weight, UnitWeight.Of(UnitAddress.Of(unit)));

    [Fact]
    public void Every_reason_is_a_signal_that_ranked_it()
    {
        Guid[] works = [.. Enumerable.Range(100, 14).Select(Id)];
        var here = Article(1, "alpha beta gamma delta", works: works, people: ["ida"]);
        Article(2, "alpha beta gamma delta");
        Article(3, works: works);
        Article(4, cites: [Id(1)]);
        Article(5, people: ["ida"]);
        Article(6, "epsilon zeta");

        var lists = Lists(here);

        Assert.Equal([(2, ListReasonKind.Text, 0), (3, ListReasonKind.Works, 14), (4, ListReasonKind.CitesIt, 0), (5, ListReasonKind.Author, 0)],
            lists.Recommended.OrderBy(Number).Select(listed => (Number(listed), listed.Reasons.Single().Kind, listed.Reasons.Single().Count)));
    }

    [Fact]
    public void What_people_also_read_stands_in_its_own_list_and_not_in_both()
    {
        var here = Article(1, units: Units("rgaspi/558/11/431"));
        Article(2, units: Units("rgaspi/558/11/431"));
        Article(3);
        _pairs.Add(Pair(1, 2, 9, 4));
        _pairs.Add(Pair(1, 3, 9, 2));

        var lists = Lists(here);

        Assert.Equal([2, 3], lists.AlsoRead.Select(Number));
        Assert.Equal([ListReasonKind.File], lists.AlsoRead[0].Reasons.Select(reason => reason.Kind)); // That they were read together, the heading says.
        Assert.Empty(lists.AlsoRead[1].Reasons);
        Assert.Empty(lists.Recommended);
    }

    [Fact]
    public void What_the_first_list_has_no_room_for_is_recommended_because_it_was_read_together()
    {
        var here = Article(1);
        for (var i = 2; i <= 8; i++)
        {
            Article(i);
            _pairs.Add(Pair(1, i, 20 - i, 20 - i));
        }

        var lists = Lists(here);

        Assert.Equal([2, 3, 4, 5, 6], lists.AlsoRead.Select(Number));
        Assert.Equal([7, 8], lists.Recommended.Select(Number));
        Assert.All(lists.Recommended, listed => Assert.Equal([ListReasonKind.Read], listed.Reasons.Select(reason => reason.Kind)));
    }

    [Fact]
    public void Readers_of_similar_articles_and_readings_one_step_further_are_told_as_what_they_are()
    {
        var here = Article(1, "alpha beta gamma delta");
        Article(2, "alpha beta gamma delta");
        Article(3);
        Article(4);
        Article(5);
        _pairs.AddRange([Pair(2, 3, 9, 4), Pair(1, 4, 9, 4), Pair(4, 5, 9, 4)]);

        var lists = Lists(here);

        Assert.Equal([4], lists.AlsoRead.Select(Number));
        Assert.Equal([(2, ListReasonKind.Text), (3, ListReasonKind.ReadWithLike), (5, ListReasonKind.ReadOnward)], lists.Recommended.OrderBy(Number).Select(listed => (Number(listed), listed.Reasons.Single().Kind)));
    }

    [Fact]
    public void What_a_model_of_texts_holds_for_near_is_told_where_words_do_not_say_so_already()
    {
        var here = Article(1, "alpha beta", change: article => article with { Vector = new float[] { 3, 0 } });
        Article(2, "alpha beta", change: article => article with { Vector = new float[] { 1, 0 } });
        Article(3, change: article => article with { Vector = new float[] { 2, 1 } });
        Article(4, change: article => article with { Vector = new float[] { 1, 3 } }); // Near enough for nothing.
        Article(5, change: article => article with { Vector = new float[] { 1, 0, 0 } }); // Of another model.
        Article(6);

        var lists = Lists(here);

        Assert.Equal([(2, ListReasonKind.Text), (3, ListReasonKind.Meaning)], lists.Recommended.Select(listed => (Number(listed), listed.Reasons.Single().Kind)));
        Assert.Equal(.8944, lists.Recommended[1].Signals.Meaning, 4);
    }

    [Fact]
    public void A_signal_that_weighs_nothing_puts_nothing_into_a_list_and_is_no_reason()
    {
        var here = Article(1, "alpha beta", people: ["ida"]);
        Article(2, "alpha beta", people: ["ida"]);
        Article(3, people: ["ida"]);

        var lists = ListRule.Choose(new Neighbours(_articles, [], SignalWeights.Of(signal => signal == NeighbourSignal.Author ? 0 : 1)), here.Id, ListChoices.None, Now, unit => unit);

        Assert.Equal([(2, ListReasonKind.Text)], lists.Recommended.Select(listed => (Number(listed), listed.Reasons.Single().Kind)));
    }

    [Fact]
    public void Neither_itself_nor_what_was_retracted_nor_a_notice_is_listed_and_who_read_a_notice_has_read_what_it_is_about()
    {
        var here = Article(1, units: Units("rgaspi/558/11/431"));
        Article(2, units: Units("rgaspi/558/11/431"), change: article => article with { IsRetracted = true });
        Article(3, units: Units("rgaspi/558/11/431"), change: article => article with { StandsFor = Id(1) });
        Article(4);
        Article(5, change: article => article with { StandsFor = Id(4) });
        _pairs.Add(Pair(1, 5, 6, 3));
        _pairs.Add(Pair(3, 4, 6, 3));

        var lists = Lists(here);

        Assert.Equal([4], lists.AlsoRead.Select(Number));
        Assert.Empty(lists.Recommended);
        Assert.Equal([1], Lists(_articles[3]).AlsoRead.Select(Number));
        Assert.Empty(Lists(_articles[4]).AlsoRead);
    }

    [Fact]
    public void No_list_has_more_than_two_articles_of_one_author()
    {
        var here = Article(1, units: Units("rgaspi/558/11/431"));
        for (var i = 2; i <= 6; i++)
        {
            Article(i, units: Units("rgaspi/558/11/431"), people: [i == 5 ? "davit" : "ida"]);
        }

        Assert.Equal([2, 3, 5], Lists(here).Recommended.Select(Number));
    }

    [Fact]
    public void Its_own_language_comes_first_and_new_articles_a_little_before_old_ones_until_ninety_days_are_over()
    {
        var here = Article(1, units: Units("rgaspi/558/11/431"));
        Article(2, units: Units("rgaspi/558/11/431"), change: article => article with { Language = "ru" });
        Article(3, units: Units("rgaspi/558/11/431"));
        Article(4, units: Units("rgaspi/558/11/431"), change: article => article with { Since = Now.AddDays(-1) });
        Article(5, units: Units("rgaspi/558/11/431"), change: article => article with { Since = Now.AddDays(-91), Language = "en-GB" });

        Assert.Equal([4, 3, 5, 2], Lists(here).Recommended.Select(Number));
        Assert.Equal([3, 4, 5, 2], Choose(here, ListChoices.None, Now.AddDays(120)).Recommended.Select(Number));
    }

    [Fact]
    public void What_editors_chose_comes_first_and_what_they_banned_does_not_come_at_all()
    {
        var here = Article(1, units: Units("rgaspi/558/11/431"));
        Article(2, units: Units("rgaspi/558/11/431"));
        Article(3, units: Units("rgaspi/558/11/431"));
        Article(4);
        Article(5, change: article => article with { IsRetracted = true });
        _pairs.Add(Pair(1, 2, 9, 9));

        var lists = Choose(here, new([Id(4), Id(5), Id(99), Id(1)], new HashSet<Guid> { Id(2) }), Now);

        Assert.Equal([4, 3], lists.Recommended.Select(Number));
        Assert.Equal([ListReasonKind.Chosen], lists.Recommended[0].Reasons.Select(reason => reason.Kind));
        Assert.Empty(lists.AlsoRead);
    }

    [Fact]
    public void What_has_nothing_in_common_is_not_shown()
    {
        var here = Article(1, "alpha beta");
        Article(2, "gamma delta", section: "notes");
        Article(3, section: "notes");

        Assert.Empty(Lists(here).Recommended);
        Assert.Empty(Lists(_articles[2]).Recommended); // One heading is no reason.
        Assert.Empty(new Neighbours(_articles, []).Of(Id(99), 10));
    }

    [Fact]
    public void Reasons_and_signals_come_back_as_they_were_kept()
    {
        ListReason[] reasons = [new(ListReasonKind.File, 3, "rgaspi/558/11/431", "RGASPI 558/11/431\tand\nmore"), new(ListReasonKind.Works, 14), new(ListReasonKind.Text)];
        var signals = new NeighbourSignals { Read = 0.25, Text = 0.5, Archives = 0.125, Works = 1, Citation = 1, Author = 0, Section = 1, Meaning = 0.75, ReadWithLike = 0.5, ReadOnward = 0.25 };

        Assert.Equal([reasons[0] with { Label = "RGASPI 558/11/431 and more" }, .. reasons[1..]], ListReason.Read(ListReason.Write(reasons)));
        Assert.Empty(ListReason.Read("99\t1\t\t\nnothing"));
        Assert.Equal(signals, NeighbourSignals.Of(signals.Write()));
        Assert.Equal(default, NeighbourSignals.Of("something else"));
        Assert.Equal(signals with { Meaning = 0, ReadWithLike = 0, ReadOnward = 0 }, NeighbourSignals.Of("0.25 0.5 0.125 1 1 0 1")); // As an older program kept them.
    }

    [Fact]
    public void Words_are_folded_counted_by_their_place_and_come_back_as_they_were_kept()
    {
        var terms = TextTerms.Of([("The Leaf", 4), ("leaf LEAVES 431 ab", 1)]);

        Assert.Equal([5, 4, 1], terms.Select(term => term.Count));
        Assert.Equal(terms, TextTerms.Read(TextTerms.Write(terms)));
        Assert.Equal(TextTerms.Most, TextTerms.Of([(string.Join(' ', Enumerable.Range(0, 2000).Select(i => "w" + i)), 1)]).Count);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static int Number(ListedArticle listed) => Enumerable.Range(1, 99).Single(number => Id(number) == listed.Id);

    private static CoReadPair Pair(int one, int other, long sessions, double votes) => new(Id(one), Id(other), sessions, votes);

    private static string[] Units(string key) => [.. UnitAddress.Of(key).Line.Select(unit => unit.Key)];

    private ArticleLists Lists(KnownArticle article) => Choose(article, ListChoices.None, Now);

    private ArticleLists Choose(KnownArticle article, ListChoices choices, DateTimeOffset now) => ListRule.Choose(new Neighbours(_articles, _pairs), article.Id, choices, now, unit => "call number of " + unit);

    private KnownArticle Article(int number, string text = "", string[]? units = null, Guid[]? works = null, Guid[]? cites = null, string[]? people = null, string? section = null, Func<KnownArticle, KnownArticle>? change = null)
    {
        var article = new KnownArticle
        {
            Id = Id(number),
            JournalId = Journal,
            Section = section,
            Language = "en",
            Since = Now.AddYears(-2),
            Terms = TextTerms.Of([(text, 1)]),
            Units = units ?? [],
            Works = works ?? [],
            Cites = cites ?? [],
            People = people ?? [],
        };
        article = change?.Invoke(article) ?? article;
        _articles.Add(article);
        return article;
    }
}
