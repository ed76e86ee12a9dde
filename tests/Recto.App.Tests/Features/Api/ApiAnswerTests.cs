using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Api;

/// <summary>What the read API tells of the demo journal.</summary>
public sealed class ApiAnswerTests(ApiHome home) : IClassFixture<ApiHome>
{
    private const string Marchmont = "/api/v1" + ReadOnlySite.Marchmont;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private WebSite Site => home.Site;

    [Fact]
    public async Task From_the_journals_everything_is_reached_by_the_addresses_in_the_answers()
    {
        var journal = (await Site.AllAsync("/api/v1/journals")).Single();
        var again = await Site.JsonAsync(journal.Text("self"));
        var issues = await Site.AllAsync(journal.Text("self") + "/issues?limit=1");
        var issue = await Site.JsonAsync(issues[0].Text("self"));
        var articles = issue.GetProperty("articles").EnumerateArray().ToList();

        Assert.Equal("lower-margin", journal.Text("key"));
        Assert.Equal(journal.GetRawText(), again.GetRawText());
        Assert.Equal(journal.GetProperty("issueCount").GetInt32(), issues.Count);
        Assert.Equal(issues[0].GetProperty("articleCount").GetInt32(), articles.Count);
        foreach (var article in articles)
        {
            var record = await Site.JsonAsync(article.Text("self"));
            Assert.Equal(article.Text("title"), record.Text("title"));
            Assert.Equal(record.GetProperty("noteCount").GetInt32(), (await Site.AllAsync(record.Text("notesUrl") + "?limit=7")).Count);
            Assert.Equal(record.GetProperty("sourceCount").GetInt32(), (await Site.AllAsync(record.Text("sourcesUrl") + "?limit=7")).Count);
            Assert.Equal(HttpStatusCode.OK, (await Site.GetAsync(new Uri(record.Text("url")).PathAndQuery)).StatusCode);
            Assert.Contains("<p", (await Site.JsonAsync(record.Text("bodyUrl"))).Text("html"), StringComparison.Ordinal);
            foreach (var file in record.GetProperty("files").EnumerateArray())
            {
                using var answer = await Site.GetAsync(new Uri(file.Text("url")).PathAndQuery);
                Assert.Equal((HttpStatusCode.OK, file.GetProperty("size").GetInt64(), file.Text("mediaType")), (answer.StatusCode, answer.Content.Headers.ContentLength ?? -1, answer.Content.Headers.ContentType!.MediaType!));
            }
        }
    }

    [Fact]
    public async Task A_note_is_told_as_printed_with_what_was_read_in_it_and_where_its_Ibid_points()
    {
        var notes = await Site.AllAsync(Marchmont + "/notes");
        var one = await Site.JsonAsync(notes[2].Text("self"));

        Assert.Equal(notes[2].GetRawText(), one.GetRawText());
        Assert.All(notes, note => Assert.All(note.GetProperty("references").EnumerateArray(), reference =>
            Assert.Equal(note.Text("text")[reference.GetProperty("start").GetInt32()..reference.GetProperty("end").GetInt32()], reference.Text("text"))));
        var keys = notes.Select(note => note.Text("key")).ToHashSet();
        var pointing = notes.SelectMany(note => note.GetProperty("references").EnumerateArray()).Where(reference => reference.TryGetProperty("pointsTo", out var to) && to.TryGetProperty("note", out _)).ToList();
        Assert.NotEmpty(pointing);
        Assert.All(pointing, reference => Assert.Contains(reference.GetProperty("pointsTo").Text("note"), keys));
    }

    [Fact]
    public async Task Archival_units_of_all_articles_are_told_in_order_and_by_the_beginning_of_their_path()
    {
        var all = await Site.AllAsync("/api/v1/sources?limit=3");
        var unit = all.First(one => one.GetProperty("path").GetArrayLength() >= 2);
        var (archive, first) = (unit.GetProperty("archive").Text("id"), unit.GetProperty("path")[0].GetString()!);

        // A level may hold a slash of its own.
        var below = await Site.AllAsync($"/api/v1/sources?archive={archive}&path={Uri.EscapeDataString(Uri.EscapeDataString(first))}&limit=2");

        Assert.Equal(all.Count, all.Select(one => one.GetRawText()).Distinct().Count());
        Assert.Equal(all.Where(one => one.GetProperty("archive").Text("id") == archive && one.GetProperty("path")[0].GetString() == first).Select(one => one.GetRawText()), below.Select(one => one.GetRawText()));
        Assert.Empty(await Site.AllAsync("/api/v1/sources?archive=there-is-none"));
    }

