using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

/// <summary>Lists of one’s own: what is in them, because of what, and what never shows in them of another reader.</summary>
public sealed class PersonalListRuleTests
{
    private const int Fewest = 5;

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Journal = Id(1000);
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_near_to_several_articles_that_were_read_comes_first_because_of_the_one_that_adds_most()
    {
        var list = Choose([Read(1, Near(10, .4f), Near(11, .5f)), Read(2, Near(10, .3f), Near(12, .1f))]);

        Assert.Equal([(10, 1), (11, 1), (12, 2)], list);
    }

    [Fact]
    public void What_was_read_is_not_in_it_nor_what_is_not_to_be_shown()
    {
        var candidates = PersonalListRule.Gather([Read(1, Near(2, .9f), Near(3, .8f), Near(4, .7f))], new HashSet<Guid> { Id(1), Id(2) });

        var list = PersonalListRule.Choose(candidates, new Dictionary<Guid, CandidateFacts> { [Id(3)] = Facts(3) }, [], Now);

        Assert.Equal([Id(3)], list.Select(line => line.Id));
    }

    [Fact]
    public void Two_of_one_author_and_three_because_of_one_article_at_most()
    {
        var list = Choose([Read(1, [.. Enumerable.Range(10, 6).Select(i => Near(i, 1 - (i / 100f)))]), Read(2, Near(20, .2f))]);
        Assert.Equal([(10, 1), (11, 1), (12, 1), (20, 2)], list);

        var ofOne = Choose([Read(1, Near(10, .9f), Near(11, .8f)), Read(2, Near(12, .7f), Near(13, .1f))], id => Facts(id == 13 ? 13 : 0));
        Assert.Equal([(10, 1), (11, 1), (13, 2)], ofOne);
    }

    [Fact]
    public void A_language_that_was_never_read_comes_after_and_a_new_article_a_little_before()
    {
        (Guid, IReadOnlyList<NearRow>)[] read = [Read(1, Near(10, .5f), Near(11, .45f)), Read(2, Near(12, .44f))];

        Assert.Equal([(11, 1), (12, 2), (10, 1)], Choose(read, id => Facts(id) with { Language = id == 10 ? "ru" : "en-GB" }, "en"));
        Assert.Equal([(12, 2), (10, 1), (11, 1)], Choose(read, id => Facts(id) with { Since = id == 12 ? Now : Now.AddYears(-1) }));
    }

    [Fact]
    public void What_is_foretold_joins_what_is_near()
    {
        var list = Choose([Read(1, Near(10, .5f), new NearArticle(Id(11), .45f, .2f, [new(ListReasonKind.Text), new(ListReasonKind.Read)]), new NearArticle(Id(12), 0, .1f, [new(ListReasonKind.Read)]))]);

        Assert.Equal([(11, 1), (10, 1), (12, 1)], list);
    }

    [Fact]
    public void What_is_kept_comes_back_as_it_was_written()
    {
        NearArticle[] all = [new(Id(3), .25f, .5f, [new(ListReasonKind.File, 2, "rgaspi/17", "РГАСПИ 17"), new(ListReasonKind.Text)]), new(Id(4), 1, 0, [])];

        var back = NearArticle.Read(NearArticle.Write(all));

        Assert.Equal(all.Select(near => (near.Id, near.Near, near.Foretold)), back.Select(near => (near.Id, near.Near, near.Foretold)));
        Assert.Equal(all[0].Reasons, back[0].Reasons);
        Assert.Empty(NearArticle.Read(NearArticle.Write(all).AsMemory(0, 20)));
        Assert.Empty(NearArticle.Read(NearArticle.Write([new(Id(1), 1, 1, [new(ListReasonKind.File, 1, "a", new string('x', 5000))])])).Single().Reasons);
    }

    [Fact]
    public void What_is_near_to_a_notice_is_what_is_near_to_its_article_and_what_editors_ban_is_not()
    {
        KnownArticle[] articles = [Known(1, works: 1), Known(2, works: 1), Known(3, works: 1), Known(4) with { StandsFor = Id(1) }, Known(5, works: 1) with { IsRetracted = true }];
        var site = new Neighbours(articles, []);
        var banned = new ListChoices([], new HashSet<Guid> { Id(3) });
        var foretold = new Dictionary<Guid, float> { [Id(2)] = .1f, [Id(3)] = .1f, [Id(5)] = .1f, [Id(1)] = .1f };

        Assert.Equal([Id(2)], NearRule.Of(site, Id(1), foretold, banned, key => key).Select(near => near.Id));
        var near = NearRule.Of(site, Id(4), foretold, ListChoices.None, key => key);
        Assert.Equal([Id(2), Id(3)], near.Select(one => one.Id).Order());
        Assert.Equal([ListReasonKind.Works, ListReasonKind.Read], near[0].Reasons.Select(reason => reason.Kind));
        Assert.Empty(NearRule.Of(site, Id(99), foretold, ListChoices.None, key => key));
    }

