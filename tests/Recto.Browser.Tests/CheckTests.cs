using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary><c>/check</c> as a person uses it.</summary>
public sealed class CheckTests(Site site)
{
    private const string Notes = """
        41 RGASPI 558/11/431/121.
        42 M. Vaïsse, ‘Les militaires français et l’alliance franco-soviétique au cours des années 1930ʹ, Forces armées et systèmes d’alliance (Montpellier, Paris: Fondation pour les études de Défense nationale 1983).
        43 RGASPI 558/11/431/122.
        44 See note 44 above.
        97 RGVA 33987/3а/374/7.
        98 Jane Doe, “Reading the Margins, Archives 12 (2001), 33.
        """;

    private const string Markdown = "# On Margins\n\nText.[^1] More.[^2]\n\n[^1]: See note 1 above, where *Margins* are.\n[^2]: RGASPI 558/11/431/121.\n";

    /// <summary>What each kind of answer is asked for with.</summary>
    public static IReadOnlyList<(string Name, bool IsFile, string Text)> Answers { get; } =
        [("result", false, Notes), ("file", true, Markdown), ("clean", false, "1 RGASPI 558/11/431/121."), ("hostile", false, "1 <script>alert(1)</script> See note 1 above."), ("nothing", false, ""), ("no-notes", true, "# T\n\nText.\n"), ("broken", true, "%PDF-1.7")];

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_on_any_answer_and_none_scrolls_sideways(int width, ColorScheme light)
    {
        var wrong = new List<string>();
        foreach (var (name, isFile, text) in Answers)
        {
            var page = await CheckedAsync(isFile ? "" : text, isFile ? text : null, width, light);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

            wrong.AddRange(await Axe.ViolationsAsync(page, name));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
            {
                wrong.Add($"{name}: {over} too wide");
            }

            await page.Context.CloseAsync();
        }

        Findings.MustBeNone(wrong);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_keyboard_alone_notes_are_pasted_checked_filtered_mended_and_taken_home(bool script)
    {
        var page = await site.OpenAsync("/check", script: script);
        await TabToAsync(page, "#notes");
        await page.Keyboard.InsertTextAsync(Notes);
        await TabToAsync(page, "button[value=check]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("6 notes read");

        await TabToAsync(page, "#only-found");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#n1")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#n4")).ToBeVisibleAsync();

        await TabToAsync(page, "mark.error a");
        await page.Keyboard.PressAsync("Enter");
        Assert.Matches("#f[0-9]+$", page.Url);
        await TabToAsync(page, ".finding .id");
        await page.Keyboard.PressAsync("Enter");
        Assert.Matches("#m[0-9-]+$", page.Url);

        await TabToAsync(page, "input[name=fix]:not(:checked)");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "button[value=apply]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".told")).ToContainTextAsync("fixes were made");
        Assert.True(await page.Locator("#only-found").IsCheckedAsync());
        Assert.Contains("44 See note 43 above", await page.Locator("#notes").InputValueAsync(), StringComparison.Ordinal);

        await TabToAsync(page, "button[value=sarif]");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Equal("notes.sarif", download.SuggestedFilename);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Filters_show_and_hide_findings_without_script()
    {
        var page = await CheckedAsync(Notes, null, 1440, ColorScheme.Light, script: false);
        var all = await VisibleAsync(page, ".finding");

        await page.Locator("#show-error").UncheckAsync();
        Assert.Equal(0, await VisibleAsync(page, ".finding.error"));
        Assert.True(await VisibleAsync(page, ".finding.warning") > 0);
        await page.Locator("#only-found").CheckAsync();
        await Assertions.Expect(page.Locator("#n4")).ToBeHiddenAsync(); // It has an error only.
        await page.Locator("#show-g01").UncheckAsync();
        Assert.Equal(0, await VisibleAsync(page, ".finding.g01"));
        await page.Locator("#show-warning").UncheckAsync();
        if (await page.Locator("#show-advice").CountAsync() > 0)
        {
            await page.Locator("#show-advice").UncheckAsync();
        }

        await Assertions.Expect(page.Locator(".none-shown")).ToBeVisibleAsync();
        Assert.True(all >= 4);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_written_is_checked_again_while_it_is_written()
    {
        var page = await CheckedAsync(Notes, null, 1440, ColorScheme.Light);
        await page.Locator("#notes").FillAsync("1 RGASPI 558/11/431/121.\n2 See note 2 above.");

        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("2 notes read, 1 finding");
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("2 notes read, 1 finding");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_that_is_dropped_is_chosen_and_one_too_large_is_refused_before_it_is_sent()
    {
        var page = await site.OpenAsync("/check");
        await page.EvaluateAsync("""
            text => {
              const data = new DataTransfer()
              data.items.add(new File([text], 'dropped.md', { type: 'text/markdown' }))
              const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })
              document.getElementById('notes').dispatchEvent(drop)
            }
            """, Markdown);
        Assert.Equal("dropped.md", await page.EvaluateAsync<string>("document.getElementById('file').files[0].name"));
        await page.Locator("button[value=check]").ClickAsync();
        await Assertions.Expect(page.Locator("#carried")).ToContainTextAsync("dropped.md");

        await page.EvaluateAsync("""
            () => {
              const data = new DataTransfer(), file = document.getElementById('file')
              data.items.add(new File([new Uint8Array(11 * 1048576)], 'large.docx'))
              file.files = data.files
              file.dispatchEvent(new Event('change'))
            }
            """);
        Assert.False(await page.EvaluateAsync<bool>("document.getElementById('file').checkValidity()"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Script_in_notes_never_runs_and_nobody_else_is_asked_for_anything()
    {
        var page = await site.OpenAsync("/check");
        var wrong = new List<string>();
        page.Dialog += (_, dialog) => { wrong.Add(dialog.Message); _ = dialog.DismissAsync(); };
        page.Request += (_, request) => { if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal)) { wrong.Add(request.Url); } };
        page.Console += (_, message) => { if (message.Type == "error") { wrong.Add(message.Text); } };
        await page.Locator("#notes").FillAsync("1 <script>alert(1)</script><img src=x onerror=alert(2)> See note 1 above.\n2 \"><svg onload=alert(3)> See note 2 above, ‘</textarea><script>alert(4)</script>ʹ, T (P: P 1983).");
        await page.Locator("button[value=check]").ClickAsync();
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("2 notes read");
        await page.Locator("#notes").PressAsync("End");
        await page.Keyboard.InsertTextAsync(" ");
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("2 notes read");

        Findings.MustBeNone(wrong);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> CheckedAsync(string notes, string? file, int width, ColorScheme light, bool script = true)
    {
        var page = await site.OpenAsync("/check", width, light, script);
        await page.Locator("#notes").FillAsync(notes);
        if (file is not null)
        {
            await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = file.StartsWith('%') ? "paper.pdf" : "paper.md", MimeType = "application/octet-stream", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        }

        await page.Locator("button[value=check]").ClickAsync();
        await page.WaitForSelectorAsync("#found, #trouble");
        return page;
    }

    private static async Task<int> VisibleAsync(IPage page, string what) => await page.EvaluateAsync<int>("what => [...document.querySelectorAll(what)].filter(e => e.checkVisibility()).length", what);

    // Only the Tab key moves; and where the focus is, it must be seen.
    private static async Task TabToAsync(IPage page, string what)
    {
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("what => document.activeElement.matches(what)", what))
            {
                Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
                return;
            }
        }

        Assert.Fail($"The Tab key never came to {what}.");
    }
}
