using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.Recommendations;
using Recto.App.Features.Usage;
using Recto.App.Shell;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Features.Usage;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Recommendations;

/// <summary>What people also read and what is recommended, from the readers at the door to the page of the article.</summary>
public sealed class ReadNextTests
{
    private const string First = "/articles/maubert-ledgers-of-the-harbour";
    private const string Second = "/articles/maubert-watermarks-under-lamplight";
    private const string Third = "/articles/maubert-seals-and-ribbons";
    private const string File = "<a href=\"/sources/rgaspi/17/162/14\"><bdi>RGASPI 17/162/14</bdi></a>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_enough_readers_read_together_is_told_and_what_too_few_or_those_who_are_not_followed_read_is_not(string kind)
    {
        await using var site = await UsageSite.StartAsync(kind);
        for (var i = 1; i <= 6; i++)
        {
            await ReadAsync(site, $"130.92.1.{i}", UsageSite.Open, UsageSite.Free); // six readers
            await ReadAsync(site, $"130.92.2.{i}", UsageSite.Open); // six who read one article
        }

        for (var i = 1; i <= 4; i++)
        {
            await ReadAsync(site, $"130.92.3.{i}", UsageSite.Closed, UsageSite.Free); // too few
        }

        await ReadAsync(site, "130.92.3.1", UsageSite.Closed, UsageSite.Free); // who comes back is one reader still
        for (var i = 1; i <= 9; i++)
        {
            foreach (var path in new[] { UsageSite.Open, UsageSite.Closed })
            {
                await site.StatusAsync(path, $"130.92.4.{i}", (i % 2 == 0 ? "DNT" : "Sec-GPC", "1"));
            }
        }

        await site.CountAsync();
        await site.Web.Services.GetRequiredService<MakeLists>().RunAsync(Ct);

        Assert.Equal([UsageSite.Free], AlsoRead(await site.Web.TextAsync(UsageSite.Open)));
        Assert.Equal([UsageSite.Open], AlsoRead(await site.Web.TextAsync(UsageSite.Free)));
        Assert.Empty(AlsoRead(await site.Web.TextAsync(UsageSite.Closed)));
        Assert.Equal((2L, 10L, 0L), (await site.NumberAsync("SELECT COUNT(*) FROM co_reads"), await site.NumberAsync("SELECT SUM(sessions) FROM co_reads"), await site.NumberAsync("SELECT COUNT(*) FROM usage_salts")));

        Assert.True(await site.Web.Services.GetRequiredService<RollUpUsage>().CountAsync(DateOnly.FromDateTime(UsageSite.Start.UtcDateTime), Ct));
        Assert.Equal((2L, 10L), (await site.NumberAsync("SELECT COUNT(*) FROM co_reads"), await site.NumberAsync("SELECT SUM(sessions) FROM co_reads")));
    }

    [Fact]
    public async Task Who_is_signed_in_to_an_account_makes_no_pairs()
    {
        await using var site = await UsageSite.StartAsync();
        for (var i = 1; i <= 6; i++)
        {
            var cookie = site.Web.SignedIn();
            await site.StatusAsync(UsageSite.Open, $"130.92.1.{i}", cookie);
            await site.StatusAsync(UsageSite.Free, $"130.92.1.{i}", cookie);
        }

        await site.CountAsync();

        Assert.Equal((12L, 0L), (await site.NumberAsync("SELECT SUM(requests) FROM usage_title_counts"), await site.NumberAsync("SELECT COUNT(*) FROM co_reads")));
    }

