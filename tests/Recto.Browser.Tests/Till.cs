using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>The way from an offer to the payment house, and what is seen of the one article that the demo journal sells.</summary>
internal static class Till
{
    /// <summary>The article's part of its address.</summary>
    public const string Slug = "kalandia-four-strokes-a-short-grammar-of-the-soviet-call-number";

    /// <summary>Path of the article.</summary>
    public const string Article = "/articles/" + Slug;

    /// <summary>Its title.</summary>
    public const string Title = "Four strokes: a short grammar of the Soviet call number";

    /// <summary>Words that only those may read who have bought it.</summary>
    public const string ClosedWords = "A fond is a wall, an opis a shelf, a delo a folder in the hand";

    /// <summary>The article is closed, and can be bought.</summary>
    public static async Task IsClosedAsync(Walker reader)
    {
        await Assertions.Expect(reader.Page.Locator("#read")).ToHaveTextAsync("Read the article");
        await Assertions.Expect(reader.Page.Locator("#buy")).ToContainTextAsync("53.00");
        await Assertions.Expect(reader.Page.Locator("#text")).ToHaveCountAsync(0);
        Assert.DoesNotContain(ClosedWords, await reader.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>The article is open.</summary>
    public static Task IsOpenAsync(Walker reader) => Assertions.Expect(reader.Page.Locator("#text")).ToContainTextAsync(ClosedWords);

    /// <summary>From an offer through the cart up to the payment house.</summary>
    /// <param name="buyer">At a page with offers.</param>
    /// <param name="offer">Words of the offer.</param>
    /// <param name="email">Address of the buyer, who is in France.</param>
    /// <param name="sum">What is to be paid, with its tax.</param>
    /// <param name="isSlow">Whether the buyer makes a mistake on the way, and looks at every page.</param>
    public static async Task OrderAsync(Walker buyer, string offer, string email, string sum, bool isSlow = false)
    {
        var page = buyer.Page;
        await buyer.PressAsync(page.Locator(".offer", new() { HasText = offer }).GetByRole(AriaRole.Button));
        await buyer.HeadedAsync("Cart");
        var address = page.GetByLabel("E-mail, for the link and the receipt");
        if (isSlow)
        {
            await buyer.LookAsync("cart");
            await buyer.WriteAsync(address, "reader@example");
            await buyer.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Show the tax and the sum" }));
            await Assertions.Expect(page.Locator("#f-email-fault")).ToContainTextAsync("name@example.org");
            await Assertions.Expect(address).ToHaveValueAsync("reader@example");
            await buyer.LookAsync("cart with faults");
        }

        await buyer.WriteAsync(address, email);
        await buyer.ChooseAsync(page.GetByLabel("Country, for the tax"), "France");
        await buyer.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Show the tax and the sum" }));
        await Assertions.Expect(page.Locator(".sum")).ToContainTextAsync("VAT, France, 20%");
        if (isSlow)
        {
            await buyer.LookAsync("checkout");
        }

        await buyer.TickAsync(page.GetByLabel("Open it at once."));
        await buyer.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = $"Pay {sum}" }));
    }
}
