using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public abstract class HarvestStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly HarvestRange All = new();

    private HarvestStore Harvest => new(Database);

    [Fact]
    public async Task All_that_was_ever_public_is_listed_by_change_and_page_by_page()
    {
        var journal = await JournalAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 11; i++)
        {
            // Several have changed in the same moment.
            ids.Add((await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}", draft: i == 5), Now.AddSeconds(-i / 3))).Id);
        }

        var listed = await PagesAsync(All, 3);

        Assert.Equal(ids.Where((_, i) => i != 5).Order(), listed.Select(row => row.Id).Order());
        Assert.Equal(listed.OrderBy(row => row.ChangedAt).Select(row => row.ChangedAt), listed.Select(row => row.ChangedAt));
        Assert.Equal(10, await Harvest.CountAsync(All, Ct));
        Assert.Null(await Harvest.FindAsync(ids[5], false, Ct));
        Assert.Equal(Now.AddSeconds(-3), await Harvest.EarliestAsync(Ct));
    }

    [Fact]
    public async Task Bounds_are_from_and_before()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 5; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}"), Now.AddMinutes(i));
        }

        Assert.Equal(["leaf-1", "leaf-2"], (await PagesAsync(new HarvestRange { From = Now.AddMinutes(1), Before = Now.AddMinutes(3) }, 1)).Select(row => row.Slug));
        Assert.Equal(2, await Harvest.CountAsync(new HarvestRange { From = Now.AddMinutes(1), Before = Now.AddMinutes(3) }, Ct));
        Assert.Empty(await PagesAsync(new HarvestRange { From = Now.AddMinutes(4).AddMicroseconds(1) }, 1));
        Assert.Empty(await PagesAsync(new HarvestRange { Before = Now }, 1));
    }

    [Fact]
    public async Task What_is_withdrawn_stays_in_the_list_and_in_its_sets()
    {
        var journal = await JournalAsync();
        var saved = await SaveAsync(Samples.Article(journal));
        await WriteAsync(tx => Articles.WithdrawAsync(tx, saved.Id, "Taken back.", Now.AddDays(1), Ct));

        foreach (var range in new[] { All, new HarvestRange { Journal = "margin" }, new HarvestRange { Journal = "margin", Section = "articles" }, new HarvestRange { OpenAt = Now }, new HarvestRange { From = Now.AddDays(1) } })
        {
            var row = Assert.Single(await PagesAsync(range, 5));
            Assert.False(row.Terms.IsPublished);
            Assert.Equal(Now.AddDays(1), row.ChangedAt);
        }
    }

    [Fact]
    public async Task A_set_holds_its_own_and_an_unknown_one_nothing()
    {
        var (one, two) = (await JournalAsync(), await JournalAsync("other", "Other leaves"));
        await SaveAsync(Samples.Article(one, "One", source: "1", slug: "one"));
        await SaveAsync(Samples.Article(two, "Two", source: "2", slug: "two"));

        Assert.Equal(["one"], (await PagesAsync(new HarvestRange { Journal = "margin" }, 5)).Select(row => row.Slug));
        Assert.Equal(["two"], (await PagesAsync(new HarvestRange { Journal = "other", Section = "articles" }, 5)).Select(row => row.Slug));
        Assert.Empty(await PagesAsync(new HarvestRange { Journal = "other", Section = "reviews" }, 5));
        Assert.Empty(await PagesAsync(new HarvestRange { Journal = "nowhere" }, 5));
        Assert.Empty(await PagesAsync(new HarvestRange { Journal = "\0", Section = "\ud800" }, 5));
        Assert.Equal(0, await Harvest.CountAsync(new HarvestRange { Journal = "\0" }, Ct));
    }

    [Fact]
    public async Task The_open_ones_are_those_that_the_access_rule_opens_to_anybody()
    {
        var number = 0;
        foreach (var journalReading in Enum.GetValues<ReadingPolicy>())
        {
            var journal = (await WriteAsync(tx => Journals.SaveAsync(tx, new Journal { Key = $"j{(int)journalReading}", Title = $"J {journalReading}", Reading = journalReading }, Now, Ct))).Id;
            foreach (var licence in new[] { null, "https://creativecommons.org/licenses/by/4.0/", "https://example.org/all-rights-reserved" })
            {
                foreach (var own in new ReadingPolicy?[] { null, ReadingPolicy.Free, ReadingPolicy.Closed })
                {
                    var sample = Samples.Article(journal, $"Leaf {++number}", source: $"s{number}", slug: $"leaf-{number}");
                    var id = (await SaveAsync(sample with { Article = sample.Article with { Licence = licence is null ? null : new Licence(licence, null) } })).Id;
                    await WriteAsync(async tx =>
                    {
                        await Articles.SetReadingAsync(tx, id, own, Now, Ct);
                        return 0;
                    });
                }
            }
        }

        var all = await PagesAsync(All, 7);
        var open = await PagesAsync(new HarvestRange { OpenAt = Now }, 4);
        var whole = await PagesAsync(new HarvestRange { OpenAt = Now, IsWhole = true }, 4);

        Assert.Equal(18, all.Count);
        Assert.Equal(all.Where(row => AccessRule.Decide(row.Terms, AccessReader.Anybody, Now).Body).Select(row => row.Slug).Order(), open.Select(row => row.Slug).Order());
        Assert.Equal(open.Select(row => row.Id), whole.Select(row => row.Id));
        Assert.InRange(open.Count, 9, 17);
    }

    [Fact]
    public async Task A_list_that_changes_while_it_is_read_gives_every_article_and_those_that_changed_again()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 12; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}"), Now.AddSeconds(i));
        }

        var seen = new List<(string Slug, DateTimeOffset At)>();
        HarvestPlace? after = null;
        for (var page = 0; ; page++)
        {
            var (rows, hasMore) = await Harvest.ListAsync(All with { After = after }, withRecords: true, 3, Ct);
            seen.AddRange(rows.Select(row => (row.Slug, row.ChangedAt)));
            if (!hasMore)
            {
                break;
            }

            after = rows[^1].Place;
            if (page == 1)
            {
                // One that was given already, one that is still to come, and a new one.
                await SaveAsync(Samples.Article(journal, "Leaf 0", source: "s0b", slug: "leaf-0"), Now.AddHours(1));
                await SaveAsync(Samples.Article(journal, "Leaf 9", source: "s9b", slug: "leaf-9"), Now.AddHours(1));
                await SaveAsync(Samples.Article(journal, "Leaf 12", source: "s12", slug: "leaf-12"), Now.AddHours(1));
            }
        }

        Assert.Equal(Enumerable.Range(0, 13).Select(i => $"leaf-{i}").Order(), seen.Select(row => row.Slug).Distinct().Order());
        Assert.Equal("leaf-0", Assert.Single(seen.GroupBy(row => row.Slug), group => group.Count() > 1).Key);
    }

    [Fact]
    public async Task Nothing_is_stamped_later_than_the_settled_time_that_is_not_to_be_seen_by_then()
    {
        var journal = await JournalAsync();
        Assert.True(await Harvest.SettledAsync(Now, Ct) <= Now);

        await using var tx = await Database.BeginAsync(Ct);
        var stamp = DateTimeOffset.UtcNow; // Read once the transaction has begun, as every use case does.
        await Articles.SaveAsync(tx, Samples.Article(journal), stamp, Ct);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Ct);

        var settled = await Harvest.SettledAsync(DateTimeOffset.UtcNow, Ct);
        Assert.Empty((await Harvest.ListAsync(All, false, 10, Ct)).Rows);
        await tx.CommitAsync(Ct);
        await tx.DisposeAsync();

        Assert.True(settled <= stamp, $"{settled:O} is later than {stamp:O}");
        Assert.Single((await Harvest.ListAsync(All with { From = settled }, false, 10, Ct)).Rows);
        Assert.Equal(TimeSpan.Zero, Database.OldestWrite());
    }

    [Fact]
    public async Task What_another_process_is_writing_is_waited_for_too()
    {
        var journal = await JournalAsync();
        await using var other = Database.At(Home.Options);
        await using var tx = await other.BeginAsync(Ct);
        var stamp = DateTimeOffset.UtcNow;
        await new ArticleStore(other).SaveAsync(tx, Samples.Article(journal), stamp, Ct);

        // On PostgreSQL it is seen however long it lasts; at one SQLite file it is given some seconds.
        await Task.Delay(TimeSpan.FromMilliseconds(Engine == Engine.Postgres ? 5500 : 300), Ct);
        var settled = await Harvest.SettledAsync(DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);

        Assert.True(settled <= stamp, $"{settled:O} is later than {stamp:O}");
    }

    [Fact]
    public async Task Journals_and_their_sections_are_the_sets_page_by_page()
    {
        var (one, two) = (await JournalAsync(), await JournalAsync("other", "Other leaves"));
        await JournalAsync("empty", "Nothing yet");
        foreach (var (journal, section, number) in new[] { (one, "Articles", 1), (one, "Рецензии", 2), (one, "Articles", 3), (two, "Reviews", 4) })
        {
            var sample = Samples.Article(journal, $"Leaf {number}", source: $"s{number}", slug: $"leaf-{number}");
            await SaveAsync(sample with { Article = sample.Article with { Section = section } });
        }

        await SaveAsync(Samples.Article(two, "Draft", source: "draft", slug: "draft", draft: true)); // Its section is nobody's business.
        await WriteAsync(tx => new Storage.Issues.SectionStore(Database).NameAsync(tx, one, "articles", new Dictionary<string, string> { ["fr"] = "Études" }, 0, Ct));

        var listed = new List<HarvestSet>();
        (Guid, string?)? after = null;
        while (true)
        {
            var (sets, hasMore) = await Harvest.ListSetsAsync(2, after, Ct);
            listed.AddRange(sets);
            if (!hasMore)
            {
                break;
            }

            after = (sets[^1].JournalId, sets[^1].SectionKey);
        }

        Assert.Equal(new[] { "empty//", "margin/articles/Études", "margin/рецензии/Рецензии", "margin//", "other/reviews/Reviews", "other//" }.Order(StringComparer.Ordinal),
            listed.Select(set => $"{set.JournalKey}/{set.SectionKey}/{set.SectionName}").Order(StringComparer.Ordinal));
        Assert.All(listed.GroupBy(set => set.JournalId), group => Assert.Null(group.First().SectionKey));
    }

    [Fact]
    public async Task The_key_of_signatures_is_made_once_for_all_who_ask()
    {
        var other = Home.Open();

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => new SiteSecretStore(i % 2 == 0 ? Database : other).GetAsync("oai", Now, Ct))));

        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(32, keys[0].Length);
        Assert.NotEqual(keys[0], await new SiteSecretStore(Database).GetAsync("other", Now, Ct));
    }

    private async Task<List<HarvestRow>> PagesAsync(HarvestRange range, int size)
    {
        var listed = new List<HarvestRow>();
        while (true)
        {
            var (rows, hasMore) = await Harvest.ListAsync(range, withRecords: false, size, Ct);
            listed.AddRange(rows);
            if (!hasMore)
            {
                return listed;
            }

            range = range with { After = rows[^1].Place };
        }
    }
}

public sealed class HarvestOnSqliteTests() : HarvestStoreTests(Engine.Sqlite);

public sealed class HarvestOnPostgresTests() : HarvestStoreTests(Engine.Postgres);
