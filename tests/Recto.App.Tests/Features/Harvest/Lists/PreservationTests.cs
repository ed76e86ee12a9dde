using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Web;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>Manifests for LOCKSS and CLOCKSS: the permission word for word, and everything of a year reachable from it.</summary>
public sealed class PreservationTests(ListsSite fixture) : IClassFixture<ListsSite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Theory]
    [InlineData("/lockss/leaves/2019", "LOCKSS system has permission to collect, preserve, and serve this open access Archival Unit")]
    [InlineData("/clockss/leaves/2026", "CLOCKSS system has permission to ingest, preserve, and serve this open access Archival Unit")]
    public async Task The_permission_stands_word_for_word_with_the_licence(string path, string statement)
    {
        var page = await _site.TextAsync(path);

        Assert.Contains($"<p>{statement}</p>", page, StringComparison.Ordinal);
        Assert.Contains("<a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ListsSite.Hidden, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_of_a_year_is_reachable_by_plain_links_and_there()
    {
        var years = Links(await _site.TextAsync("/lockss/leaves"));
        Assert.Equal(["/lockss/leaves/2026", "/lockss/leaves/2019", "/lockss/leaves/0000"], years);

        var reached = new List<string>();
        foreach (var year in years)
        {
            reached.AddRange(Links(await _site.TextAsync(year)).Where(link => link.StartsWith("/articles", StringComparison.Ordinal) || link.StartsWith("/journals", StringComparison.Ordinal)));
        }

        Assert.Superset(Enumerable.Range(0, 70).Select(i => $"/articles/leaf-{i}").Concat(["/journals/leaves/1-1", "/journals/leaves/2-1", "/articles/hostile", "/articles/undated", "/articles/notice"]).ToHashSet(), reached.ToHashSet());
        Assert.Equal(reached.Count, reached.Distinct().Count());
        Assert.DoesNotContain("/articles/withdrawn", reached);
        foreach (var link in reached.Where((_, i) => i % 10 == 0))
        {
            using var answer = await _site.GetAsync(link);
            Assert.True(answer.IsSuccessStatusCode, link);
        }
    }

    [Fact]
    public async Task The_files_of_an_article_are_linked_where_they_are_open()
    {
        var page = await _site.TextAsync((await LinksAsync("/lockss/lower-margin"))[0]);
        var files = Links(page).Where(link => link.EndsWith("/source", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var answer = await _site.GetAsync(file);
            Assert.True(answer.IsSuccessStatusCode, file);
        }
    }

    [Fact]
    public async Task The_date_of_a_list_of_years_is_that_of_its_last_change()
    {
        using var answer = await _site.GetAsync("/lockss/leaves/2019");

        Assert.Equal(new DateTimeOffset(2026, 3, 14, 12, 26, 53, TimeSpan.Zero), answer.Content.Headers.LastModified); // leaf 3 was retracted then
    }

    [Fact]
    public async Task A_journal_opens_and_shuts_its_manifests_at_its_desk()
    {
        await using var site = await WebSite.StartAsync();
        using var before = await site.GetAsync("/lockss/lower-margin");
        var administrator = site.Administrator();
        var journal = (await site.Services.GetRequiredService<JournalStore>().FindAsync("lower-margin", Ct))!;
        async Task<HttpStatusCode> SaveAsync(int version, params (string, string)[] fields)
        {
            using var answer = await site.PostAsync("/desk/journals/lower-margin", administrator, [("title", journal.Journal.Title), ("key", "lower-margin"), ("reading", "free"), ("notes_open", "on"), (Recto.App.Shell.Forms.EditConflict.VersionField, $"{version}"), .. fields]);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.SeeOther, await SaveAsync(journal.EditVersion, ("preservation", "no"), ("mining", "yes"), ("mining_terms", "https://example.org/terms")));
        using var shut = await site.GetAsync("/lockss/lower-margin");
        using var article = await site.GetAsync(ReadOnlySite.Marchmont);
        var record = (await site.Services.GetRequiredService<JournalStore>().FindAsync("lower-margin", Ct))!;
        Assert.Equal(HttpStatusCode.SeeOther, await SaveAsync(record.EditVersion, ("preservation", "rule"), ("mining", "rule")));
        using var open = await site.GetAsync("/lockss/lower-margin");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK], new[] { before, shut, open }.Select(answer => answer.StatusCode));
        Assert.Equal((false, true, "https://example.org/terms"), (record.Journal.Details.LetsPreserve, record.Journal.Details.ReservesMining, record.Journal.Details.MiningTerms));
        Assert.Equal("1", article.Headers.GetValues("tdm-reservation").Single());
        Assert.Equal("https://example.org/terms", article.Headers.GetValues("tdm-policy").Single());
    }

    private async Task<List<string>> LinksAsync(string path) => Links(await _site.TextAsync(path));

    private List<string> Links(string page) => [.. Regex.Matches(page, "<a href=\"([^\"]+)\"").Select(match => new Uri(WebUtility.HtmlDecode(match.Groups[1].Value))).Where(uri => uri.Authority == _site.Address.Authority).Select(uri => uri.PathAndQuery)];
}
