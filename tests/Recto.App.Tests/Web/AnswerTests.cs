using System.IO.Compression;
using System.Net;
using Recto.App.Shell;

namespace Recto.App.Tests.Web;

/// <summary>What every answer says of itself, and how pages are kept and sent.</summary>
public sealed class AnswerTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    public static TheoryData<string, string, HttpStatusCode> Kinds => new()
    {
        { "GET", "/", HttpStatusCode.OK },
        { "GET", "/articles", HttpStatusCode.OK },
        { "GET", "/journals/lower-margin", HttpStatusCode.OK },
        { "GET", "/journals/lower-margin/articles", HttpStatusCode.OK },
        { "GET", "/journals/lower-margin/1-1", HttpStatusCode.OK },
        { "GET", ReadOnlySite.Marchmont, HttpStatusCode.OK },
        { "GET", ReadOnlySite.Marchmont + "/notes/1", HttpStatusCode.OK },
        { "GET", ReadOnlySite.Marchmont + "/notes.json", HttpStatusCode.OK },
        { "GET", ReadOnlySite.Marchmont + "/cite.ris", HttpStatusCode.OK },
        { "GET", ReadOnlySite.Marchmont + "/source", HttpStatusCode.OK },
        { "GET", ReadOnlySite.VanAalst + "/files/tlm-2026-0102-fig1.svg", HttpStatusCode.OK },
        { "GET", SiteAssets.Address("recto.css"), HttpStatusCode.OK },
        { "GET", "/nothing", HttpStatusCode.NotFound },
        { "HEAD", ReadOnlySite.Marchmont, HttpStatusCode.OK },
        { "POST", ReadOnlySite.Marchmont, HttpStatusCode.MethodNotAllowed },
        { "DELETE", "/", HttpStatusCode.MethodNotAllowed },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_answer_has_the_headers_that_protect_a_reader_and_none_that_follows_one(string method, string path, HttpStatusCode status)
    {
        for (var time = 0; time < 2; time++) // The second comes from the page cache.
        {
            using var answer = await _site.SendAsync(new HttpMethod(method), path);

            Assert.Equal(status, answer.StatusCode);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("strict-origin-when-cross-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.NotNull(answer.Headers.CacheControl);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("X-Powered-By"));
        }
    }

    [Theory]
    [InlineData(ReadOnlySite.Marchmont)]
    [InlineData(ReadOnlySite.Marchmont + "?notes=end")]
    [InlineData(ReadOnlySite.Marchmont + "/notes/2")]
    [InlineData(ReadOnlySite.Marchmont + "/notes.json")]
    public async Task A_browser_that_has_the_page_is_told_so_afresh_and_from_the_cache(string path)
    {
        using var first = await _site.GetAsync(path, ("Accept-Encoding", "gzip"));
        var tag = first.Headers.ETag!.ToString();
        using var fromCache = await _site.GetAsync(path, ("Accept-Encoding", "gzip"), ("If-None-Match", tag));
        using var afresh = await _site.GetAsync(path, ("Accept-Encoding", "br"), ("If-None-Match", "W/\"else\", " + tag));
        using var other = await _site.GetAsync(path, ("If-None-Match", "W/\"else\""));

        Assert.Equal(HttpStatusCode.NotModified, fromCache.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, afresh.StatusCode);
        Assert.Equal("nosniff", afresh.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(tag, afresh.Headers.ETag!.ToString());
        Assert.Empty(await afresh.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Notes_in_their_place_and_at_the_end_are_two_versions()
    {
        using var placed = await _site.GetAsync(ReadOnlySite.Marchmont);
        using var atEnd = await _site.GetAsync(ReadOnlySite.Marchmont + "?notes=end");
        var (inPlace, last) = (await placed.Content.ReadAsStringAsync(Ct), await atEnd.Content.ReadAsStringAsync(Ct));

        Assert.NotEqual(placed.Headers.ETag, atEnd.Headers.ETag);
        Assert.True(inPlace.IndexOf("id=\"n1\"", StringComparison.Ordinal) < inPlace.IndexOf("id=\"call-5\"", StringComparison.Ordinal));
        Assert.True(last.IndexOf("id=\"n1\"", StringComparison.Ordinal) > last.IndexOf("id=\"call-5\"", StringComparison.Ordinal));
        Assert.Single(last.Split("id=\"n1\"").Skip(1));
        Assert.Equal(Count(inPlace, "role=\"doc-footnote\""), Count(last, "role=\"doc-footnote\""));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_page_goes_out_compressed_and_is_the_same_page(string encoding)
    {
        var plain = await _site.TextAsync(ReadOnlySite.Marchmont);

        for (var time = 0; time < 2; time++)
        {
            using var answer = await _site.GetAsync(ReadOnlySite.Marchmont, ("Accept-Encoding", encoding));
            await using var body = await answer.Content.ReadAsStreamAsync(Ct);
            await using Stream unpacked = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked);

            Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.Equal(plain, await reader.ReadToEndAsync(Ct));
        }
    }

    [Fact]
    public async Task HEAD_says_what_GET_says_and_sends_nothing()
    {
        using var head = await _site.SendAsync(HttpMethod.Head, ReadOnlySite.Marchmont);
        using var got = await _site.GetAsync(ReadOnlySite.Marchmont);

        Assert.Equal(got.Headers.ETag, head.Headers.ETag);
        Assert.Equal(got.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
        Assert.NotEmpty(await got.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_page_asked_for_under_another_name_of_the_host_names_that_host()
    {
        using var one = await _site.GetAsync(ReadOnlySite.Marchmont + "/notes/1", ("Host", "one.example"));
        using var two = await _site.GetAsync(ReadOnlySite.Marchmont + "/notes/1", ("Host", "two.example"));

        Assert.Contains("http://one.example/articles/", await one.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("http://two.example/articles/", await two.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_may_be_kept_for_good_and_a_page_is_asked_for_again()
    {
        using var asset = await _site.GetAsync(SiteAssets.Address("recto.css"));
        using var page = await _site.GetAsync("/");

        Assert.Equal("public, max-age=31536000, immutable", asset.Headers.CacheControl!.ToString());
        Assert.True(page.Headers.CacheControl!.NoCache && page.Headers.CacheControl.Private);
    }

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}