    [Fact]
    public async Task Articles_that_cite_one_file_stand_beside_each_other_and_say_so()
    {
        await using var site = await LeavesAsync();

        var page = await site.TextAsync(First);

        Assert.Contains("both cite " + File, page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Second}\"", Section(page), StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"{First}\"", Section(page), StringComparison.Ordinal);
        Assert.Contains("Pourquoi : ", await site.TextAsync(First + "?lang=fr"), StringComparison.Ordinal);
        Assert.Contains("les deux citent " + File, await site.TextAsync(First + "?lang=fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_kept_with_its_lists_and_a_browser_that_has_it_is_told_so_until_they_change()
    {
        await using var site = await LeavesAsync();
        using var fresh = await site.GetAsync(First);
        var tag = fresh.Headers.ETag!.ToString();
        using var same = await site.GetAsync(First, ("If-None-Match", tag));
        var (editor, first, second) = (site.Administrator(), await site.ArticleAsync(First[10..]), await site.ArticleAsync(Second[10..]));

        using var banned = await site.PostAsync($"/desk/articles/{first.Row.Id}/recommendations", editor, ("other", second.Row.Id.ToString()), ("choice", "ban"));
        using var other = await site.GetAsync(First, ("If-None-Match", tag));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.SeeOther, HttpStatusCode.OK), (same.StatusCode, banned.StatusCode, other.StatusCode));
        Assert.DoesNotContain($"href=\"{Second}\"", Section(await site.TextAsync(First)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_show_nothing_is_shown()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));

        var page = await site.TextAsync(ReadOnlySite.Marchmont);

        Assert.DoesNotContain("read-next", page, StringComparison.Ordinal);
        Assert.DoesNotContain("People also read", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_or_retracted_is_gone_at_once()
    {
        await using var site = await LeavesAsync();
        var (admin, second) = (site.Administrator(), await site.ArticleAsync(Second[10..]));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("notice.xml", Leaf("Retraction of a leaf", "Nothing."))));
        var notice = await site.ArticleAsync("maubert-retraction-of-a-leaf");
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        Assert.Contains($"href=\"{Second}\"", Section(await site.TextAsync(First)), StringComparison.Ordinal);
        Assert.Contains($"href=\"{Third}\"", Section(await site.TextAsync(First)), StringComparison.Ordinal);

        using var retracted = await site.PostAsync($"/desk/articles/{notice.Row.Id}/relate", admin, ("relation", "Retraction-notice"), ("other", second.Row.Slug));
        Assert.Equal(HttpStatusCode.SeeOther, retracted.StatusCode);
        Assert.DoesNotContain($"href=\"{Second}\"", Section(await NewAsync(site, First)), StringComparison.Ordinal);

        using var withdrawn = await site.PostAsync($"/desk/articles/{(await site.ArticleAsync(Third[10..])).Row.Id}/withdraw", admin, ("reason", "It was another’s."));
        Assert.Equal(HttpStatusCode.SeeOther, withdrawn.StatusCode);
        Assert.DoesNotContain($"href=\"{Third}\"", Section(await NewAsync(site, First)), StringComparison.Ordinal);
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        Assert.DoesNotContain("maubert-retraction-of-a-leaf", Section(await NewAsync(site, First)), StringComparison.Ordinal); // A notice stands in no list.
    }

