using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell;

namespace Recto.App.Tests.Web;

/// <summary>How often a page waits for a database that may be far away: ways there and back are counted, not the time that they take.</summary>
public sealed class RoundTripBudgetTests
{
    private const int MostTries = 10;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly (string Name, string Value) Holder = ("X-Forwarded-For", "130.92.4.7");

    // A page that is fresh, and the same from the cache; search and the list of works, where each is asked for once, are not kept.
    private static readonly (string Path, int Fresh, int Kept)[] Pages =
    [
        ("/", 3, 1), // what the reader holds, the journal and what is newest in it, the current issue
        ("/articles", 2, 1),
        ("/works", 3, 3), // what the reader holds, the works, and by how many each is cited where that is not kept
        ("/sources", 2, 1),
        ("/journals/lower-margin", 3, 1),
        ("/journals/lower-margin/1-1", 3, 1),
        ("/search?q=archive", 3, 3), // what the reader holds, what is found in remembered spellings and how well it fits, what is shown of it; a word that nobody has sought costs one more
        (ReadOnlySite.Marchmont, 3, 1), // what the reader holds, who may read it, the page with who else cites its sources and what to read next
    ];

    [Fact]
    public async Task A_reader_of_an_institution_waits_for_the_database_seldom_and_a_stranger_not_at_all()
    {
        CountedWay? way = null;
        SiteOptions ByWay(SiteOptions told)
        {
            way = new CountedWay(told.Database.PostgreSql!);
            return told with { CountsUsage = true, Database = told.Database with { PostgreSql = way.ConnectionString } };
        }

        await using var site = new InstitutionSite(await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: ByWay, kind: "postgresql"));
        await using var counted = way!;
        await site.SubscribeAsync((await site.AddAsync("a", ["130.92.0.0/16"])).Id);
        var pages = site.Site.Services.GetRequiredService<PublishedPages>();
        await pages.RenewAsync(Ct);
        for (var tries = 0; !(await site.Site.TextAsync("/search?q=archive")).Contains("href=\"/articles/", StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 400, "The articles are not indexed.");
            await Task.Delay(100, Ct);
        }

        foreach (var (path, fresh, kept) in Pages)
        {
            await LeastAsync(path, fresh, isFresh: true, Holder);
            await LeastAsync(path, kept, isFresh: false, Holder);
        }

        foreach (var path in new[] { "/", "/articles", "/sources", ReadOnlySite.Marchmont })
        {
            await LeastAsync(path, 0, isFresh: false, ("X-Nobody", "1"));
        }

        // Jobs of the site ask too, whenever they like: that only adds, so it is tried again.
        async Task LeastAsync(string path, int expected, bool isFresh, (string, string) reader)
        {
            var tried = new List<int>();
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (isFresh)
                {
                    await pages.LoadAsync(Ct);
                }

                var before = counted.Trips;
                using var answer = await site.Site.GetAsync(path, reader);
                await answer.Content.ReadAsStringAsync(Ct);
                tried.Add(counted.Trips - before);
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
                if (tried[^1] == expected)
                {
                    return;
                }

                Assert.True(tried[^1] > expected || !isFresh, $"{path} waited {tried[^1]} times, and was thought to wait {expected} times: say so here.");
            }

            Assert.Fail($"{path}, {(isFresh ? "fresh" : "from the cache")}: the database was waited for {string.Join(", ", tried)} times, and not {expected} times.");
        }
    }
}
