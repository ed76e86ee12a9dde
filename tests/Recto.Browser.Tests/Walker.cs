using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>Somebody who goes through pages by the keyboard alone, with scripts or without. On the way every page is looked at.</summary>
internal sealed class Walker : IAsyncDisposable
{
    private const int MostTabs = 150;
    private readonly bool _script;

    private Walker(IPage page, bool script) => (Page, _script) = (page, script);

    /// <summary>What this walker sees.</summary>
    public IPage Page { get; }

    /// <summary>What was wrong with the pages so far.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>A new browser, that knows nothing.</summary>
    /// <param name="site">Has the browser.</param>
    /// <param name="script">Whether pages may run scripts.</param>
    /// <param name="from">The network address that a proxy in front of the site tells of this reader; null for none.</param>
    public static async Task<Walker> StartAsync(Site site, bool script, string? from = null)
    {
        var context = await site.ContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, JavaScriptEnabled = script, ExtraHTTPHeaders = from is null ? null : [KeyValuePair.Create("X-Forwarded-For", from)] });
        return new Walker(await context.NewPageAsync(), script);
    }

    /// <summary>Looks at a page: axe where scripts run, for it is one; its width always.</summary>
    public async Task LookAsync(string what)
    {
        if (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
        {
            Wrong.Add($"{what}: {over} too wide");
        }

        if (_script)
        {
            Wrong.AddRange(await Axe.ViolationsAsync(Page, what));
        }
    }

    /// <summary>Goes on by Tab until it is reached.</summary>
    public async Task ToAsync(ILocator what)
    {
        await Assertions.Expect(what).ToBeVisibleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await what.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{MostTabs} Tabs do not lead to {what} at {Page.Url}.");
    }

    /// <summary>Presses a button, or follows a link.</summary>
    public async Task PressAsync(ILocator what)
    {
        await ToAsync(what);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Writes over what stands in a field.</summary>
    public async Task WriteAsync(ILocator field, string text)
    {
        await ToAsync(field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses from a list by the first letters.</summary>
    public async Task ChooseAsync(ILocator list, string words)
    {
        await ToAsync(list);
        await Page.Keyboard.TypeAsync(words);
    }

    /// <summary>Ticks a box.</summary>
    public async Task TickAsync(ILocator box)
    {
        await ToAsync(box);
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    /// <summary>The heading of the page, once it is this one.</summary>
    public Task HeadedAsync(string words) => Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync(words);

    /// <summary>The address of the page, once its path is this one: asked again and again, for the event of a navigation may have passed before anybody waits for it.</summary>
    public Task IsAtAsync(string path) => Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(path) + "$"));

    /// <summary>Asks for the page again until its heading is this one: what a payment house tells is worked on in a moment.</summary>
    public async Task UntilHeadedAsync(string words)
    {
        for (var tries = 0; tries < 600 && await Page.Locator("h1").InnerTextAsync() != words; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await Page.ReloadAsync();
        }

        await HeadedAsync(words);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();
}
