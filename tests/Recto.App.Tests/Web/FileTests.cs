using System.Net;
using System.Text.Json;
using Recto.App.Tests.Import;

namespace Recto.App.Tests.Web;

/// <summary>Files that came with an article, and the records that are made from it.</summary>
public sealed class FileTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Fact]
    public async Task A_picture_that_could_hold_a_script_is_shown_as_a_picture_only()
    {
        using var answer = await _site.GetAsync(ReadOnlySite.VanAalst + "/files/tlm-2026-0102-fig1.svg");

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task A_picture_whose_address_holds_its_hash_may_be_kept_for_good_and_parts_of_it_be_asked_for()
    {
        await using var site = await WebSite.StartAsync();
        site.Commands.Write("one.jpg", Pictures.Jpeg(700, 400));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("leaf.xml", Samples.Jats("The leaf", body: """<fig id="f1"><graphic xlink:href="one.jpg"/></fig>"""))));
        var page = await site.TextAsync("/articles/maubert-the-leaf");
        var address = System.Text.RegularExpressions.Regex.Match(page, """/articles/maubert-the-leaf/files/one\.w480\.webp\?v=[0-9a-f]{12}""").Value;

        using var whole = await site.GetAsync(address);
        using var part = await site.GetAsync(address, ("Range", "bytes=0-3"));
        using var same = await site.GetAsync(address, ("If-None-Match", whole.Headers.ETag!.ToString()));
        using var other = await site.GetAsync(address.Split('?')[0] + "?v=000000000000");

        Assert.Equal((HttpStatusCode.OK, "image/webp", "max-age=31536000, private, immutable"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType, whole.Headers.CacheControl?.ToString()));
        Assert.Equal((HttpStatusCode.PartialContent, "RIFF"), (part.StatusCode, await part.Content.ReadAsStringAsync(Ct)));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.DoesNotContain("immutable", other.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_as_it_came_in_is_given_as_a_file_to_keep_only()
    {
        await using var site = await WebSite.StartAsync();
        site.Commands.Write("x.svg", """<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>""");
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("leaf.xml", Samples.Jats("The leaf", body: """<fig id="f1"><graphic xlink:href="x.svg"/></fig>"""))));

        using var shown = await site.GetAsync("/articles/maubert-the-leaf/files/x.svg");
        using var original = await site.GetAsync("/articles/maubert-the-leaf/files/x.original.svg");

        Assert.DoesNotContain("script", await shown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Null(shown.Content.Headers.ContentDisposition);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("sandbox", original.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_source_is_given_back_byte_for_byte_as_a_file_to_keep()
    {
        await using var site = await WebSite.StartAsync();
        var content = Samples.Utf8(Samples.Jats("The leaf"));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("leaf.xml", content)));

        using var answer = await site.GetAsync("/articles/maubert-the-leaf/source");

        Assert.Equal("application/xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("attachment", "leaf.xml"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("a\"b.xml")]
    [InlineData("a;filename=b.exe.xml")]
    [InlineData("лист и оборот.xml")]
    [InlineData("a\nSet-Cookie: x=y.xml")]
    public async Task A_hostile_name_of_a_file_breaks_no_header(string name)
    {
        await using var site = await WebSite.StartAsync();
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write(name, Samples.Jats("The leaf"))));

        using var answer = await site.GetAsync("/articles/maubert-the-leaf/source");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.All(answer.Content.Headers.ContentDisposition!.Parameters, parameter => Assert.Contains(parameter.Name, (string[])["filename", "filename*"]));
    }

    [Fact]
    public async Task The_notes_come_as_one_object_a_line_with_what_the_contract_promises()
    {
        using var answer = await _site.GetAsync(ReadOnlySite.Marchmont + "/notes.json");
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var page = await _site.TextAsync(ReadOnlySite.Marchmont);

        Assert.Equal("application/jsonl", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(page.Split("role=\"doc-footnote\"").Length - 1, lines.Length);
        Assert.Superset(new HashSet<string> { "note", "text", "references", "commentary" }, JsonDocument.Parse(lines[0]).RootElement.EnumerateObject().Select(member => member.Name).ToHashSet());
    }

    [Theory]
    [InlineData("cite.ris", "application/x-research-info-systems", "TY  - JOUR")]
    [InlineData("cite.bib", "application/x-bibtex", "@article{")]
    [InlineData("cite.json", "application/vnd.citationstyles.csl+json", "\"type\"")]
    public async Task A_record_comes_with_its_type_and_a_name(string file, string type, string words)
    {
        using var answer = await _site.GetAsync($"{ReadOnlySite.Marchmont}/{file}");

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
