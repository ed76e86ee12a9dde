using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Usage;
using Recto.Journals.Desk;
using Recto.Storage.Articles;

namespace Recto.App.Tests.Features.Usage;

/// <summary>Use as the desk sees it: of a journal, an issue, an article; from which countries and through which sites.</summary>
public sealed class ScopeDeskTests
{
    private const string Scholar = "https://scholar.example.com/search?q=HIDDENMARK";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task An_editor_sees_months_articles_countries_and_hosts_of_their_own_journal_as_a_page_and_as_files(string database)
    {
        await using var site = await UsageSite.StartAsync(database, countries: "130.92.0.0/16,CH\n129.194.0.0/16,FR\n");
        await ReadAsync(site);
        await site.CountAsync();
        var article = await site.Web.Services.GetRequiredService<ArticleStore>().FindAccessAsync(UsageSite.Open["/articles/".Length..], Ct);
        var journal = article!.Terms.JournalId;
        var issue = (await site.Web.Services.GetRequiredService<ArticleStore>().FindForDeskAsync(article.Id, Ct))!.Row.IssueKey!;
        var editor = site.Web.SignedIn(new DeskGrant(DeskRole.Editor, journal));
        async Task<string> AskAsync(string path)
        {
            using var answer = await site.Web.GetAsync(path, editor);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            return (await answer.Content.ReadAsStringAsync(Ct)).TrimStart('\uFEFF');
        }

        const string Desk = "/desk/journals/lower-margin";
        var page = await AskAsync(Desk + "/usage");
        Assert.Contains("Switzerland", page, StringComparison.Ordinal);
        Assert.Contains(">scholar.example.com</th><td>4</td>", page, StringComparison.Ordinal);
        Assert.Contains(">others</th><td>1</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rare.example.org", page, StringComparison.Ordinal);
        Assert.DoesNotContain("HIDDENMARK", page, StringComparison.Ordinal);

        Assert.StartsWith($"month,total_item_requests,unique_item_requests,total_item_investigations,denials,complete\r\n{UsageSite.Month},8,8,10,2,no\r\n", await AskAsync($"{Desk}/usage/months.csv?begin={UsageSite.Month}&end={UsageSite.Month}"), StringComparison.Ordinal);
        Assert.Equal($"month,country,looks,texts\r\n{UsageSite.Month},CH,7,5\r\n{UsageSite.Month},FR,1,1\r\n{UsageSite.Month},ZZ,1,1\r\n", await AskAsync(Desk + "/usage/countries.csv"));
        Assert.Equal($"month,host,visits\r\n{UsageSite.Month},scholar.example.com,4\r\n{UsageSite.Month},(others),1\r\n", await AskAsync(Desk + "/usage/referrers.csv"));
        var titles = await AskAsync(Desk + "/usage/titles.csv");
        Assert.Contains($"\r\n{article.Id:D},", titles, StringComparison.Ordinal);
        Assert.Contains(",8,8,8,0\r\n", titles, StringComparison.Ordinal);

        Assert.Contains($"\r\n{UsageSite.Month},8,8,8,0,no\r\n", await AskAsync($"/desk/articles/{article.Id}/usage/months.csv"), StringComparison.Ordinal);
        Assert.Contains($"\r\n{UsageSite.Month},8,8,10,2,no\r\n", await AskAsync($"{Desk}/issues/{issue}/usage/months.csv"), StringComparison.Ordinal); // The closed article stands in the same issue.
        Assert.Contains("<svg", await AskAsync($"/desk/articles/{article.Id}/usage"), StringComparison.Ordinal);
        Assert.Contains("<svg", await AskAsync($"{Desk}/issues/{issue}/usage"), StringComparison.Ordinal);
        foreach (var nothing in new[] { $"/desk/articles/{article.Id}/usage/countries.csv", $"/desk/articles/{article.Id}/usage/titles.csv", $"{Desk}/issues/{issue}/usage/countries.csv", Desk + "/usage/none.csv" })
        {
            using var answer = await site.Web.GetAsync(nothing, editor);
            Assert.Equal((nothing, HttpStatusCode.NotFound), (nothing, answer.StatusCode));
        }

        using var whole = await site.Web.GetAsync("/desk/usage", editor);
        Assert.Equal(HttpStatusCode.Forbidden, whole.StatusCode);
        using var everything = await site.Web.GetAsync("/desk/usage", site.Web.Administrator());
        Assert.Contains("/desk/journals/lower-margin/usage", await everything.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_journals_editor_and_a_copy_editor_are_refused()
    {
        await using var site = await UsageSite.StartAsync();
        var (open, free) = (await TermsAsync(site, UsageSite.Open), await TermsAsync(site, UsageSite.Free));
        var issue = (await site.Web.Services.GetRequiredService<ArticleStore>().FindForDeskAsync(open.Id, Ct))!.Row.IssueKey!;
        foreach (var who in new[] { site.Web.SignedIn(new DeskGrant(DeskRole.Editor, free.Terms.JournalId)), site.Web.SignedIn(new DeskGrant(DeskRole.CopyEditor, open.Terms.JournalId)) })
        {
            foreach (var path in new[] { "/desk/journals/lower-margin/usage", $"/desk/journals/lower-margin/issues/{issue}/usage", $"/desk/articles/{open.Id}/usage" })
            {
                foreach (var rest in new[] { "", "/months.csv", "/referrers.csv", "/countries.csv", "/titles.csv" })
                {
                    using var answer = await site.Web.GetAsync(path + rest, who);
                    Assert.Equal((path + rest, HttpStatusCode.Forbidden), (path + rest, answer.StatusCode));
                }
            }
        }
    }

    [Fact]
    public async Task Without_a_table_no_country_is_counted_and_a_table_with_a_wrong_line_is_not_taken()
    {
        await using var none = await UsageSite.StartAsync();
        await ReadAsync(none);
        await none.CountAsync();
        Assert.Equal(0, await none.NumberAsync("SELECT COUNT(*) FROM usage_countries"));

        await using var wrong = await UsageSite.StartAsync(countries: "130.92.0.0/16,CH\n130.93.0.0/16,Switzerland\n");
        var countries = wrong.Web.Services.GetRequiredService<UsageCountries>();
        Assert.False(countries.IsOn);

        // It is mended while the site runs; and broken again, what was known holds on.
        await File.WriteAllTextAsync(wrong.Countries!, "130.92.0.0/16,CH\n130.93.0.0/16,DE\n", Ct);
        await countries.RenewAsync(Ct);
        Assert.Equal("DE", countries.Find(IPAddress.Parse("130.93.0.1")));
        await File.WriteAllTextAsync(wrong.Countries!, "nothing", Ct);
        await countries.RenewAsync(Ct);
        Assert.Equal("DE", countries.Find(IPAddress.Parse("130.93.0.1")));
    }

    // Eight texts and two walls. Led here: four by one site, one by another, one by the site itself, one who asks not to be followed.
    private static async Task ReadAsync(UsageSite site)
    {
        for (var i = 1; i <= 4; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Open, $"130.92.1.{i}", ("Referer", Scholar)));
        }

        Assert.Equal(200, await site.StatusAsync(UsageSite.Open, "129.194.1.1", ("Referer", "https://rare.example.org/me")));
        Assert.Equal(200, await site.StatusAsync(UsageSite.Open, "8.8.8.8", ("Referer", site.Web.Address + "articles")));
        Assert.Equal(200, await site.StatusAsync(UsageSite.Open, "130.92.1.6", ("Referer", Scholar), ("DNT", "1")));
        Assert.Equal(200, await site.StatusAsync(UsageSite.Open, "130.92.1.7"));
        Assert.Equal(200, await site.StatusAsync(UsageSite.Open, "130.92.1.8", ("Referer", Scholar), ("User-Agent", "Googlebot/2.1")));
        for (var i = 1; i <= 2; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Closed, $"130.92.1.{i}"));
        }
    }

    private static async Task<ArticleAccessRow> TermsAsync(UsageSite site, string path) => (await site.Web.Services.GetRequiredService<ArticleStore>().FindAccessAsync(path["/articles/".Length..], Ct))!;
}
