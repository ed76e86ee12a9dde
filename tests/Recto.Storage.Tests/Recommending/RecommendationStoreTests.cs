using Recto.Journals.Articles;
using Recto.Journals.Recommending;
using Recto.Journals.Usage;
using Recto.Notes;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Recommending;
using Recto.Storage.Usage;

namespace Recto.Storage.Tests.Recommending;

/// <summary>What the site knows of articles, their lists, what editors say of them, and what was read together.</summary>
public abstract class RecommendationStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly NotesEngine Reading = new();
    private static readonly DateOnly Day = new(2026, 2, 10);

    private Guid _journal;

    private RecommendationStore Store => new(Database);

    private CoReadStore CoReads => new(Database);

    [Fact]
    public async Task A_published_article_is_read_into_words_once_and_again_when_it_has_changed()
    {
        var leaf = await SaveAsync("leaf", false, "RGASPI, f. 558, op. 11, d. 431, l. 125.");
        await SaveAsync("draft", true);

        Assert.Equal([leaf], await Store.ListBehindAsync(10, Ct));
        await Store.ReadAsync(leaf, Ct);
        Assert.Empty(await Store.ListBehindAsync(10, Ct));
        Assert.Equal([leaf], await Store.ListDueAsync(Now, Ct));

        var known = (await Store.LoadAsync(5, Ct)).Articles.Single();
        Assert.Equal(["davit-meladze", "sara-contin"], known.People.Order(StringComparer.Ordinal));
        Assert.Equal(["rgaspi", "rgaspi/558", "rgaspi/558/11", "rgaspi/558/11/431"], known.Units.Order(StringComparer.Ordinal));
        Assert.Contains(known.Terms, term => term == TextTerms.Of([("Shelves", 2)]).Single()); // A heading.
        Assert.Equal((false, null), (known.IsRetracted, known.StandsFor));

        await RunAsync("UPDATE articles SET version = version + 1 WHERE is_draft = 0");
        Assert.Equal([leaf], await Store.ListBehindAsync(10, Ct));
    }

    [Fact]
    public async Task Lists_are_kept_in_order_and_written_again_only_where_they_are_others()
    {
        var (one, two, three) = (await ReadAsync("one"), await ReadAsync("two"), await ReadAsync("three"));
        ArticleLists lists = new([Listed(three)], [Listed(two, new ListReason(ListReasonKind.Works, 14), new(ListReasonKind.Text))]);

        Assert.Equal(1, await MakeAsync(one, lists));
        Assert.Equal(0, await MakeAsync(one, lists));

        var rows = await Store.ListAsync(one, Ct);
        Assert.Equal([(ListName.AlsoRead, "three"), (ListName.Recommended, "two")], rows.Select(row => (row.List, row.Slug)));
        Assert.Equal([new ListReason(ListReasonKind.Works, 14), new(ListReasonKind.Text)], rows[1].Reasons);
        Assert.Equal(0.5, rows[1].Signals.Text);
        Assert.DoesNotContain(one, await Store.ListDueAsync(Now, Ct));
        Assert.Contains(one, await Store.ListDueAsync(Now.AddDays(1), Ct));
        Assert.Equal(1, await MakeAsync(one, new([], [])));
        Assert.Empty(await Store.ListAsync(one, Ct));
    }

    [Fact]
    public async Task What_is_withdrawn_or_retracted_is_gone_from_a_list_at_once_and_the_list_is_due()
    {
        var (one, two, three) = (await ReadAsync("one"), await ReadAsync("two"), await ReadAsync("three"));
        var notice = await ReadAsync("notice");
        await MakeAsync(one, new([], [Listed(two), Listed(three)]));
        await MakeAsync(two, new([], [Listed(one)]));

        await WriteAsync(tx => Articles.RelateAsync(tx, notice, three, RelationKind.Retraction, Now, Ct));
        Assert.Equal(["two"], (await Store.ListAsync(one, Ct)).Select(row => row.Slug));
        var known = await Store.LoadAsync(5, Ct);
        Assert.True(known.Articles.Single(article => article.Id == three).IsRetracted);
        Assert.Equal(three, known.Articles.Single(article => article.Id == notice).StandsFor);

        await RunAsync("UPDATE articles SET is_draft = 1 WHERE slug = 'two'");
        Assert.Empty(await Store.ListAsync(one, Ct));
        Assert.True(await Store.DropGoneAsync(Now, Ct));
        Assert.False(await Store.DropGoneAsync(Now, Ct));
        Assert.Empty(await Store.ListAsync(two, Ct));
        Assert.Contains(one, await Store.ListDueAsync(Now.AddYears(-1), Ct));
        await MakeAsync(one, new([], [Listed(two)]));
        Assert.Empty(await Store.ListAsync(one, Ct)); // Made of what was known before it went.
    }

    [Fact]
    public async Task What_editors_say_holds_at_once_and_outlives_lists_that_were_made_meanwhile()
    {
        var (one, two, three) = (await ReadAsync("one"), await ReadAsync("two"), await ReadAsync("three"));
        await MakeAsync(one, new([], [Listed(two)]));
        var before = await Store.LoadAsync(5, Ct);

        Assert.True(await WriteAsync(tx => Store.ChooseAsync(tx, one, two, false, "Ada", Now, Ct)));
        Assert.False(await WriteAsync(tx => Store.ChooseAsync(tx, one, two, false, "Ada", Now, Ct)));
        Assert.True(await WriteAsync(tx => Store.ChooseAsync(tx, one, three, true, "Ada", Now, Ct)));

        Assert.Equal(["three"], (await Store.ListAsync(one, Ct)).Select(row => row.Slug));
        Assert.Equal(0, await Store.WriteAsync(before, [(one, new([], [Listed(two)]))], Now, Ct));
        Assert.Equal(["three"], (await Store.ListAsync(one, Ct)).Select(row => row.Slug));
        var choices = (await Store.LoadAsync(5, Ct)).Choices[one];
        Assert.Equal([three], choices.Pinned);
        Assert.Equal([two], choices.Banned.AsEnumerable());
        Assert.Equal([(three, true, "Ada"), (two, false, "Ada")], (await Store.ListChoicesAsync(one, Ct)).OrderByDescending(choice => choice.IsPin).Select(choice => (choice.OtherId, choice.IsPin, choice.Person)));

        Assert.True(await WriteAsync(tx => Store.UnchooseAsync(tx, one, three, Now, Ct)));
        Assert.False(await WriteAsync(tx => Store.UnchooseAsync(tx, one, three, Now, Ct)));
        Assert.Empty(await Store.ListAsync(one, Ct));
        Assert.Contains(one, await Store.ListDueAsync(Now.AddYears(-1), Ct));
    }

    [Fact]
    public async Task A_day_that_is_folded_in_again_counts_its_pairs_once()
    {
        var (one, two, three) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await FoldAsync(Day, new(one, two, 4, 2), new(one, three, 5, 1));
        await FoldAsync(Day.AddDays(1), new CoReadPair(one, two, 3, 1.5));
        Assert.Equal([(three, 5, 1.0), (two, 7, 3.5)], await PairsAsync(5));

        await FoldAsync(Day, new CoReadPair(one, two, 4, 2));

        Assert.Equal([(two, 7, 3.5)], await PairsAsync(1));
        Assert.Empty(await PairsAsync(8));

        async Task<IEnumerable<(Guid, long, double)>> PairsAsync(long fewest) => (await Store.LoadAsync(fewest, Ct)).Pairs.OrderBy(pair => pair.Sessions).Select(pair => (pair.Other, pair.Sessions, pair.Votes));
    }

    [Fact]
    public async Task The_pairs_of_a_day_go_with_its_events_and_what_was_added_stays()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await new UsageStore(Database).MakeRoomAsync(new(2026, 2), Ct);
        await WriteAsync(tx => new UsageStore(Database).AddAsync(tx, new UsageBatch { Events = [new(new UsageEvent { At = new(Day.AddDays(1).ToDateTime(new(9, 0)), TimeSpan.Zero), Kind = UsageKind.Search, User = new(1), MakesPairs = true }, null)] }, Ct));
        await FoldAsync(Day, new CoReadPair(one, two, 4, 2));
        await FoldAsync(Day.AddDays(1), new CoReadPair(one, two, 3, 1));

        await CoReads.ForgetAsync(Day.AddDays(30), Ct);

        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM co_read_days")); // The events of the second day are kept.
        Assert.Equal(7, (await Store.LoadAsync(1, Ct)).Pairs.Single().Sessions);
        var read = new List<UsageEvent>();
        await new UsageStore(Database).ReadAsync(Day.AddDays(1), read.Add, Ct);
        Assert.True(read.Single().MakesPairs);
    }

    [Fact]
    public async Task What_was_read_together_is_cut_in_two_by_time_and_each_part_tells_only_of_what_enough_sessions_have_in_it()
    {
        var (one, two, three, four) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await FoldAsync(Day.AddDays(-2), new(one, two, 6, 3), new(one, three, 3, 1), new(three, four, 5, 2.5));
        await FoldAsync(Day, new(one, two, 3, 1.5), new(one, three, 4, 2));
        await FoldAsync(Day.AddDays(1), new(one, two, 2, 1), new(one, three, 1, .5));

        var parts = await Store.ListPartsAsync(Day, 5, Ct);

        Assert.Equal(new HashSet<CoReadPair> { new(one, two, 6, 3), new(three, four, 5, 2.5) }, parts.Before.ToHashSet());
        Assert.Equal(new HashSet<CoReadPair> { new(one, two, 5, 2.5), new(one, three, 5, 2.5) }, parts.Latest.ToHashSet());
        Assert.Empty((await Store.ListPartsAsync(Day.AddDays(2), 5, Ct)).Latest);
    }

    [Fact]
    public async Task Nights_come_back_as_they_were_kept_latest_first_and_go_after_a_year()
    {
        var figures = new RankingFigures(new(.25, .2, .3), new(.5, .45, .55));
        var learned = new LearnedWeights { Outcome = LearningOutcome.Learned, Questions = 120, Weights = SignalWeights.Of(signal => signal == NeighbourSignal.Archives ? 1.5 : 0), Prior = figures, Learned = figures, ReadAlone = figures, Difference = new(.01, -.005, .02) };
        var last = new RankerNight { Night = Day, At = Now, Took = TimeSpan.FromMilliseconds(1234), Learned = learned, InForce = learned.InForce, Coverage = new(9, 8, 2, 7, 6, 5, 40, 4), Vectors = 3 };
        var first = last with { Night = Day.AddDays(-1), Learned = new() { Outcome = LearningOutcome.TooFew }, InForce = SignalWeights.Prior };
        Assert.Null(await Store.FindLastNightAsync(Ct));

        await Store.KeepNightAsync(first with { Night = Day.AddDays(-400) }, Ct);
        await Store.KeepNightAsync(last with { Vectors = 1 }, Ct);
        await Store.KeepNightAsync(first, Ct);
        await Store.KeepNightAsync(last, Ct);

        Assert.Equal([last, first], await Store.ListNightsAsync(9, Ct));
        Assert.Equal(last, await Store.FindLastNightAsync(Ct));
    }

    [Fact]
    public async Task How_far_lists_reach_is_counted_of_what_is_shown()
    {
        Assert.Equal((new(0, 0, 0, 0, 0, 0, 0, 0), null), await Store.MeasureCoverageAsync(Ct));
        var (one, two, three) = (await ReadAsync("one"), await ReadAsync("two"), await ReadAsync("three"));
        await MakeAsync(one, new([Listed(three)], [Listed(two, new ListReason(ListReasonKind.Text))]));
        await MakeAsync(two, new([Listed(three)], []));

        var (coverage, madeAt) = await Store.MeasureCoverageAsync(Ct);

        Assert.Equal((new ListCoverage(3, 2, 2, 1, 1, 2, 3, 2), Now), (coverage, madeAt));
        await RunAsync("UPDATE articles SET is_draft = 1 WHERE slug = 'two'");
        Assert.Equal(new ListCoverage(2, 1, 1, 0, 0, 1, 1, 1), (await Store.MeasureCoverageAsync(Ct)).Coverage);
    }

    [Fact]
    public async Task Lines_stand_as_the_page_shows_them_each_with_its_first_reason()
    {
        var (one, two, three, four) = (await ReadAsync("one"), await ReadAsync("two"), await ReadAsync("three"), await ReadAsync("four"));
        await MakeAsync(one, new([Listed(three)], [Listed(four, new ListReason(ListReasonKind.Works, 2), new(ListReasonKind.Text)), Listed(two, new ListReason(ListReasonKind.Text))]));
        Assert.Equal([(ListName.AlsoRead, three, ListReasonKind.Read), (ListName.Recommended, four, ListReasonKind.Works), (ListName.Recommended, two, ListReasonKind.Text)], await Store.ListLinesAsync(one, Ct));

        await WriteAsync(tx => Store.ChooseAsync(tx, one, two, true, "Ada", Now, Ct));
        await RunAsync("UPDATE articles SET is_draft = 1 WHERE slug = 'four'");

        var lines = await Store.ListLinesAsync(one, Ct);
        Assert.Equal([(ListName.AlsoRead, three, ListReasonKind.Read), (ListName.Recommended, two, ListReasonKind.Chosen)], lines);
        Assert.Equal((await Store.ListAsync(one, Ct)).Select(row => (row.List, row.Id, RecommendationStore.FirstOf(row.Reasons))), lines);
    }

    [Fact]
    public async Task What_a_page_showed_and_by_which_line_somebody_came_is_kept_with_the_event()
    {
        var usage = new UsageStore(Database);
        await usage.MakeRoomAsync(new(2026, 2), Ct);
        var shown = default(ShownLists).With(1, [9, 7], false).With(2, [2, 2, 2, 2, 2, 2, 15], true);
        var plain = new UsageEvent { At = new(Day.ToDateTime(new(9, 0)), TimeSpan.Zero), Kind = UsageKind.Search, User = new(1) };
        UsageEvent[] events = [plain, plain with { At = plain.At.AddSeconds(1), Lists = shown, CameBy = ListLine.Of(shown, 2, 7) }];
        await WriteAsync(tx => usage.AddAsync(tx, new UsageBatch { Events = [.. events.Select(happened => new UsageToKeep(happened, null))] }, Ct));

        var read = new List<UsageEvent>();
        await usage.ReadAsync(Day, read.Add, Ct);

        Assert.Equal([(null, null), (shown, ListLine.Of(shown, 2, 7))], read.Select(happened => (happened.Lists, happened.CameBy)));
    }

    [Fact]
    public async Task The_sums_of_a_day_that_is_counted_again_stand_in_place_of_its_old_ones()
    {
        var store = new ListClickStore(Database);
        var (first, second) = (new ListLine(1, 5, 1, 9, false), new ListLine(2, 3, 2, 7, true));
        Task<int> WriteDayAsync(DateOnly day, params ListClickCount[] counts) => WriteAsync(async tx =>
        {
            await store.FoldAsync(tx, day, counts, Ct);
            return 0;
        });
        await WriteDayAsync(Day, new(first, 100, 4), new ListClickCount(second, 7, 1));
        await WriteDayAsync(Day.AddDays(1), new ListClickCount(first, 50, 1));

        await WriteDayAsync(Day, new ListClickCount(first, 90, 3));

        Assert.Equal([new ListClickCount(first, 140, 4)], await store.ListAsync(Day, Day.AddDays(1), Ct));
        Assert.Equal([new ListClickCount(first, 50, 1)], await store.ListAsync(Day.AddDays(1), Day.AddDays(9), Ct));
        await store.ForgetAsync(UsageMonth.Of(Day).Plus(1), Ct);
        Assert.Empty(await store.ListAsync(Day, Day.AddDays(9), Ct));
    }

    private Task<int> FoldAsync(DateOnly day, params CoReadPair[] pairs) => WriteAsync(async tx =>
    {
        await CoReads.FoldAsync(tx, day, pairs, Ct);
        return 0;
    });

    private static ListedArticle Listed(Guid id, params ListReason[] reasons) => new(id, reasons, new() { Text = 0.5 });

    private async Task<int> MakeAsync(Guid article, ArticleLists lists) => await Store.WriteAsync(await Store.LoadAsync(5, Ct), [(article, lists)], Now, Ct);

    private async Task<Guid> ReadAsync(string slug)
    {
        var id = await SaveAsync(slug, false);
        await Store.ReadAsync(id, Ct);
        return id;
    }

    private async Task<Guid> SaveAsync(string slug, bool draft, params string[] notes)
    {
        _journal = _journal == Guid.Empty ? await JournalAsync() : _journal;
        var apparatus = Reading.Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]);
        return await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(_journal, title: slug, slug: slug, draft: draft, source: slug), Now, Ct);
            await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, [.. apparatus.Notes.Select(read => new NoteToSave(read.Note, NoteContainer.Body, "<p></p>"))], Ct);
            return saved.Id;
        });
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}

public sealed class RecommendationStoreOnSqliteTests() : RecommendationStoreTests(Engine.Sqlite);

public sealed class RecommendationStoreOnPostgresTests() : RecommendationStoreTests(Engine.Postgres);
