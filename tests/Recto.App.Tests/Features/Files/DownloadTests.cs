using System.Net;
using System.Net.Http.Headers;
using Recto.App.Features.Files.Makers;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Tests.Features.Files;

/// <summary>The doors at which files are fetched, and the forms in which the address of an article answers.</summary>
public sealed class DownloadTests(MadeSite fixture) : IClassFixture<MadeSite>
{
    private const string Stem = FilesSite.Leaf + "/maubert-the-leaf";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Web.WebSite _site = fixture.Site.Web;

    [Theory]
    [InlineData(".pdf", "application/pdf", "inline", "Ida Maubert, The leaf (2024).pdf")]
    [InlineData(".epub", "application/epub+zip", "attachment", "Ida Maubert, The leaf (2024).epub")]
    [InlineData(".jats.xml", "application/xml", "attachment", "Ida Maubert, The leaf (2024).jats.xml")]
    [InlineData("-apparatus.pdf", "application/pdf", "inline", "Ida Maubert, The leaf (2024), notes and sources.pdf")]
    public async Task A_file_is_given_with_its_type_its_length_and_a_name_for_keeping(string ending, string type, string disposition, string name)
    {
        using var answer = await _site.GetAsync(Stem + ending);
        using var head = await _site.SendAsync(HttpMethod.Head, Stem + ending);
        var given = answer.Content.Headers;

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, given.ContentType?.ToString()));
        Assert.Equal((disposition, ending[0] == '-' ? "maubert-the-leaf-apparatus.pdf" : "maubert-the-leaf" + ending), (given.ContentDisposition?.DispositionType, given.ContentDisposition?.FileName?.Trim('"')));
        Assert.Equal(name, given.ContentDisposition?.FileNameStar);
        Assert.NotNull(given.LastModified);
        Assert.Equal(given.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal((await answer.Content.ReadAsByteArrayAsync(Ct)).Length, given.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
        Assert.DoesNotContain("script-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_file_is_told_so_and_parts_are_given()
    {
        using var whole = await _site.GetAsync(Stem + ".epub");
        var (text, tag) = (await whole.Content.ReadAsStringAsync(Ct), whole.Headers.ETag!.ToString());

        using var same = await _site.GetAsync(Stem + ".epub", ("If-None-Match", tag));
        using var since = await _site.GetAsync(Stem + ".epub", ("If-Modified-Since", whole.Content.Headers.LastModified!.Value.ToString("R")));
        using var part = await _site.GetAsync(Stem + ".epub", ("Range", "bytes=0-3"));
        using var end = await _site.GetAsync(Stem + ".epub", ("Range", "bytes=-10"));
        using var several = await _site.GetAsync(Stem + ".epub", ("Range", "bytes=0-1,4-5"));
        using var past = await _site.GetAsync(Stem + ".epub", ("Range", "bytes=100000-"));
        using var nonsense = await _site.GetAsync(Stem + ".epub", ("Range", "leaves=1-2"));
        using var still = await _site.GetAsync(Stem + ".epub", ("Range", "bytes=0-3"), ("If-Range", tag));
        using var changed = await _site.GetAsync(Stem + ".epub", ("Range", "bytes=0-3"), ("If-Range", "\"another\""));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified), (same.StatusCode, since.StatusCode));
        Assert.Equal((HttpStatusCode.PartialContent, "epub", $"bytes 0-3/{text.Length}"), (part.StatusCode, await part.Content.ReadAsStringAsync(Ct), part.Content.Headers.ContentRange?.ToString()));
        Assert.Equal((HttpStatusCode.PartialContent, "0123456789"), (end.StatusCode, await end.Content.ReadAsStringAsync(Ct)));
        Assert.Equal((HttpStatusCode.OK, text), (several.StatusCode, await several.Content.ReadAsStringAsync(Ct)));
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, $"bytes */{text.Length}"), (past.StatusCode, past.Content.Headers.ContentRange?.ToString()));
        Assert.Equal(HttpStatusCode.OK, nonsense.StatusCode);
        Assert.Equal((HttpStatusCode.PartialContent, HttpStatusCode.OK), (still.StatusCode, changed.StatusCode));
    }

    [Theory]
    [InlineData("/articles/maubert-the-leaf/other.pdf")]
    [InlineData("/articles/maubert-the-leaf/maubert-the-leaf.pdf.pdf")]
    [InlineData("/articles/maubert-the-leaf/MAUBERT-THE-LEAF.pdf")]
    [InlineData("/articles/maubert-the-leaf/..%2Fmaubert-the-leaf.pdf")]
    [InlineData("/articles/maubert-the-leaf/.pdf")]
    [InlineData("/articles/maubert-the-leaf/maubert-the-leaf.exe")]
    [InlineData("/articles/no-such-leaf/no-such-leaf.pdf")]
    [InlineData("/articles/%00/%00.pdf")]
    [InlineData("/articles/%3Cscript%3E/%3Cscript%3E.epub")]
    [InlineData("/articles/maubert-the-leaf/maubert-the-leaf-apparatus.epub")]
    public async Task What_names_no_file_is_not_there(string path)
    {
        using var answer = await _site.GetAsync(path);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    // What browsers send, and what says nothing or cannot be read.
    [InlineData(null, "text/html", null)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8", "text/html", null)]
    [InlineData("text/html, application/xhtml+xml, image/jxr, */*", "text/html", null)]
    [InlineData("application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5", "text/html", null)] // WebKit, for years
    [InlineData("*/*", "text/html", null)]
    [InlineData("text/*", "text/html", null)]
    [InlineData("nonsense", "text/html", null)]
    [InlineData("application/pdf", "application/pdf", ".pdf")]
    [InlineData("application/epub+zip", "application/epub+zip", ".epub")]
    [InlineData("application/xml", "application/xml", ".jats.xml")]
    [InlineData("application/jats+xml", "application/xml", ".jats.xml")]
    [InlineData("application/x-bibtex", "application/x-bibtex", "cite.bib")]
    [InlineData("application/x-research-info-systems", "application/x-research-info-systems", "cite.ris")]
    [InlineData("application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json", "cite.json")]
    // As reference managers ask doi.org.
    [InlineData("application/vnd.citationstyles.csl+json;q=0.5, application/x-bibtex", "application/x-bibtex", "cite.bib")]
    [InlineData("text/html;q=0.2, application/pdf;q=0.9", "application/pdf", ".pdf")]
    [InlineData("text/html;q=0, application/epub+zip;q=0.1", "application/epub+zip", ".epub")]
    [InlineData("application/*", "application/pdf", ".pdf")]
    [InlineData("*/*, application/pdf;q=0", "text/html", null)]
    [InlineData("image/png, */*;q=0.1", "text/html", null)]
    [InlineData("application/pdf;version=2", "application/pdf", ".pdf")]
    public async Task The_address_of_an_article_answers_in_the_form_that_is_asked_for(string? accept, string type, string? place)
    {
        using var answer = accept is null ? await _site.GetAsync(FilesSite.Leaf) : await _site.GetAsync(FilesSite.Leaf, ("Accept", accept));

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Accept", string.Join(", ", answer.Headers.Vary).Split(", "));
        Assert.Equal(place is null ? null : place[0] == '.' ? Stem + place : FilesSite.Leaf + "/" + place, answer.Content.Headers.ContentLocation?.ToString());
        if (place is not null)
        {
            using var own = await _site.GetAsync(answer.Content.Headers.ContentLocation!.ToString());
            Assert.Equal(await own.Content.ReadAsByteArrayAsync(Ct), await answer.Content.ReadAsByteArrayAsync(Ct));
        }
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("text/html;q=0")]
    public async Task Who_takes_nothing_of_it_is_told_what_there_is(string accept)
    {
        using var answer = await _site.GetAsync(FilesSite.Leaf, ("Accept", accept));

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Contains("application/epub+zip", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kept_page_is_never_given_for_a_file_nor_a_file_for_the_page()
    {
        for (var i = 0; i < 2; i++)
        {
            using var page = await _site.GetAsync(FilesSite.Leaf);
            using var pdf = await _site.GetAsync(FilesSite.Leaf, ("Accept", "application/pdf"));
            using var head = await _site.SendAsync(HttpMethod.Head, FilesSite.Leaf, ("Accept", "application/pdf"));

            Assert.Equal(("text/html", "application/pdf", "application/pdf"), (page.Content.Headers.ContentType?.MediaType, pdf.Content.Headers.ContentType?.MediaType, head.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task An_old_address_leads_to_the_file_at_the_present_one()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();
        await using (var tx = await site.Web.Database.BeginAsync(Ct))
        {
            await new ArticleStore(site.Web.Database).MoveAsync(tx, await site.IdAsync(), "лист", DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        using var moved = await site.Web.GetAsync(Stem + ".pdf");
        using var negotiated = await site.Web.GetAsync(FilesSite.Leaf, ("Accept", "application/pdf"));
        using var file = await site.Web.GetAsync("/articles/%D0%BB%D0%B8%D1%81%D1%82/%D0%BB%D0%B8%D1%81%D1%82.pdf");

        Assert.Equal((HttpStatusCode.MovedPermanently, "/articles/%D0%BB%D0%B8%D1%81%D1%82/%D0%BB%D0%B8%D1%81%D1%82.pdf"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/articles/%D0%BB%D0%B8%D1%81%D1%82"), (negotiated.StatusCode, negotiated.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.OK, "article.pdf"), (file.StatusCode, file.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
    }

    [Fact]
    public async Task What_is_on_its_way_what_cannot_be_made_and_what_is_not_in_the_article_are_told_apart()
    {
        var makers = new FilesMakers();
        makers.Epub.Instead = (_, _) => Task.FromResult<MadeFile?>(PlainMaker.Failed("Refused."));
        makers.Apparatus.Instead = (_, _) => Task.FromResult<MadeFile?>(new(null, "application/pdf", []));
        await using var site = await FilesSite.StartAsync(makers: makers);

        using var early = await site.Web.GetAsync(Stem + ".pdf");
        using var fallback = await site.Web.GetAsync(FilesSite.Leaf, ("Accept", "application/pdf, text/html;q=0.1"));
        await site.MakeAllAsync();
        using var failed = await site.Web.GetAsync(Stem + ".epub");
        using var none = await site.Web.GetAsync(Stem + "-apparatus.pdf");
        using var card = await site.Web.GetAsync(Stem + ".png");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "30"), (early.StatusCode, early.Headers.RetryAfter?.ToString()));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (fallback.StatusCode, fallback.Content.Headers.ContentType?.MediaType));
        foreach (var (answer, words) in new[] { (failed, "could not be made"), (none, "nothing in this article"), (card, "does not make such files") })
        {
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(words, text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{FilesSite.Leaf}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_publishers_own_pdf_is_given_with_its_own_name_and_none_is_made()
    {
        await using var site = await FilesSite.StartAsync();
        var id = await site.IdAsync();
        var store = (IFileStore)site.Web.Services.GetService(typeof(IFileStore))!;
        var kept = await store.WriteAsync(new MemoryStream("%PDF-1.7 own"u8.ToArray()), 100, Ct);
        var files = new ArticleFileStore(site.Web.Database);
        var all = await files.ListAsync(id, Ct);
        await using (var tx = await site.Web.Database.BeginAsync(Ct))
        {
            await files.ReplaceAsync(tx, id, [.. all, new ArticleFile { Name = "Лист 5 об.pdf", Role = FileRole.Download, MediaType = "application/pdf", Hash = kept.Hash, Length = kept.Length }], Ct);
            await tx.CommitAsync(Ct);
        }

        using var before = await site.Web.GetAsync(Stem + ".pdf");
        await site.MakeAllAsync();
        using var answer = await site.Web.GetAsync(Stem + ".pdf");

        Assert.Equal((HttpStatusCode.OK, "%PDF-1.7 own"), (before.StatusCode, await before.Content.ReadAsStringAsync(Ct)));
        Assert.Equal(("%PDF-1.7 own", "Лист 5 об.pdf"), (await answer.Content.ReadAsStringAsync(Ct), answer.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.DoesNotContain("maubert-the-leaf", site.Makers.Pdf.Made);
    }

    [Fact]
    public async Task A_closed_article_gives_its_notes_and_sources_and_nothing_of_its_text()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();
        await using (var tx = await site.Web.Database.BeginAsync(Ct))
        {
            await new ArticleStore(site.Web.Database).SetReadingAsync(tx, await site.IdAsync(), Recto.Journals.Issues.ReadingPolicy.Closed, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        var answers = new List<HttpStatusCode>();
        foreach (var ending in new[] { ".pdf", ".epub", ".jats.xml", "-apparatus.pdf" })
        {
            using var answer = await site.Web.GetAsync(Stem + ending);
            answers.Add(answer.StatusCode);
        }

        using var staff = await site.Web.GetAsync(Stem + ".pdf", site.Web.Administrator());
        using var asked = await site.Web.GetAsync(FilesSite.Leaf, ("Accept", "application/pdf"));
        using var cited = await site.Web.GetAsync(FilesSite.Leaf, ("Accept", "application/x-bibtex"));

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK], answers);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK), (staff.StatusCode, asked.StatusCode, cited.StatusCode));
    }
}

/// <summary>One site whose files are made, for tests that change nothing.</summary>
public sealed class MadeSite : IAsyncLifetime
{
    internal FilesSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await FilesSite.StartAsync();
        await Site.MakeAllAsync();
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
