using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recto.App.Features.Check;
using Recto.App.Shell;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Check;

/// <summary>What <c>/check</c> says to what it cannot or will not check.</summary>
public sealed class CheckRefusalTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    private CheckForm Form => new(_site);

    [Fact]
    public async Task Nothing_sent_is_said_in_words_and_the_field_is_named()
    {
        var answer = await Form.SendAsync("check", "  \n ");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith("Nothing was sent yet.", answer.Trouble, StringComparison.Ordinal);
        Assert.Matches("<textarea[^>]*aria-describedby=\"how trouble\"[^>]*aria-invalid=\"true\"", answer.Text);
    }

    public static TheoryData<string, byte[]> Unusable => new()
    {
        { "empty.docx", [] },
        { "picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
        { "paper.pdf", "%PDF-1.7\n"u8.ToArray() },
        { "broken.docx", "PK\u0003\u0004 and then nothing"u8.ToArray() },
        { "old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] },
        { "half.xml", "<article><body><p>no end"u8.ToArray() },
        { "laughs.xml", Encoding.UTF8.GetBytes("<!DOCTYPE article [<!ENTITY a \"ha\">" + string.Concat(Enumerable.Range(0, 30).Select(i => $"<!ENTITY {(char)('b' + i % 25)}{i} \"&a;&a;&a;&a;&a;&a;&a;&a;\">")) + "]><article><body><p>&b0;") },
        { "deep.xml", Encoding.UTF8.GetBytes("<article>" + string.Concat(Enumerable.Repeat("<p>", 100_000))) },
        { "bomb.docx", Bomb() },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_cannot_be_read_is_refused_with_words(string name, byte[] bytes)
    {
        var answer = await Form.SendAsync("check", null, (name, bytes));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(name, answer.Trouble, StringComparison.Ordinal);
        Assert.EndsWith(".", answer.Trouble, StringComparison.Ordinal);
        Assert.Matches("<input id=\"file\"[^>]*aria-invalid=\"true\"", answer.Text);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_from_outside_is_never_fetched()
    {
        var secret = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(secret, "the secret of this machine", Ct);
        var xml = $"<!DOCTYPE article [<!ENTITY x SYSTEM \"file://{secret}\">]><article><body><p>T<xref ref-type=\"fn\" rid=\"f\">1</xref></p></body><back><fn-group><fn id=\"f\"><label>1</label><p>See &x; there, note 1.</p></fn></fn-group></back></article>";

        var answer = await Form.SendAsync("check", null, ("x.xml", Encoding.UTF8.GetBytes(xml)));

        Assert.DoesNotContain("the secret", answer.Text, StringComparison.Ordinal);
        File.Delete(secret);
    }

    [Fact]
    public async Task A_document_without_notes_gets_a_friendly_page()
    {
        var answer = await Form.SendAsync("check", null, ("a.md", "# Title\n\nText without a note.\n"u8.ToArray()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("No notes found", answer.Heading);
        Assert.Contains("Insert footnote", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("</textarea><script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<!--slot:carried-->")]
    public async Task Script_in_a_note_never_reaches_the_page_as_script(string words)
    {
        var answer = await Form.SendAsync("check", $"43 RGASPI 558/11/431/121.\n44 See {words} note 44 above, ‘{words}ʹ, Title (Paris: Press 1983).");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("<script>alert", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onmouseover", answer.Text, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", answer.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_is_only_a_name()
    {
        var answer = await Form.SendAsync("check", null, ("../../etc/<b>x</b>\u202Egnp.md", "Text.[^1]\n\n[^1]: RGASPI 558/11/431/121.\n"u8.ToArray()));

        Assert.Equal("b>xgnp.md", FormReading.NameOf("../../etc/</b>x\u202Egnp.md"));
        Assert.DoesNotContain("<b>x", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("etc", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_with_its_size()
    {
        var answer = await Form.SendAsync("check", null, ("large.docx", new byte[10 * 1024 * 1024 + 1]));
        var larger = await Form.SendAsync("check", null, ("larger.docx", new byte[20 * 1024 * 1024]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("“large.docx” has 10 MB; up to 10 MB are taken", answer.Trouble, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.Status);
        Assert.Contains("Up to 10 MB are taken at once", larger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_sent_touches_the_disk_or_the_log()
    {
        using var log = new KeptLog();
        await using var site = await WebSite.StartAsync(builder => builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        var written = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var watch = new FileSystemWatcher(Path.GetTempPath(), "ASPNETCORE_*");
        watch.Created += (_, file) => written.Enqueue(file.FullPath);
        watch.EnableRaisingEvents = true;

        var answer = await new CheckForm(site).SendAsync("check", null, ("a.xml", Encoding.UTF8.GetBytes($"<article><body><p>{new string('x', 3_000_000)}</p></body><back><fn-group><fn id=\"f\"><label>1</label><p>The word Zwiebelfisch, in note 1.</p></fn></fn-group></back></article>")));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(written);
        Assert.DoesNotContain(log.Lines, line => line.Contains("Zwiebelfisch", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_sent_by_a_page_of_another_site_is_refused(string name, string value)
    {
        var answer = await Form.SendAsync("check", CheckForm.Notes, null, null, (name, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("Sent from elsewhere", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_by_this_site_or_by_no_browser_is_taken()
    {
        var byBrowser = await Form.SendAsync("check", CheckForm.Notes, null, null, ("Sec-Fetch-Site", "same-origin"), ("Origin", _site.Address.GetLeftPart(UriPartial.Authority)));
        var older = await Form.SendAsync("check", CheckForm.Notes, null, null, ("Origin", _site.Address.GetLeftPart(UriPartial.Authority)));
        var byNone = await Form.SendAsync("check", CheckForm.Notes);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [byBrowser.Status, older.Status, byNone.Status]);
    }

    [Fact]
    public async Task What_is_no_form_is_refused_with_a_page()
    {
        using var answer = await _site.Client.PostAsync("/check", new StringContent("{}", Encoding.UTF8, "application/json"), Ct);
        using var half = new HttpRequestMessage(HttpMethod.Post, "/check") { Content = new StringContent("--x\r\nno form") };
        half.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var broken = await _site.Client.SendAsync(half, Ct);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.True((int)broken.StatusCode is >= 400 and < 500, broken.StatusCode.ToString());
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("QUJD=")]
    [InlineData("====")]
    public async Task A_file_that_did_not_travel_whole_is_asked_for_again(string carried)
    {
        var answer = await Form.SendAsync("check", null, null, [("carried", carried), ("carried-name", "a.docx")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("did not arrive whole", answer.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_too_often_is_told_when_to_come_again_and_others_are_not_kept_waiting()
    {
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton(new CheckLimits { Requests = 2, OneMoreAfter = TimeSpan.FromSeconds(90) }));
        var form = new CheckForm(site);
        await form.SendAsync("check", CheckForm.Notes);
        await form.SendAsync("check", CheckForm.Notes);

        var third = await form.SendAsync("check", CheckForm.Notes);
        var other = await form.SendAsync("check", CheckForm.Notes, null, null, ("X-Forwarded-For", "198.51.100.7"));

        Assert.Equal(HttpStatusCode.TooManyRequests, third.Status);
        Assert.InRange(third.RetryAfter!.Value.TotalSeconds, 1, 180);
        Assert.Matches("The next is taken in [0-9]+ seconds, at [0-9]{2}:[0-9]{2}:[0-9]{2} UTC", third.Text);
        Assert.Equal("no-store", third.Cache);
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Theory]
    [InlineData("203.0.113.9", null, "203.0.113.9")]
    [InlineData("203.0.113.9", "198.51.100.7", "203.0.113.9")] // Only a proxy on this machine may name somebody else.
    [InlineData("127.0.0.1", "10.0.0.1, 198.51.100.7", "198.51.100.7")] // What stands before the last word the client may have written.
    [InlineData("::ffff:203.0.113.9", null, "203.0.113.9")]
    [InlineData("2001:db8:1:2:3:4:5:6", null, "20010DB800010002")]
    [InlineData("127.0.0.1", "rubbish", "127.0.0.1")]
    public async Task A_network_is_an_address_or_the_first_half_of_one(string address, string? forwarded, string network)
    {
        var app = new ApplicationBuilder(new ServiceCollection().AddLogging().BuildServiceProvider());
        app.UseTrustedProxies(new SiteOptions { Database = new() { DataFolder = "" } });
        app.Run(_ => Task.CompletedTask);
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Headers["X-Forwarded-For"] = forwarded;

        await app.Build()(context);

        Assert.Equal(network, Networks.Of(context));
    }

    [Fact]
    public async Task A_check_whose_time_is_over_is_stopped_with_words()
    {
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton(new CheckLimits { Time = TimeSpan.FromMilliseconds(1) }));

        var answer = await new CheckForm(site).SendAsync("check", string.Concat(Enumerable.Range(1, 3000).Select(i => $"{i} A. Author, ‘Title {i}’, Journal of Margins {i} (1999), 12–15.\n")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains("was stopped after", answer.Trouble, StringComparison.Ordinal);
        Assert.Contains("Title 3000", answer.Field, StringComparison.Ordinal); // What was written is not lost.
    }

    [Fact]
    public async Task More_notes_than_any_book_has_are_refused()
    {
        var answer = await Form.SendAsync("check", string.Concat(Enumerable.Range(1, 6000).Select(i => $"{i} Ibid., {i}.\n")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("There are 6,000 notes; up to 5,000 are checked at once", answer.Trouble, StringComparison.Ordinal);
    }

    // One part that unpacks to 300 MB.
    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "[Content_Types].xml", "_rels/.rels", "word/document.xml" })
            {
                using var part = zip.CreateEntry(name).Open();
                var blanks = new byte[1024 * 1024];
                Array.Fill(blanks, (byte)' ');
                for (var i = 0; i < (name == "word/document.xml" ? 300 : 0); i++)
                {
                    part.Write(blanks);
                }
            }
        }

        return bytes.ToArray();
    }
}
