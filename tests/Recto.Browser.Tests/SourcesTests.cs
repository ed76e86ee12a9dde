using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>From the directory of archives to what is ordered in the reading room, by keyboard alone and without script.</summary>
public sealed class SourcesTests(Site site)
{
    [Theory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task A_reader_walks_down_the_tree_to_a_file_and_makes_its_sheet_by_keyboard(int width, bool script)
    {
        Site.Ready();
        var page = await site.OpenAsync("/sources", width, script: script);

        foreach (var (link, heading) in new[] { ("RGASPI", "Russian State Archive of Socio-Political History"), ("fond 558", "RGASPI 558"), ("opis 11", "RGASPI 558/11"), ("delo 431", "RGASPI 558/11/431") })
        {
            await page.Locator(".main").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        }

        Assert.True(await page.Locator("table.leaves tbody").CountAsync() >= 3);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "all that is cited of RGASPI 558/11" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the sheet" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "ordered: RGASPI 558/11/431" })).ToBeVisibleAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0); // Controls stay off the paper.
        await Assertions.Expect(page.Locator(".paper")).ToBeVisibleAsync(); // Lines for reader, date and seat.
        Assert.Empty(await page.Context.CookiesAsync());
        await page.Context.CloseAsync();
    }
}
