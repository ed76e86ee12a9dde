using System.Net;

namespace Recto.Browser.Tests;

public sealed class LinkTests(Site site)
{
    [Fact]
    public async Task Every_link_of_the_site_leads_somewhere()
    {
        Site.Ready();

        var pages = await Crawl.FromAsync(site.Address, TestContext.Current.CancellationToken);

        Assert.True(pages.Count > 20, $"Only {pages.Count} pages were reached.");
        // A language that was chosen leads back; a source of an article leads on to its work, which the list of works names too.
        Findings.MustBeNone(pages.Where(page => page.Value.Status != HttpStatusCode.OK && !(page.Value.Status == HttpStatusCode.SeeOther && page.Key.StartsWith("/language/", StringComparison.Ordinal))
            && !(page.Value.Status == HttpStatusCode.Redirect && System.Text.RegularExpressions.Regex.IsMatch(page.Key, "^/articles/[^/]+/sources/[^/]+$"))).Select(page => $"{page.Key}: {page.Value.Status}"));
    }

    [Fact]
    public async Task No_page_asks_anyone_else_for_anything_and_none_breaks_its_own_policy()
    {
        var wrong = new List<string>();
        var at = "/";
        var page = await site.OpenAsync(at);
        page.Request += (_, request) => { if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal)) { wrong.Add($"After {at}: {request.Url}"); } };
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) { wrong.Add($"After {at}: {message.Text}"); } };
        page.PageError += (_, error) => wrong.Add($"After {at}: {error}");
        foreach (var path in await PageTypes.AllAsync(site, TestContext.Current.CancellationToken))
        {
            at = path;
            await page.GotoAsync(site.Address + path);
        }

        await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        await page.Context.CloseAsync();
        Findings.MustBeNone(wrong);
    }
}