    [Fact]
    public async Task A_new_article_has_its_list_and_stands_in_others_within_a_minute()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock), options: options => options with { MakesLists = true });
        await site.JournalAsync();
        var admin = site.Administrator();
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("first.xml", Leaf("Ledgers of the harbour", "RGASPI 17/162/14/3."))));
        await UntilAsync(site, clock, 120, First, page => page.Length > 0);
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("second.xml", Leaf("Watermarks under lamplight", "RGASPI 17/162/14/8.")), "--draft"));
        var second = await site.ArticleAsync(Second[10..]);
        for (var i = 0; i < 30; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1)); // A draft stands in no list however long it is one.
            await Task.Delay(10, Ct);
        }

        Assert.DoesNotContain($"href=\"{Second}\"", await site.TextAsync(First), StringComparison.Ordinal);

        using var published = await site.PostAsync($"/desk/articles/{second.Row.Id}/publish", admin);
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);

        await UntilAsync(site, clock, 59, First, page => page.Contains($"href=\"{Second}\"", StringComparison.Ordinal));
        Assert.Contains("both cite " + File, Section(await site.TextAsync(Second)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editors_put_an_article_first_take_one_out_and_take_it_back_and_the_log_says_who()
    {
        await using var site = await LeavesAsync();
        var leaves = (await site.ArticleAsync(First[10..])).Row;
        var (editor, copyEditor) = (site.SignedIn(new DeskGrant(DeskRole.Editor, leaves.JournalId)), site.SignedIn(new DeskGrant(DeskRole.CopyEditor, leaves.JournalId)));
        var desk = $"/desk/articles/{leaves.Id}/recommendations";
        var before = await site.DeskAsync(desk, editor);
        Assert.Contains("RGASPI 17/162/14", before, StringComparison.Ordinal);
        Assert.Contains("What each signal says", before, StringComparison.Ordinal);

        // From another journal of the site, by its address.
        using var pinned = await site.PostAsync(desk, editor, ("other", site.Address + ReadOnlySite.Marchmont[1..]), ("choice", "pin"));
        Assert.Equal(HttpStatusCode.SeeOther, pinned.StatusCode);
        Assert.Contains("Why: chosen by the editors", Section(await site.TextAsync(First)), StringComparison.Ordinal);
        using var again = await site.PostAsync(desk, editor, ("other", ReadOnlySite.Marchmont), ("choice", "pin"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        var listed = Section(await site.TextAsync(First));
        Assert.True(listed.IndexOf(ReadOnlySite.Marchmont, StringComparison.Ordinal) < listed.IndexOf(Second, StringComparison.Ordinal), listed);

        var second = await site.ArticleAsync(Second[10..]);
        using var banned = await site.PostAsync(desk, editor, ("other", second.Row.Id.ToString()), ("choice", "ban"));
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        Assert.DoesNotContain(Second, Section(await site.TextAsync(First)), StringComparison.Ordinal);
        Assert.Contains(First, Section(await site.TextAsync(Second)), StringComparison.Ordinal); // The other way round nothing was said.

        using var undone = await site.PostAsync(desk + "/undo", editor, ("other", second.Row.Id.ToString()));
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        Assert.Equal(desk + "?done=undone", undone.Headers.Location?.OriginalString);
        Assert.Contains(Second, Section(await site.TextAsync(First)), StringComparison.Ordinal);

        var log = await site.DeskAsync($"/desk/log?subject={Uri.EscapeDataString($"article/{leaves.Id}")}", site.Administrator());
        Assert.Contains("Put an article first in the lists of Ledgers of the harbour", log, StringComparison.Ordinal);
        Assert.Contains("Took an article out of the lists of Ledgers of the harbour", log, StringComparison.Ordinal);
        Assert.Contains("Took back a choice in the lists of Ledgers of the harbour", log, StringComparison.Ordinal);

        Assert.DoesNotContain("<button type=\"submit\" class=\"button small\"", await site.DeskAsync(desk, copyEditor), StringComparison.Ordinal);
        foreach (var path in new[] { desk, desk + "/undo" })
        {
            using var refused = await site.PostAsync(path, copyEditor, ("other", second.Row.Id.ToString()), ("choice", "ban"));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task What_cannot_be_chosen_is_said_and_nothing_is_kept()
    {
        await using var site = await LeavesAsync();
        var leaves = (await site.ArticleAsync(First[10..])).Row;
        await site.JournalAsync("others", "The journal of others");
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("draft.xml", Leaf("Draft of others", "Nothing.")), "--draft", "--journal", "others"));
        var editor = site.SignedIn(new DeskGrant(DeskRole.Editor, leaves.JournalId));

        foreach (var (other, choice, said) in new[] { ("maubert-draft-of-others", "pin", "No article of this site"), ("10.5555/nothing", "ban", "No article of this site"), (leaves.Slug, "pin", "This is the article itself"), (Second, "above", "Choose where") })
        {
            using var answer = await site.PostAsync($"/desk/articles/{leaves.Id}/recommendations", editor, ("other", other), ("choice", choice));
            Assert.Equal((other, HttpStatusCode.UnprocessableEntity), (other, answer.StatusCode));
            Assert.Contains(said, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Contains("Nothing yet.", await site.DeskAsync($"/desk/articles/{leaves.Id}/recommendations", editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_in_plain_words_how_the_lists_are_found_and_what_is_forgotten()
    {
        await using var site = await WebSite.StartAsync(options: options => options with { Recommendations = new() { Threshold = new(7, 2) } });

        var page = await site.TextAsync("/recommendations");

        Assert.Contains("at least 7 readers’ days", page, StringComparison.Ordinal);
        Assert.Contains("blurred by chance", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("\\bAI\\b", page);
        Assert.Contains("Что забывается", await site.TextAsync("/recommendations?lang=ru"), StringComparison.Ordinal);
        Assert.Contains("href=\"/recommendations\"", await site.TextAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 5, null)]
    [InlineData("3", "0.5", 3, 0.5)]
    [InlineData(" 12 ", "", 12, null)]
    public void Settings_are_read(string? together, string? noise, int sessions, double? epsilon)
    {
        Assert.True(RecommendationOptions.TryRead(name => name == "RECTO_READ_TOGETHER" ? together : name == "RECTO_READ_TOGETHER_NOISE" ? noise : null, out var told, out _));
        Assert.Equal((sessions, epsilon), (told.Threshold.Sessions, told.Threshold.Epsilon));
    }

    [Theory]
    [InlineData("RECTO_READ_TOGETHER", "2")]
    [InlineData("RECTO_READ_TOGETHER", "many")]
    [InlineData("RECTO_READ_TOGETHER_NOISE", "0")]
    [InlineData("RECTO_READ_TOGETHER_NOISE", "-1")]
    public void A_setting_that_cannot_be_used_is_named(string setting, string value)
    {
        Assert.False(RecommendationOptions.TryRead(name => name == setting ? value : null, out _, out var wrong));
        Assert.StartsWith($"{setting} “{value}”", wrong, StringComparison.Ordinal);
    }

    // Three articles of which two cite one file and the third another of the same series; and the demo journal.
    private static async Task<WebSite> LeavesAsync()
    {
        var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("first.xml", Leaf("Ledgers of the harbour", "RGASPI 17/162/14/3."))));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("second.xml", Leaf("Watermarks under lamplight", "RGASPI 17/162/14/8."))));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("third.xml", Leaf("Seals and ribbons", "RGASPI 17/162/90/1."))));
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        await site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
        return site;
    }

    // Each with words of its own, so that what they cite is all that they share.
    private static string Leaf(string title, string note) => Samples.Jats(title, body: $"<p>{string.Join(' ', Enumerable.Range(0, 40).Select(i => $"{title.Split(' ')[0]}x{(char)('a' + (i % 26))}{i / 26}"))}<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>", note: note);

    private static async Task ReadAsync(UsageSite site, string address, params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.Equal(200, await site.StatusAsync(path, address));
        }
    }

    // Past the finished pages, as somebody of the journal sees it, and as readers do.
    private static async Task<string> NewAsync(WebSite site, string path)
    {
        await site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
        return await site.TextAsync(path);
    }

    private static async Task UntilAsync(WebSite site, FakeTimeProvider clock, int seconds, string path, Func<string, bool> isThere)
    {
        for (var i = 0; i < seconds; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(150, Ct); // What the clock rings for runs in real time.
            using var answer = await site.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.OK && isThere(await answer.Content.ReadAsStringAsync(Ct)))
            {
                return;
            }
        }

        Assert.Fail($"{path} has not become so in {seconds} seconds.");
    }

    private static string Section(string page)
    {
        var at = page.IndexOf("id=\"read-next\"", StringComparison.Ordinal);
        Assert.True(at >= 0, "The page has no lists.");
        return page[at..page.IndexOf("</section>", at, StringComparison.Ordinal)];
    }

    private static List<string> AlsoRead(string page)
    {
        var at = page.IndexOf("<h3>People also read</h3>", StringComparison.Ordinal);
        return at < 0 ? [] : [.. System.Text.RegularExpressions.Regex.Matches(page[at..page.IndexOf("</ul>", at, StringComparison.Ordinal)], "<p class=\"title\"><a href=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
    }
}
