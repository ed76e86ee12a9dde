using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recto.Storage.Files;

namespace Recto.App.Tests.Web;

/// <summary>What is answered to what cannot be answered.</summary>
public sealed class RefusalTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Theory]
    [InlineData("/articles/no-such-article")]
    [InlineData("/articles/no-such-article/notes/1")]
    [InlineData("/articles/no-such-article/source")]
    [InlineData("/articles/no-such-article/cite.bib")]
    [InlineData("/articles/no-such-article/notes.json")]
    [InlineData("/articles/%F0%9F%98%80")]
    [InlineData("/articles/%ED%A0%80")] // Half a surrogate pair, which no UTF-8 text has.
    [InlineData("/articles/'; DROP TABLE articles; --")]
    [InlineData("/articles/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData(ReadOnlySite.Marchmont + "/notes/999")]
    [InlineData(ReadOnlySite.Marchmont + "/notes/%27")]
    [InlineData(ReadOnlySite.VanAalst + "/files/..%2F..%2Frecto.db")]
    [InlineData(ReadOnlySite.VanAalst + "/files/%2Fetc%2Fpasswd")]
    [InlineData(ReadOnlySite.VanAalst + "/files/C:%5Cwindows%5Cwin.ini")]
    [InlineData("/journals/nothing")]
    [InlineData("/journals/lower-margin/9-9")]
    [InlineData("/articles?after=rubbish")]
    [InlineData("/articles?after=")]
    [InlineData("/journals/lower-margin?after=%00")]
    [InlineData("/journals/lower-margin/1-1?after=%27%22")]
    public async Task An_address_of_nothing_gets_a_page_of_the_site_with_status_404(string path)
    {
        using var answer = await _site.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("No such leaf", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/articles/%00")]
    [InlineData("/articles/a%00b/notes/1")]
    [InlineData("/articles/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/../../etc/passwd")]
    [InlineData(ReadOnlySite.VanAalst + "/files/%2e%2e%2f%2e%2e%2frecto.db")]
    [InlineData("/assets/../recto.dll")]
    public async Task A_path_that_tries_to_climb_finds_nothing(string path)
    {
        var answer = await _site.RawAsync(path);

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_path_is_refused_and_the_site_goes_on()
    {
        var longish = await _site.RawAsync("/articles/" + new string('a', 6000));
        var tooLong = await _site.RawAsync("/articles/" + new string('a', 100_000));

        Assert.StartsWith("HTTP/1.1 404 ", longish, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", tooLong, StringComparison.Ordinal);
        using var after = await _site.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task What_can_only_be_read_says_so_when_something_is_sent_to_it()
    {
        using var answer = await _site.SendAsync(HttpMethod.Post, "/articles");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
        Assert.Contains("Not to be had that way", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_more_than_a_mebibyte_is_refused_with_a_page()
    {
        using var body = new ByteArrayContent(new byte[1024 * 1024 + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/articles") { Content = body, Headers = { ExpectContinue = true } };

        using var answer = await _site.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Too large", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_shows_a_number_and_nothing_of_its_insides()
    {
        using var log = new KeptLog();
        await using var site = await WebSite.StartAsync(builder =>
        {
            builder.Services.AddSingleton<IFileStore>(_ => throw new InvalidOperationException("secret of the house"));
            builder.Logging.ClearProviders().AddProvider(log);
        });

        using var answer = await site.GetAsync(ReadOnlySite.Marchmont + "/source");
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something broke here", page, StringComparison.Ordinal);
        var number = Regex.Match(page, "Number of this event: <code>([0-9A-Za-z:-]{8,})</code>").Groups[1].Value;
        Assert.NotEmpty(number);
        Assert.Contains(log.Lines, line => line.Contains(number, StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("secret of the house", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