    [Fact]
    public void What_one_other_reader_has_read_together_shows_in_nobodys_list()
    {
        // Twenty-four readers of the same two articles; one of them has also read 7 and 8, which nobody else has read together.
        List<IReadOnlyList<Guid>> others = [.. Enumerable.Range(0, 23).Select(_ => Ids(1, 2))];
        IReadOnlyList<Guid> unusual = Ids(1, 2, 7, 8);

        var with = Foretold([.. others, unusual, Ids(7)]);
        var without = Foretold([.. others, Ids(1, 2), Ids(7)]);

        Assert.Equal([Id(2)], with[Id(1)].Keys);
        Assert.DoesNotContain(Id(7), with.Keys); // Whoever has read 7 is not told of 8, nor of what else that reader has read.
        Assert.DoesNotContain(Id(8), with.Keys);
        Assert.Equal(with.Keys.Order(), without.Keys.Order());
        Assert.Equal(with[Id(1)].Keys, without[Id(1)].Keys);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void A_pair_is_foretold_from_as_many_readers_on_as_pairs_of_sessions_are_told(int readers, bool isForetold)
    {
        List<IReadOnlyList<Guid>> all = [.. Enumerable.Range(0, readers).Select(_ => Ids(7, 8)), .. Enumerable.Range(0, 20).Select(_ => Ids(1, 2))];

        Assert.Equal(isForetold, Foretold(all).ContainsKey(Id(7)));
    }

    [Fact]
    public void Few_readers_foretell_nothing_and_a_pair_that_sessions_have_told_is_foretold_where_readers_say_so()
    {
        Assert.Empty(Foretold([.. Enumerable.Range(0, 19).Select(_ => Ids(1, 2))]));
        Assert.Equal([Id(1), Id(2)], Foretold([.. Enumerable.Range(0, 20).Select(_ => Ids(1, 2))]).Keys.Order());

        List<IReadOnlyList<Guid>> all = [.. Enumerable.Range(0, 20).Select(_ => Ids(1, 2)), Ids(7, 8), Ids(7, 8)];
        Assert.DoesNotContain(Id(7), Foretold(all).Keys);
        Assert.Contains(Id(7), Foretold(all, new CoReadPair(Id(7), Id(8), 9, 3)).Keys);
    }

    [Fact]
    public void A_setting_below_the_lowest_threshold_is_not_followed()
    {
        List<IReadOnlyList<Guid>> all = [.. Enumerable.Range(0, 20).Select(_ => Ids(1, 2)), Ids(7, 8), Ids(7, 8)];

        Assert.DoesNotContain(Id(7), ForetoldArticles.Of(Articles, all, [], 1, 1, Ct).Keys);
    }

    private static IReadOnlyList<KnownArticle> Articles { get; } = [.. Enumerable.Range(1, 12).Select(i => Known(i))];

    private static IReadOnlyDictionary<Guid, IReadOnlyDictionary<Guid, float>> Foretold(IReadOnlyList<IReadOnlyList<Guid>> readers, params CoReadPair[] passing) => ForetoldArticles.Of(Articles, readers, passing, Fewest, 1, Ct);

    private static List<(int, int)> Choose((Guid, IReadOnlyList<NearRow>)[] read, Func<int, CandidateFacts>? facts = null, params string[] languages)
    {
        var candidates = PersonalListRule.Gather(read, read.Select(one => one.Item1).ToHashSet());
        return [.. PersonalListRule.Choose(candidates, candidates.ToDictionary(candidate => candidate.Id, candidate => (facts ?? Facts)(Number(candidate.Id))), languages, Now).Select(line => (Number(line.Id), Number(line.Because)))];
    }

    private static CandidateFacts Facts(int author) => new(null, Now.AddYears(-1), [$"author-{author}"]);

    private static (Guid, IReadOnlyList<NearRow>) Read(int id, params NearArticle[] near) => (Id(id), NearArticle.Read(NearArticle.Write(near)));

    private static NearArticle Near(int id, float near) => new(Id(id), near, 0, [new(ListReasonKind.Text)]);

    private static KnownArticle Known(int id, int works = 0) => new() { Id = Id(id), JournalId = Journal, Since = Now.AddYears(-1), Works = works == 0 ? [] : [Id(500 + works)] };

    private static Guid[] Ids(params int[] numbers) => [.. numbers.Select(Id)];

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
