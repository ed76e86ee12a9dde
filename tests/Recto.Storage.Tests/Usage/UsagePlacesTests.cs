using Recto.Journals.Usage;
using Recto.Storage.Usage;

namespace Recto.Storage.Tests.Usage;

/// <summary>Sums by country and by the host that led readers here.</summary>
public abstract class UsagePlacesTests(Engine engine) : StoreTests(engine)
{
    private static readonly UsageMonth May = new(2026, 5);
    private static readonly Guid Journal = Guid.Parse("00000000-0000-7000-8000-00000000000b");
    private static readonly Guid Other = Guid.Parse("00000000-0000-7000-8000-00000000000c");
    private static readonly Guid Leaf = Guid.Parse("00000000-0000-7000-8000-00000000000a");

    private UsageStore Store => new(Database);

    [Fact]
    public async Task Sums_grow_and_are_told_of_a_journal_an_article_and_the_site()
    {
        for (var i = 0; i < 2; i++)
        {
            await AddAsync(Store, places =>
            {
                places.AddCountry(May, Journal, "CH", isRequest: true);
                places.AddCountry(May, Journal, "CH", isRequest: false);
                places.AddCountry(May, Other, null, isRequest: true);
                places.AddHost(May, Journal, Leaf, "a.org");
                places.AddHost(May, Journal, Other, "a.org");
                places.AddHost(May, Other, Other, "b.org");
            });
        }

        Assert.Equal([new UsedCountry(May, "CH", 4, 2)], await Store.ListCountriesAsync(UsageScope.OfJournal(Journal), May, May, Ct));
        Assert.Equal([("CH", 4L), (UsageStore.UnknownCountry, 2L)], (await Store.ListCountriesAsync(UsageScope.Site, May.Plus(-3), May, Ct)).Select(row => (row.Country, row.Investigations)).Order());
        Assert.Equal([(May, "a.org", 4L)], await Store.ListReferrersAsync(UsageScope.OfJournal(Journal), May, May, Ct));
        Assert.Equal([(May, "a.org", 2L)], await Store.ListReferrersAsync(UsageScope.OfArticle(Leaf), May, May, Ct));
        Assert.Equal(2, (await Store.ListReferrersAsync(UsageScope.Site, May, May, Ct)).Count);
        Assert.Empty(await Store.ListReferrersAsync(UsageScope.Site, May.Plus(1), May.Plus(2), Ct));
        Assert.Empty(await Store.ListReferrersAsync(UsageScope.OfIssue(Other), May, May, Ct));
    }

    [Fact]
    public async Task Made_up_hosts_fill_no_database()
    {
        var store = Store;
        for (var batch = 0; batch < 3; batch++)
        {
            await AddAsync(store, places =>
            {
                for (var i = 0; i < UsageStore.MostHosts; i++)
                {
                    places.AddHost(May, Journal, Leaf, $"h{(batch * UsageStore.MostHosts) + i}.org");
                }
            });
        }

        await AddAsync(Store, places => places.AddHost(May, Journal, Leaf, "late.org")); // Another process finds all places taken too.
        var rows = await Store.ListReferrersAsync(UsageScope.OfJournal(Journal), May, May, Ct);

        Assert.Equal(UsageStore.MostHosts + 1, rows.Count);
        Assert.Equal((2 * UsageStore.MostHosts) + 1, rows.Single(row => row.Host == ReferringHost.Others).Visits);
    }

    [Fact]
    public async Task Names_of_few_readers_go_when_the_month_is_over_and_old_months_with_their_time()
    {
        await AddAsync(Store, places =>
        {
            for (var i = 0; i < 3; i++)
            {
                places.AddHost(May, Journal, i == 0 ? Leaf : Other, "three.org");
            }

            places.AddHost(May, Journal, Leaf, "one.org");
            places.AddHost(May, Journal, Leaf, "another.org");
            places.AddHost(May.Plus(1), Journal, Leaf, "one.org");
            places.AddHost(May.Plus(-30), Journal, Leaf, "old.org");
            places.AddCountry(May.Plus(-30), Journal, "CH", true);
            places.AddCountry(May, Journal, "CH", true);
        });

        await Store.ForgetPlacesAsync(May, null, Ct);
        Assert.Equal(4, (await Store.ListReferrersAsync(UsageScope.Site, May.Plus(-30), May, Ct)).Count);
        await Store.ForgetPlacesAsync(May.Plus(1), May.Plus(-24), Ct);

        Assert.Equal([("", 2L), ("three.org", 3L)], (await Store.ListReferrersAsync(UsageScope.Site, May.Plus(-30), May, Ct)).Select(row => (row.Host, row.Visits)).Order());
        Assert.Equal([("", 2L), ("three.org", 1L)], (await Store.ListReferrersAsync(UsageScope.OfArticle(Leaf), May, May, Ct)).Select(row => (row.Host, row.Visits)).Order());
        Assert.Equal("one.org", Assert.Single(await Store.ListReferrersAsync(UsageScope.Site, May.Plus(1), May.Plus(1), Ct)).Host); // That month goes on.
        Assert.Equal([May], (await Store.ListCountriesAsync(UsageScope.Site, May.Plus(-30), May, Ct)).Select(row => row.Month));
    }

    private Task<int> AddAsync(UsageStore store, Action<UsagePlaces> fill)
    {
        var places = new UsagePlaces();
        fill(places);
        return WriteAsync(async tx =>
        {
            await store.AddPlacesAsync(tx, places, Ct);
            return 0;
        });
    }
}

public sealed class UsagePlacesOnSqliteTests() : UsagePlacesTests(Engine.Sqlite);

public sealed class UsagePlacesOnPostgresTests() : UsagePlacesTests(Engine.Postgres);
