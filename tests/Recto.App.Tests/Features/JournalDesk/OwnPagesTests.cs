using System.Net;
using System.Text.RegularExpressions;
using Recto.App.Features.JournalDesk;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.JournalDesk;

/// <summary>Pages of a journal's own, sections, and covers.</summary>
public sealed class OwnPagesTests
{
    private const string Pages = DeskSite.Journal + "/pages";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_written_previewed_saved_and_linked_at_the_foot_of_the_journal()
    {
        await using var desk = await DeskSite.StartAsync();
        Assert.DoesNotContain("/pages/about", await desk.Site.TextAsync(Web.ReadOnlySite.Marchmont), StringComparison.Ordinal);

        using var lead = await desk.Site.GetAsync(Pages + "/new?page=about&language=en", desk.Me);
        using var preview = await desk.SubmitAsync(Pages + "/about/en", ("markdown", "## Aims\n\nNotes & *archives*."), ("do", "preview"));
        using var nothing = await desk.Site.GetAsync("/journals/lower-margin/pages/about");
        using var saved = await desk.SubmitAsync(Pages + "/about/en", ("markdown", "## Aims\n\nNotes & *archives*."));
        var page = await desk.Site.TextAsync("/journals/lower-margin/pages/about");

        Assert.Equal(Pages + "/about/en", lead.Headers.Location?.OriginalString);
        Assert.Contains("<h2>Aims</h2>", await DeskSite.TextAsync(preview), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Equal(Pages + "/about/en?done=saved", saved.Headers.Location?.OriginalString);
        Assert.Contains("<h1>About</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<p>Notes &amp; <em>archives</em>.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/journals/lower-margin/pages/about\">About</a>", await desk.Site.TextAsync(Web.ReadOnlySite.Marchmont), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_shown_in_the_language_of_the_reader_else_of_the_journal()
    {
        await using var desk = await DeskSite.StartAsync();
        foreach (var (language, title) in new[] { ("en", "About"), ("fr", "À propos"), ("pl", "O nas") })
        {
            using var saved = await desk.SubmitAsync($"{Pages}/about/{language}", ("title", title), ("markdown", "x"));
        }

        async Task<string> TitleAsync(string path) => Regex.Match(WebUtility.HtmlDecode(await desk.Site.TextAsync(path)), "<h1>(.*?)</h1>").Groups[1].Value;

        Assert.Equal("À propos", await TitleAsync("/journals/lower-margin/pages/about?lang=fr"));
        Assert.Equal("About", await TitleAsync("/journals/lower-margin/pages/about?lang=de"));
        Assert.Equal("O nas", await TitleAsync("/journals/lower-margin/pages/about/pl"));
        Assert.Contains("<html lang=\"pl\"", await desk.Site.TextAsync("/journals/lower-margin/pages/about/pl"), StringComparison.Ordinal);
        Assert.Contains("hreflang=\"pl\"", await desk.Site.TextAsync("/journals/lower-margin/pages/about"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/journals/lower-margin/pages/about/ru")).StatusCode);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt&colon;alert(1))")]
    [InlineData("[x](java&#9;script:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](//evil.example/a)")]
    [InlineData("[x](/\\evil.example/a)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("![x](data:image/svg+xml;base64,PHN2Zz4=)")]
    [InlineData("![\"onload=alert(1)](/a.png\"onload=alert(1))")]
    [InlineData("[x](https://example.org/ \"t\\\" onclick=alert(1)\")")]
    [InlineData("| a |\n|:-:|\n| <b onclick=x> |")]
    [InlineData("# <svg/onload=alert(1)>")]
    [InlineData("```html onload=x\n<script>\n```")]
    [InlineData("</div></main><form action=//evil.example>")]
    public void Markdown_can_do_nothing(string markdown)
    {
        var tree = new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<div id=\"all\">" + PageMarkup.Html(markdown) + "</div>");

        string[] known = ["P", "A", "IMG", "H2", "H3", "EM", "STRONG", "CODE", "PRE", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "DIV"];
        foreach (var element in tree.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.TagName, known);
            foreach (var attribute in element.Attributes)
            {
                Assert.Contains(attribute.Name, (string[])["href", "src", "alt", "title", "class", "loading", "id"]);
                if (attribute.Name is "href" or "src")
                {
                    Assert.Matches("^(https?://|mailto:|/[^/\\\\]|#|\\?)", attribute.Value);
                    Assert.True(attribute.Name == "href" || attribute.Value.StartsWith('/'), attribute.Value);
                }
            }
        }

        Assert.Single(tree.Body.Children);
    }

    [Fact]
    public void Words_of_a_link_that_is_not_taken_stay()
    {
        Assert.Equal("<p>See <em>the</em> page and a picture.</p>\n", PageMarkup.Html("See [*the* page](javascript:x) and ![a picture](https://evil.example/p.png)."));
        Assert.Equal("<p><a href=\"/journals/a\">in</a> <a href=\"https://example.org/\">out</a> <a href=\"mailto:a@example.org\">mail</a> <img src=\"/journals/a/cover\" loading=\"lazy\" alt=\"Cover\" /></p>\n",
            PageMarkup.Html("[in](/journals/a) [out](https://example.org) [mail](mailto:a@example.org) ![Cover](/journals/a/cover)"));
    }

    [Theory]
    [InlineData("# a\n\n## b", "h2 h3")]
    [InlineData("## a\n\n### b\n\n## c", "h2 h3 h2")]
    [InlineData("### a\n\n###### b\n\n# c", "h2 h3 h2")]
    [InlineData("# a\n\n#### b\n\n##### c\n\n###### d", "h2 h3 h4 h5")]
    public void Headings_follow_the_title_without_leaving_a_level_out(string markdown, string levels)
    {
        Assert.Equal(levels, string.Join(' ', Regex.Matches(PageMarkup.Html(markdown)!, "<(h\\d)>").Select(match => match.Groups[1].Value)));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("*a ")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("a **b")]
    [InlineData("<")]
    [InlineData("|a")]
    [InlineData("`")]
    [InlineData("[a](")]
    [InlineData("[a]: b\n")]
    [InlineData(": a\n")]
    public void Markdown_made_to_be_costly_is_read_or_refused_soon(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, PageMarkup.Longest / piece.Length));
        var watch = ProcessorClock.StartNew();

        PageMarkup.Html(text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{piece}: {watch.Elapsed}");
    }

    [Fact]
    public async Task A_page_without_a_title_or_too_long_comes_back_whole()
    {
        await using var desk = await DeskSite.StartAsync();
        var text = new string('a', PageMarkup.Longest + 1) + " & <end>";

        using var answer = await desk.SubmitAsync(Pages + "/about/en", ("title", ""), ("markdown", text));
        var page = await DeskSite.TextAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("A page needs a title", page, StringComparison.Ordinal);
        Assert.Contains("up to 60,000 are kept", page.Replace("60000", "60,000", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_write_one_page_at_once_are_told()
    {
        await using var desk = await DeskSite.StartAsync();
        var mine = await desk.FormAsync(Pages + "/board/en");
        using var theirs = await desk.SubmitAsync(Pages + "/board/en", ("markdown", "Theirs"));
        mine["markdown"] = "Mine";

        using var conflict = await desk.PostAsync(Pages + "/board/en", [.. mine.Select(field => (field.Key, field.Value))]);
        var html = await conflict.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Contains(">Theirs</span>", html, StringComparison.Ordinal);
        Assert.Contains("Mine</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("Theirs", await desk.Site.TextAsync("/journals/lower-margin/pages/board"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_deleted_after_a_question_and_the_log_keeps_its_text()
    {
        await using var desk = await DeskSite.StartAsync();
        using var saved = await desk.SubmitAsync(Pages + "/terms/en", ("markdown", "The terms."));
        var question = await desk.FormAsync(Pages + "/terms/en/delete");

        using var stale = await desk.PostAsync(Pages + "/terms/en/delete", ("edit_version", "99"));
        Assert.Equal(HttpStatusCode.OK, (await desk.Site.GetAsync("/journals/lower-margin/pages/terms")).StatusCode);
        using var deleted = await desk.PostAsync(Pages + "/terms/en/delete", [.. question.Select(field => (field.Key, field.Value))]);

        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/journals/lower-margin/pages/terms")).StatusCode);
        Assert.Contains("The terms.", (await desk.LogAsync())[0].Entry.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pages/..%2fx/en")]
    [InlineData("/pages/About/en")]
    [InlineData("/pages/about/english")]
    [InlineData("/pages/about/EN")]
    public async Task An_address_that_no_page_can_have_is_none(string part)
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await desk.Site.GetAsync(DeskSite.Journal + part, desk.Me);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Sections_are_named_moved_and_merged()
    {
        await using var desk = await DeskSite.StartAsync();
        const string Sections = DeskSite.Journal + "/sections";
        using var added = await desk.PostAsync(Sections, ("heading", "Reviews <script>"));
        using var merged0 = await desk.PostAsync(Sections, ("heading", "Book reviews"));
        using var named = await desk.SubmitAsync(Sections + "/reviews-script", ("names", "en: Reviews\nfr: Comptes rendus"));
        using var wrong = await desk.SubmitAsync(Sections + "/reviews-script", ("names", "Reviews"));
        using var up = await desk.PostAsync(Sections, ("up", "book-reviews"));
        var question = await desk.FormAsync(Sections + "/book-reviews/merge?into=reviews-script");
        using var merged = await desk.PostAsync(Sections + "/book-reviews/merge", ("into", question["into"]));
        var page = await desk.PageAsync(Sections);
        using var old = await desk.Site.GetAsync("/journals/lower-margin/sections/book-reviews");

        Assert.Equal(HttpStatusCode.SeeOther, named.StatusCode);
        Assert.Contains("“Reviews” is not a language, a colon and a name", await DeskSite.TextAsync(wrong), StringComparison.Ordinal);
        Assert.Equal(Sections + "?done=merged", merged.Headers.Location?.OriginalString);
        Assert.DoesNotContain("Book reviews", page, StringComparison.Ordinal);
        Assert.Contains("Comptes rendus", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Equal("/journals/lower-margin/sections/reviews-script", old.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_cover_is_taken_with_words_and_sent_as_a_picture_only()
    {
        await using var desk = await DeskSite.StartAsync();
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

        using var silent = await SendAsync(desk, png, "");
        using var saved = await SendAsync(desk, png, "The title in \"red\"");
        using var picture = await desk.Site.GetAsync("/journals/lower-margin/cover");
        using var removed = await desk.PostAsync(DeskSite.Journal + "/cover", ("remove", "on"));

        Assert.Contains("Say what the cover shows", await DeskSite.TextAsync(silent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(png, await picture.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/journals/lower-margin/cover")).StatusCode);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", 422)]
    [InlineData("GIF89a...........", 422)]
    [InlineData("", 422)]
    [InlineData(null, 413)] // Nine megabytes.
    public async Task What_is_no_cover_is_refused_with_words(string? content, int status)
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await SendAsync(desk, content is null ? new byte[9 * 1024 * 1024] : System.Text.Encoding.ASCII.GetBytes(content), "The alt text");
        var page = await DeskSite.TextAsync(answer);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Matches("is no PNG, JPEG or WebP|Choose a picture|up to 8 MB", page);
        Assert.Equal(status == 422, page.Contains("The alt text", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> SendAsync(DeskSite desk, byte[] file, string alt) => desk.Site.PostAsync(DeskSite.Journal + "/cover", desk.Me, new MultipartFormDataContent
    {
        { new ByteArrayContent(file), "file", "cover.png" },
        { new StringContent(alt), "alt" },
    });
}
