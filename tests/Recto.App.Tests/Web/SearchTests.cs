using System.Net;
using System.Text.RegularExpressions;
using Dapper;

namespace Recto.App.Tests.Web;

/// <summary>Search as readers meet it.</summary>
public sealed class SearchTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    private WebSite Site => home.Site;

    [Theory]
    [InlineData("Bayle", ReadOnlySite.Marchmont)]
    [InlineData("RGVA 33988/3a/299", ReadOnlySite.VanAalst)]
    [InlineData("РГВА. Ф. 33988. Оп. 3а. Д. 299", ReadOnlySite.VanAalst)]
    [InlineData("title:folder", ReadOnlySite.VanAalst)]
    [InlineData("Рудакова", ReadOnlySite.VanAalst)] // the author by a Cyrillic spelling
    public async Task A_reader_finds(string typed, string article) =>
        Assert.Contains($"href=\"{article}\"", await PageAsync("q=" + Uri.EscapeDataString(typed)), StringComparison.Ordinal);

    [Fact]
    public async Task A_note_is_named_and_its_place_led_to()
    {
        var page = await PageAsync("q=" + Uri.EscapeDataString("note:Grafton"));

        Assert.Matches("href=\"/articles/[a-z0-9-]+#n\\d+\">Note \\d+:</a>", page);
        Assert.Contains("<mark>Grafton</mark>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facets_count_and_narrow()
    {
        var page = await PageAsync("q=archives");
        var count = int.Parse(Regex.Match(page, "name=\"archive\" value=\"rgaspi\"[^>]*>\\s*<span><bdi>RGASPI</bdi></span>\\s*<span class=\"count\">(\\d+)</span>").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

        var narrowed = await PageAsync("q=archives&archive=rgaspi&lang=en");

        Assert.True(count > 0);
        Assert.Contains("value=\"rgaspi\" checked", narrowed, StringComparison.Ordinal);
        Assert.True(Results(narrowed) <= count);
    }

    [Theory]
    [InlineData("q=Bayle&sort=new")]
    [InlineData("q=Bayle&in=notes&access=mine")]
    [InlineData("q=Bayle&as=written&page=1")]
    [InlineData("journal=lower-margin")]
    public async Task Every_way_to_ask_is_answered(string query) => Assert.True(Results(await PageAsync(query)) > 0);

    [Fact]
    public async Task Nothing_found_says_what_to_do_next()
    {
        var page = await PageAsync("q=Marchmint");

        Assert.Contains("Nothing found", page, StringComparison.Ordinal);
        Assert.Contains("Did you mean", page, StringComparison.Ordinal);
        Assert.Contains("marchmont", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("href=\"/articles\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DOI_leads_to_its_article_and_an_unknown_one_is_said_to_be_unknown()
    {
        var doi = Regex.Match(await Site.TextAsync(ReadOnlySite.Marchmont), "10\\.5555/[^\"<& ]+").Value;
        using var known = await Site.GetAsync("/search?q=" + Uri.EscapeDataString("https://doi.org/" + doi));

        Assert.Equal(HttpStatusCode.Found, known.StatusCode);
        Assert.Equal(ReadOnlySite.Marchmont, known.Headers.Location?.OriginalString);
        Assert.Contains("No article here has the DOI 10.5555/nobody", WebUtility.HtmlDecode(await PageAsync("q=10.5555/nobody")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journals_own_address_searches_that_journal()
    {
        using var answer = await Site.GetAsync("/journals/lower-margin/search?q=Bayle");

        Assert.Equal("/search?q=Bayle&journal=lower-margin", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("q=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")]
    [InlineData("q=%00%00")]
    [InlineData("q=%F0%9F%99%82")]
    [InlineData("q=%22%22%22%20OR%20NEAR(%20*%20-")]
    [InlineData("q=a&q=b&q=c")]
    [InlineData("q=Bayle&journal=%27%20OR%201=1&lang=%25&year=x&archive=%22&author=%0A&page=-1&in=nowhere&sort=odd")]
    [InlineData("q=Bayle&page=99999999999")]
    [InlineData("q=%ED%A0%80%FF%FE")]
    [InlineData("")]
    public async Task No_query_runs_or_fails(string query)
    {
        var page = await PageAsync(query);

        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_very_long_query_is_cut_and_says_so() => Assert.Contains("Only the first 16 words", await PageAsync("q=" + string.Join('+', Enumerable.Range(0, 300).Select(i => "w" + i))), StringComparison.Ordinal);

    [Fact]
    public async Task Results_are_kept_by_nobody_and_listed_nowhere()
    {
        using var answer = await Site.GetAsync("/search?q=Bayle");

        Assert.Equal("private, no-cache", answer.Headers.CacheControl?.ToString().Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal));
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public async Task The_text_of_a_closed_article_never_shows_and_its_notes_only_where_they_are_open(int notesAreOpen, bool showsNotes)
    {
        await using var site = await WebSite.StartAsync();
        await using (var connection = await site.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync($"UPDATE journals SET reading = 'closed', notes_are_open = {notesAreOpen}; UPDATE articles SET has_open_licence = 0, opens_at = NULL");
        }

        var text = await site.TextAsync("/search?q=text:footnote");
        var notes = await site.TextAsync("/search?q=note:Grafton");
        var staff = await (await site.GetAsync("/search?q=text:footnote", site.Administrator())).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(Results(text) > 0);
        Assert.DoesNotContain("class=\"context\"", text, StringComparison.Ordinal);
        Assert.Contains("Found in the text, which is open to subscribers.", text, StringComparison.Ordinal);
        Assert.Contains("badge paid", text, StringComparison.Ordinal);
        Assert.Equal(showsNotes, notes.Contains("<mark>Grafton</mark>", StringComparison.Ordinal));
        Assert.Contains("class=\"context\"", staff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_asks_without_end_is_told_to_wait()
    {
        await using var site = await WebSite.StartAsync();
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < Recto.App.Features.Search.SearchRate.AtOnce * 3 && !codes.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var answer = await site.GetAsync("/search");
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
    }

    private static int Results(string page) => Regex.Count(page, "<p class=\"title\">");

    private async Task<string> PageAsync(string query)
    {
        using var answer = await Site.GetAsync("/search?" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
