using System.Text.RegularExpressions;

namespace Recto.Browser.Tests;

public sealed class SourceTests(Site site)
{
    private const string Article = "/articles/van-aalst-what-is-written-on-the-folder-the-soviet-call-number-and-the-transfers";

    [Fact]
    public async Task From_an_article_a_reader_comes_over_a_source_to_the_note_of_somebody_else_that_cites_the_same_leaf()
    {
        var page = await site.OpenAsync(Article);

        await page.Locator("a.also").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/sources#source-\\d+$"));
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector(':target').getBoundingClientRect().top < innerHeight"));
        await page.Locator(".elsewhere a[href*='#n']").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("/articles/[^/]+#n\\d+"));
        Assert.DoesNotContain(Article, page.Url, StringComparison.Ordinal);
        Assert.True(await page.Locator(":target").First.IsVisibleAsync());

        // The note by itself tells the way back.
        await page.GotoAsync(site.Address + new Uri(page.Url).AbsolutePath + "/notes/" + new Uri(page.Url).Fragment["#n".Length..]);
        await page.Locator($".whoelse a[href^='{Article}#n']").First.ClickAsync();
        await page.WaitForURLAsync(new Regex(Regex.Escape(Article) + "#n"));
        await page.Context.CloseAsync();
    }
}
