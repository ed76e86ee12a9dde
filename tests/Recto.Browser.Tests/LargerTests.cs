using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>The whole picture: a link without a script, over the page with one.</summary>
public sealed class LargerTests(Site site)
{
    private const string WithPicture = "/articles/van-aalst-what-is-written-on-the-folder-the-soviet-call-number-and-the-transfers";

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_picture_is_shown_over_the_page_by_keyboard_and_the_reader_comes_back_to_where_it_was(int width)
    {
        var page = await site.OpenAsync(WithPicture, width);
        var link = page.Locator("a.zoom").First;
        await link.FocusAsync();

        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("dialog.larger[open] img")).ToBeVisibleAsync();
        var box = (await page.Locator("dialog.larger img").BoundingBoxAsync())!;
        Assert.True(box.Width > width / 2 && box.Width <= width, $"{box.Width}");
        Assert.EndsWith(WithPicture, page.Url, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator("dialog.larger[open]")).ToHaveCountAsync(0);
        Assert.True(await link.EvaluateAsync<bool>("link => document.activeElement === link"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_script_the_link_leads_to_the_picture()
    {
        var page = await site.OpenAsync(WithPicture, script: false);

        await page.Locator("a.zoom").First.ClickAsync();

        await page.WaitForURLAsync("**/files/*.svg*");
        await page.Context.CloseAsync();
    }
}
