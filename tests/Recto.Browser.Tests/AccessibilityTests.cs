using Microsoft.Playwright;

namespace Recto.Browser.Tests;

public sealed class AccessibilityTests(Site site)
{
    /// <summary>What axe finds hangs on the width or on the colours, not on both: two rounds see all of either.</summary>
    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_on_any_type_of_page(int width, ColorScheme light)
    {
        var wrong = new List<string>();
        var page = await site.OpenAsync("/", width, light);
        foreach (var path in await PageTypes.AllAsync(site, TestContext.Current.CancellationToken))
        {
            await page.GotoAsync(site.Address + path);
            wrong.AddRange(await Axe.ViolationsAsync(page, path));
        }

        await page.Context.CloseAsync();
        Findings.MustBeNone(wrong);
    }

    [Fact]
    public async Task Nothing_scrolls_sideways()
    {
        var wrong = new List<string>();
        var page = await site.OpenAsync("/");
        foreach (var path in await PageTypes.AllAsync(site, TestContext.Current.CancellationToken))
        {
            await page.GotoAsync(site.Address + path);
            foreach (var width in (int[])[320, 960, 1152])
            {
                await page.SetViewportSizeAsync(width, 1000);
                wrong.AddRange((await page.EvaluateAsync<string[]>("""
                    () => {
                      const root = document.documentElement
                      if (root.scrollWidth <= root.clientWidth) return []
                      return [root.scrollWidth + ' wide', ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 120))]
                    }
                    """)).Select(what => $"{path} at {width}: {what}"));
            }
        }

        await page.Context.CloseAsync();
        Findings.MustBeNone(wrong);
    }
}
