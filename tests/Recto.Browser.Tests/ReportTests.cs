namespace Recto.Browser.Tests;

/// <summary>A reader reports a reading with nothing but a keyboard and without script.</summary>
public sealed class ReportTests(Site site)
{
    [Fact]
    public async Task A_reading_is_reported_by_keyboard_without_script()
    {
        var article = (await PageTypes.OpenArticlesAsync(site, TestContext.Current.CancellationToken))[0];
        var page = await site.OpenAsync(article + "/notes/1", script: false);
        await page.Locator("h1").First.WaitForAsync();
        var tabs = 0;
        for (; tabs < 200 && await page.Locator("a[href$='/report']:focus").CountAsync() == 0; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.True(tabs < 200, "No Tab leads to the link that reports.");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/notes/1/report");
        await page.Locator("input[name=choice]").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("words", await page.Locator(":focus").GetAttributeAsync("name"));
        await page.Keyboard.TypeAsync("It is file 432.");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("email", await page.Locator(":focus").GetAttributeAsync("name"));
        await page.Keyboard.TypeAsync("no address");
        await page.Keyboard.PressAsync("Tab"); // Past the field that no person sees.
        await page.EvaluateAsync("document.querySelector('[name=email]').type = 'text'"); // The browser's own check is not what is tested.
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#f-email-fault").WaitForAsync();
        Assert.Equal("It is file 432.", (await page.Locator("[name=words]").InputValueAsync()).Trim());

        await page.Locator("[name=email]").FillAsync("");
        await page.Locator("[name=words]").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/report/thanks");
        Assert.Contains("with the editors", await page.Locator("h1").TextContentAsync(), StringComparison.Ordinal);
    }
}
