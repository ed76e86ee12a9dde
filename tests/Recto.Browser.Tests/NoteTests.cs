using Microsoft.Playwright;

namespace Recto.Browser.Tests;

public sealed class NoteTests(Site site)
{
    // Notes over notes, and notes over anything of the text, of what comes after it, and of the foot of the page.
    private const string Overlaps = """
        () => {
          const boxes = of => [...document.querySelectorAll(of)].filter(e => e.getClientRects().length).map(e => ({ e, name: e.id || e.tagName + ' ' + e.textContent.slice(0, 30), box: e.getBoundingClientRect() }))
          const meet = (a, b) => a.top < b.bottom - 1 && b.top < a.bottom - 1 && a.left < b.right - 1 && b.left < a.right - 1
          const notes = boxes('.body .note')
          const others = boxes('.body :is(p, h2, h3, figure, blockquote, table), .after > section, .colophon p, .colophon nav').filter(o => !o.e.closest('.note'))
          const wrong = []
          notes.forEach((a, i) => {
            for (const b of notes.slice(i + 1)) if (meet(a.box, b.box)) wrong.push(a.name + ' over ' + b.name)
            for (const b of others) if (meet(a.box, b.box)) wrong.push(a.name + ' over ' + b.name)
          })
          return wrong
        }
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(1152)]
    [InlineData(960)]
    [InlineData(390)]
    public async Task Notes_never_overlap_closed_or_open(int width)
    {
        foreach (var path in await PageTypes.ArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path, width);
            var closed = await page.EvaluateAsync<string[]>(Overlaps);
            await page.EvaluateAsync("document.querySelectorAll('.note details').forEach(d => d.open = true)");
            var open = await page.EvaluateAsync<string[]>(Overlaps);

            Findings.MustBeNone(closed.Concat(open).Select(pair => $"{path}: {pair}"));
            await page.Context.CloseAsync();
        }
    }

    /// <summary>WCAG 2.2, 1.4.12: a reader may space lines by 1.5, letters by .12, words by .16 and paragraphs by 2 of the type's size.</summary>
    [Fact]
    public async Task A_reader_who_spaces_the_text_out_loses_nothing()
    {
        foreach (var path in await PageTypes.ArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path, bypassPolicy: true);
            var before = await page.EvaluateAsync<double>("document.documentElement.scrollHeight");
            await page.AddStyleTagAsync(new() { Content = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }" });
            await page.EvaluateAsync("document.querySelectorAll('.note details').forEach(d => d.open = true)");

            Assert.True(await page.EvaluateAsync<double>("document.documentElement.scrollHeight") > before, "The spacing did not take.");
            Findings.MustBeNone((await page.EvaluateAsync<string[]>(Overlaps)).Select(pair => $"{path}: {pair}"));
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Paper_shows_the_notes_whole_and_no_control()
    {
        foreach (var path in await PageTypes.ArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path, 794);
            Assert.True(await page.Locator(".cite").First.IsVisibleAsync());
            await page.EmulateMediaAsync(new() { Media = Media.Print });

            var seen = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.cite, .reading, .contents, .skip, .masthead nav, .colophon, summary')].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))
                """);
            var folded = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.note .more')].filter(e => e.getBoundingClientRect().height < 10).map(e => e.closest('.note').id)
                """);

            Findings.MustBeNone(seen.Select(control => $"{path}: {control}").Concat(folded.Select(note => $"{path}: {note} is not whole")));
            Assert.True(await page.Locator(".note").First.IsVisibleAsync());
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task On_a_wide_screen_a_note_stands_level_with_its_call_or_below_the_note_before()
    {
        foreach (var path in await PageTypes.ArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path);

            var wrong = await page.EvaluateAsync<string[]>("""
                () => {
                  const wrong = []; let before = 0
                  for (const note of document.querySelectorAll('.body .par .note')) {
                    const call = document.querySelector(`.call[href="#${note.id}"]`), box = note.getBoundingClientRect()
                    const wanted = Math.max(call.getBoundingClientRect().top, before)
                    if (Math.abs(box.top - wanted) > 40) wrong.push(`${note.id}: ${box.top} instead of ${wanted}`)
                    before = box.bottom
                  }
                  return wrong
                }
                """);

            Findings.MustBeNone(wrong.Select(note => $"{path}: {note}"));
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_keyboard_goes_from_a_call_to_its_note_and_back(bool script)
    {
        foreach (var path in await PageTypes.OpenArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path, script: script);
            await page.Locator(".call").Nth(2).FocusAsync();
            var call = await page.Locator(".call").Nth(2).GetAttributeAsync("id");
            var note = (await page.Locator(".call").Nth(2).GetAttributeAsync("href"))![1..];

            await page.Keyboard.PressAsync("Enter");
            Assert.EndsWith("#" + note, page.Url, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator($"#{note}")).ToBeInViewportAsync();
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");

            Assert.EndsWith("#" + call, page.Url, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator($"#{call}")).ToBeInViewportAsync();
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_back_reference_opens_by_keyboard_and_says_what_it_means_with_its_printed_words_untouched()
    {
        var seen = 0;
        foreach (var path in await PageTypes.ArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path);
            foreach (var reading in (await page.Locator(".note > details.reading").AllAsync()).Take(3))
            {
                await reading.Locator("summary").FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(reading.Locator("p").First).ToBeVisibleAsync();
                seen++;
            }

            await page.Context.CloseAsync();
        }

        Assert.True(seen >= 6, $"Only {seen} readings were found.");
    }

    [Fact]
    public async Task Every_call_of_a_note_that_is_called_twice_can_be_returned_to()
    {
        var twice = 0;
        foreach (var path in await PageTypes.ArticlesAsync(site, TestContext.Current.CancellationToken))
        {
            var page = await site.OpenAsync(path);
            var missing = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.call')].filter(call => !document.querySelector(`:is(.note, .tablenote) a[href="#${call.id}"]`)).map(call => call.id)
                """);
            twice += await page.EvaluateAsync<int>("() => document.querySelectorAll('.call[id$=\"-2\"]').length");

            Findings.MustBeNone(missing.Select(call => $"{path}: nothing leads back to {call}"));
            await page.Context.CloseAsync();
        }

        Assert.True(twice > 0, "No note of the demo journal is called twice.");
    }

    [Fact]
    public async Task The_choice_where_notes_stand_is_remembered_and_the_server_answers_it_without_script()
    {
        var path = (await PageTypes.OpenArticlesAsync(site, TestContext.Current.CancellationToken))[0];
        var plain = await site.OpenAsync(path + "?notes=end", script: false);
        Assert.Equal(0, await plain.Locator(".body .par .note").CountAsync());
        Assert.True(await plain.Locator(".endnotes .note").CountAsync() > 5);

        var page = await site.OpenAsync(path);
        await page.Locator(".choice summary").First.ClickAsync();
        await page.Locator("#ended").CheckAsync();
        await page.ReloadAsync();

        Assert.True(await page.Locator("#ended").IsCheckedAsync());
        Assert.Equal(0, await page.Locator(".par .note").CountAsync());
    }
}
