using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>Accounts as a person uses them.</summary>
public sealed class AccountTests(Site site)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        var page = await site.OpenAsync("/account/sign-in");
        var authenticator = await AuthenticatorAsync(page);
        await page.GotoAsync(await LinkAsync("passkey"));
        await page.Locator("main button.first").ClickAsync();
        await page.Locator("#passkey-name").FillAsync("Laptop <b>");
        await page.Locator("#passkey-form button").ClickAsync();
        await Assertions.Expect(page.Locator("[aria-labelledby=passkeys] .passkeys")).ToContainTextAsync("Laptop <b>");

        await page.Locator("form[action='/account/sign-out'] button").ClickAsync();
        await Assertions.Expect(page.Locator("form[action='/account/sign-out']")).ToHaveCountAsync(0); // Else the next page takes its place before it has gone out.
        await page.GotoAsync(site.NamedAddress + "/account/sign-in?to=%2Faccount");
        await page.Locator("#passkey-form button").ClickAsync();
        await page.WaitForURLAsync("**/account");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Your account");

        await page.Locator("[aria-labelledby=passkeys] .passkeys summary").ClickAsync();
        await page.Locator("form[action='/account/passkeys/remove'] button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("The passkey is removed");
        await page.Locator("form[action='/account/sign-out'] button").ClickAsync();
        await Assertions.Expect(page.Locator("form[action='/account/sign-out']")).ToHaveCountAsync(0);
        await page.Locator("#passkey-form button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]:visible")).ToContainTextAsync("opens no account here");
        Assert.NotEmpty(authenticator);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_device_that_makes_no_passkey_is_told_so_and_nothing_breaks()
    {
        var page = await site.OpenAsync("/account/sign-in");
        await page.AddInitScriptAsync("navigator.credentials.create = () => Promise.reject(new DOMException('No', 'NotAllowedError'))"); // As a device says that is asked and does not want to.
        await page.GotoAsync(await LinkAsync("none"));
        await page.Locator("main button.first").ClickAsync();

        await page.Locator("#passkey-form button").ClickAsync();

        await Assertions.Expect(page.Locator("#passkey-fault")).ToContainTextAsync("No passkey was made");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_by_keyboard_a_link_signs_in()
    {
        var page = await site.OpenAsync("/account/sign-in", script: false);
        await Assertions.Expect(page.Locator("#passkey-without")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#passkey-form")).ToBeHiddenAsync();
        await page.GotoAsync(await LinkAsync("keyboard"));
        for (var i = 0; i < 30 && await page.Locator("main button.first:focus").CountAsync() == 0; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Your account");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_outlives_a_sign_in_that_has_ended()
    {
        var page = await site.OpenAsync("/account/sign-in");
        await site.SignInAsync(page.Context);
        await page.GotoAsync(site.Address + "/desk/people/invite");
        await page.Locator("#f-name").FillAsync("Bo \"Late\" Brouwer");
        await page.Context.ClearCookiesAsync();
        await page.Locator("main button.first").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("You are no longer signed in");

        await site.SignInAsync(page.Context); // In the other tab.
        await page.Locator("main button.first").ClickAsync();

        await Assertions.Expect(page.Locator("#f-name")).ToHaveValueAsync("Bo \"Late\" Brouwer"); // The address was missing: the form is there again.
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_on_any_page_of_accounts_and_none_scrolls_sideways(int width, ColorScheme light)
    {
        var wrong = new List<string>();
        await EachAsync(width, light, async (name, page) =>
        {
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            wrong.AddRange(await Axe.ViolationsAsync(page, name));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
            {
                wrong.Add($"{name}: {over} too wide");
            }
        });

        Findings.MustBeNone(wrong);
    }

    [Fact]
    public async Task The_HTML_checker_has_nothing_to_say_on_any_page_of_accounts()
    {
        var pages = new List<(string, string)>();
        await EachAsync(1440, ColorScheme.Light, async (name, page) => pages.Add((name, await page.ContentAsync())));

        Assert.Equal("", await MarkupTests.SaidAsync(pages));
    }

    private async Task EachAsync(int width, ColorScheme light, Func<string, IPage, Task> look)
    {
        var page = await site.OpenAsync("/account/sign-in", width, light);
        await look("sign-in", page);
        await page.Locator("#link-email").FillAsync("nobody@example.org");
        await page.Locator("main button.first").ClickAsync();
        await look("asked", page);
        await page.GotoAsync((await LinkAsync("look")).Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        await look("link", page);
        await site.SignInAsync(page.Context);
        foreach (var path in new[] { "/account", "/desk/people", "/desk/people?q=nobody-at-all", "/desk/people/invite", "/desk/log", "/desk/status", "/account/link?key=old" })
        {
            await page.GotoAsync(site.Address + path);
            await look(path.Replace('?', '~'), page);
        }

        await page.GotoAsync(site.Address + "/desk/people");
        await page.Locator(".people a").First.ClickAsync();
        await look("person", page);
        await page.GotoAsync(site.Address + "/desk/people/invite");
        await page.Locator("main button.first").ClickAsync();
        await look("invite-wrong", page);
        await page.Locator("#f-name").FillAsync("Late");
        await page.Context.ClearCookiesAsync();
        await page.Locator("main button.first").ClickAsync();
        await look("late", page);
        await page.Context.CloseAsync();
    }

    /// <summary>A link that signs in somebody new.</summary>
    private async Task<string> LinkAsync(string name)
    {
        var said = await site.RunAsync("user", "add", $"{name}-{Guid.NewGuid():N}@example.org", "--name", name, "--copy-editor", "all", "--address", site.NamedAddress);
        return said[said.IndexOf("http://", StringComparison.Ordinal)..];
    }

    // Web Authentication, level 3, section 11: an authenticator that Chromium pretends to have.
    private static async Task<string> AuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        var added = await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
        return added!.Value.GetProperty("authenticatorId").GetString()!;
    }
}
