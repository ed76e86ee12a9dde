using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Articles;

namespace Recto.App.Tests.Features.Usage;

/// <summary>What the lists for libraries say of a title, what its reports say of its use, and what a reader is given: all by the one rule.</summary>
public sealed class AgreementTests
{
    private const int TitleId = 11;
    private const int Embargo = 12;
    private const int KbartAccess = 24;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task KBART_the_reports_and_the_pages_say_what_the_rule_decides(string database)
    {
        await using var site = await UsageSite.StartAsync(database);
        var bern = await site.InstitutionAsync("bern", "130.92.0.0/16");
        var key = await site.KeyAsync(bern.Id);
        (string Title, string[] Slugs)[] titles =
        [
            ("Alpha Open", [await AddAsync(site, "Alpha Open", "alpha", "has_open_licence = 1")]),
            ("Beta Free", [await AddAsync(site, "Beta Free", "beta", "opens_at = 0")]),
            ("Gamma Wall", [await AddAsync(site, "Gamma Wall", "gamma", "opens_at = 1"), await AddAsync(site, "Gamma Wall", "new gamma", "reading = 'closed'")]),
            ("Delta Sold", [await AddAsync(site, "Delta Sold", "delta", "reading = 'closed'")]),
            ("Epsilon Shut", [await AddAsync(site, "Epsilon Shut", "epsilon", "reading = 'closed'")]),
        ];
        await site.Home.RunAsync("UPDATE journals SET access_policy = '{\"movingWallMonths\": 24}' WHERE title = 'Gamma Wall'");
        await site.Home.RunAsync("INSERT INTO rights (id, kind, institution_id, journal_id, starts_at, created_at, updated_at) SELECT @id, 'subscription', @institution, j.id, 0, 1, 1 FROM journals j WHERE j.title = 'Delta Sold'", ("id", Guid.CreateVersion7()), ("institution", bern.Id));
        await site.Home.Known.RenewAsync(Ct);

        var given = new Dictionary<string, bool>();
        foreach (var slug in titles.SelectMany(title => title.Slugs))
        {
            using var page = await site.AskAsync("/articles/" + slug, "130.92.1.1");
            given[slug] = (await page.Content.ReadAsStringAsync(Ct)).Contains("id=\"text\"", StringComparison.Ordinal);
        }

        await site.CountAsync();
        var use = UsageSite.Numbers(await site.ReportAsync("TR", "bern", key, "&attributes_to_show=Access_Type"));
        var (all, own) = (await KbartAsync(site, "/kbart/AllTitles.txt"), await KbartAsync(site, $"/kbart?customer_id=bern&api_key={key}"));
        var held = await site.Web.Services.GetRequiredService<RightStore>().ListHeldAsync(new RightKeys { Institutions = [bern.Id] }, Ct);
        var seen = new List<AccessReason>();
        foreach (var (title, slugs) in titles)
        {
            var decided = new List<(string Slug, AccessDecision Anybody, AccessDecision Bern)>();
            foreach (var slug in slugs)
            {
                var terms = (await site.Web.Services.GetRequiredService<ArticleStore>().FindAccessAsync(slug, Ct))!.Terms;
                decided.Add((slug, AccessRule.Decide(terms, AccessReader.Anybody, UsageSite.Start), AccessRule.Decide(terms, new AccessReader { Rights = held }, UsageSite.Start)));
            }

            seen.AddRange(decided.Select(one => one.Anybody.Reason));
            Assert.All(decided, one => Assert.Equal((one.Slug, one.Bern.Body), (one.Slug, given[one.Slug])));

            var requests = decided.Where(one => one.Bern.Body).GroupBy(one => AccessType(one.Anybody.Reason)).Select(type => (type.Key, (long)type.Count())).Order();
            Assert.Equal(requests, use.Where(row => row.Title == title && row.Metric == "Total_Item_Requests").Select(row => (row.Access, row.Count)).Order());
            var denials = decided.Where(one => !one.Bern.Body).GroupBy(one => AccessType(one.Anybody.Reason)).Select(type => (type.Key, (long)type.Count())).Order();
            Assert.Equal(denials, use.Where(row => row.Title == title && row.Metric == "No_License").Select(row => (row.Access, row.Count)).Order());
            Assert.Equal(decided.Select(one => AccessType(one.Anybody.Reason)).Distinct().Order(), use.Where(row => row.Title == title).Select(row => row.Access).Distinct().Order());

            // To everybody: F where all is open; else P for what is sold, and F with the embargo for what the wall has passed.
            var id = Id(title);
            var isOpen = decided.All(one => one.Anybody.Body);
            var passed = !isOpen && decided.Exists(one => one.Anybody.Reason == AccessReason.MovingWall);
            (string, string)[] behindWall = passed ? [("F", "P24M")] : [];
            Assert.Equal([.. isOpen ? [("F", "")] : new[] { ("P", "") }, .. behindWall], all.Where(row => row[TitleId] == id).Select(row => (row[KbartAccess], row[Embargo])));

            // To the library: the same, and P for nothing but what its rights open.
            var isHeld = decided.Exists(one => one.Bern is { Body: true, Right: not null });
            Assert.Equal([.. isOpen ? [("F", "")] : isHeld ? [("P", "")] : Array.Empty<(string, string)>(), .. behindWall], own.Where(row => row[TitleId] == id).Select(row => (row[KbartAccess], row[Embargo])));
        }

        Assert.Equal([AccessReason.OpenLicence, AccessReason.FreeToRead, AccessReason.MovingWall, AccessReason.Closed], seen.Distinct());
    }

    // COUNTER 5.1, 3.3, said here once more, apart from the program.
    private static string AccessType(AccessReason reason) => reason switch { AccessReason.OpenLicence => "Open", AccessReason.Closed => "Controlled", _ => "Free_To_Read" };

    private static string Id(string title) => title.ToLowerInvariant().Replace(' ', '-');

    private static async Task<string> AddAsync(UsageSite site, string journal, string name, string terms)
    {
        var file = site.Web.Commands.Write($"{name.Replace(' ', '-')}.xml", Samples.Jats($"The {name} leaf", journal: $"<journal-title-group><journal-title>{journal}</journal-title></journal-title-group>"));
        Assert.Equal(0, await site.RectoAsync("import", file));
        var slug = $"maubert-the-{name.Replace(' ', '-')}-leaf";
        await site.Home.RunAsync($"UPDATE articles SET has_open_licence = 0, opens_at = NULL WHERE slug = '{slug}'");
        await site.Home.RunAsync($"UPDATE articles SET {terms} WHERE slug = '{slug}'");
        return slug;
    }

    private static async Task<List<string[]>> KbartAsync(UsageSite site, string path)
    {
        using var answer = await site.Web.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return [.. (await answer.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }
}