    [Fact]
    public async Task Articles_are_found_by_each_parameter_and_by_words()
    {
        var all = await Site.AllAsync("/api/v1/articles");
        var one = all.First(article => article.TryGetProperty("doi", out _) && article.TryGetProperty("issue", out _));
        var person = one.GetProperty("people")[0];
        async Task HoldsAsync(string query, Func<JsonElement, bool> fits) =>
            Assert.Equal(all.Where(fits).Select(article => article.Text("slug")).Order(), (await Site.AllAsync("/api/v1/articles?limit=2&" + query)).Select(article => article.Text("slug")).Order());

        await HoldsAsync("journal=lower-margin", _ => true);
        await HoldsAsync($"journal=lower-margin&issue={one.GetProperty("issue").Text("key")}", article => article.TryGetProperty("issue", out var issue) && issue.Text("key") == one.GetProperty("issue").Text("key"));
        await HoldsAsync("section=" + Uri.EscapeDataString(one.Text("section")), article => article.TryGetProperty("section", out var section) && section.GetString() == one.Text("section"));
        await HoldsAsync("author=" + person.Text("key"), article => article.GetProperty("people").EnumerateArray().Any(other => other.Text("key") == person.Text("key")));
        await HoldsAsync("language=EN", article => article.TryGetProperty("language", out var language) && language.GetString()!.StartsWith("en", StringComparison.Ordinal));
        await HoldsAsync("doi=" + Uri.EscapeDataString("https://doi.org/" + one.Text("doi").ToUpperInvariant()), article => article.TryGetProperty("doi", out var doi) && doi.GetString() == one.Text("doi"));
        await HoldsAsync("access=open", article => article.GetProperty("access").GetProperty("body").GetBoolean());
        await HoldsAsync("publishedFrom=1990&publishedUntil=2999", article => article.TryGetProperty("published", out _));
        await HoldsAsync("publishedUntil=1990-01", _ => false);
        await HoldsAsync("updatedSince=2000-01-01&deleted=true", _ => true);
        await HoldsAsync("updatedSince=2999-01-01T00:00:00Z", _ => false);
        Assert.Contains("marchmont", (await Site.AllAsync("/api/v1/articles?q=Bayle&limit=1"))[0].Text("slug"), StringComparison.Ordinal);
        Assert.Equal(one.Text("slug"), (await Site.AllAsync("/api/v1/articles?q=" + Uri.EscapeDataString(one.Text("doi")))).Single().Text("slug"));
        Assert.Equal(one.Text("slug"), (await Site.JsonAsync("/api/v1/articles/by-doi/" + one.Text("doi"))).Text("slug"));
        Assert.Equal(one.Text("slug"), (await Site.JsonAsync("/api/v1/articles/by-doi/" + Uri.EscapeDataString(one.Text("doi")))).Text("slug"));
    }

    [Theory]
    [InlineData("/api/v1/journals")]
    [InlineData("/api/v1/articles?limit=2")]
    [InlineData(Marchmont)]
    [InlineData(Marchmont + "/notes/1")]
    [InlineData("/api/openapi.json")]
    [InlineData("/api/openapi.yaml")]
    public async Task What_is_unchanged_is_told_in_a_few_bytes_and_its_head_as_its_whole(string path)
    {
        using var whole = await Site.GetAsync(path);
        using var head = await Site.SendAsync(HttpMethod.Head, path);
        using var again = await Site.GetAsync(path, ("If-None-Match", whole.Headers.ETag!.ToString()));
        using var other = await Site.GetAsync(path, ("If-None-Match", "\"another\""));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal((whole.StatusCode, whole.Headers.ETag, whole.Content.Headers.ContentLength, whole.Content.Headers.LastModified), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength, head.Content.Headers.LastModified));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("*", whole.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(whole.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_next_page_stands_in_the_header_as_in_the_body_and_a_script_of_another_site_may_read_both()
    {
        using var answer = await Site.GetAsync("/api/v1/articles?limit=1", ("Origin", "https://elsewhere.example"));
        var next = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.Text("next");
        using var asked = await Site.SendAsync(HttpMethod.Options, "/api/v1/articles", ("Origin", "https://elsewhere.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));

        Assert.Equal($"<{next}>; rel=\"next\"", answer.Headers.GetValues("Link").Single());
        Assert.Contains("Link", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Contains("Authorization", asked.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("text/html", 406)]
    [InlineData("application/xml, text/*", 406)]
    [InlineData("application/json;q=0, */*", 406)]
    [InlineData("text/html, */*;q=0.1", 200)]
    [InlineData("application/*", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    public async Task Who_takes_no_JSON_is_told_so(string accept, int status)
    {
        using var answer = await Site.GetAsync("/api/v1/journals", ("Accept", accept));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_page_shows_every_address_and_its_examples_can_be_opened()
    {
        var page = await Site.TextAsync("/api");
        var examples = Regex.Matches(page, "href=\"(/api/v1/[^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();

        Assert.Equal(Recto.App.Features.Api.ApiFeature.Operations.Count, examples.Count);
        foreach (var example in examples)
        {
            await Site.JsonAsync(example);
        }

        Assert.All(Recto.App.Features.Api.ApiFeature.Operations, operation => Assert.Contains($"id=\"{operation.Told.Id}\"", page, StringComparison.Ordinal));
    }
}
