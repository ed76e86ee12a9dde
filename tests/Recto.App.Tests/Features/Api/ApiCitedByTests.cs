using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Web;
using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;

namespace Recto.App.Tests.Features.Api;

/// <summary>What the read API tells of who cites an article.</summary>
public sealed class ApiCitedByTests
{
    private const string List = "/api/v1" + ReadOnlySite.Marchmont + "/cited-by";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_citing_work_is_told_once_with_who_tells_it_and_an_article_here_with_its_address()
    {
        await using var site = await ApiSite.StartAsync();
        await TellAsync(site, Work("10.1234/a", 2025), Work("10.1234/t", 2024) with { Kind = CitingKind.Thesis }, Work("10.1234/r", 2023) with { IsRetracted = true });

        var whole = await site.JsonAsync(List);
        var paged = await site.AllAsync(List + "?limit=1");
        var crossref = await site.AllAsync(List + "?source=crossref&sort=found&limit=2");
        var thesis = Assert.Single(await site.AllAsync(List + "?kind=thesis&self=false"));
        var own = await site.AllAsync(List + "?source=ownNotes");

        var items = whole.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal((6, 6), (whole.GetProperty("count").GetInt32(), items.Count));
        Assert.Equal(items.Select(item => item.GetRawText()), paged.Select(item => item.GetRawText()));
        Assert.Equal(["10.1234/a", "10.1234/r", "10.1234/t"], crossref.Select(item => item.Text("doi")).Order(StringComparer.Ordinal));
        Assert.All(crossref, item => Assert.Equal(["crossref"], item.GetProperty("toldBy").EnumerateArray().Select(one => one.Text("source"))));
        Assert.Equal(("10.1234/t", "thesis", "https://doi.org/10.1234/t", "Hollis"), (thesis.Text("doi"), thesis.Text("kind"), thesis.Text("url"), thesis.GetProperty("authors")[0].Text("family")));
        Assert.Equal(["10.1234/r"], items.Where(item => item.GetProperty("isRetracted").GetBoolean()).Select(item => item.Text("doi")));
        Assert.Equal(3, own.Count);
        foreach (var item in own)
        {
            Assert.Equal("ownNotes", item.GetProperty("toldBy")[0].Text("source"));
            Assert.Equal(item.Text("doi"), (await site.JsonAsync(item.GetProperty("article").Text("self"))).Text("doi"));
        }
    }

    [Fact]
    public async Task The_tag_stays_while_nothing_changes_and_an_article_taken_back_is_told_no_longer()
    {
        await using var site = await ApiSite.StartAsync();
        using var first = await site.GetAsync(List);
        var tag = first.Headers.ETag!.ToString();
        using var same = await site.GetAsync(List, ("If-None-Match", tag));
        var citing = (await site.JsonAsync(List)).GetProperty("items")[0].GetProperty("article").Text("slug");

        await HideAsync(site, citing);
        using var after = await site.GetAsync(List, ("If-None-Match", tag));
        var said = await after.Content.ReadAsStringAsync(Ct);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, after.StatusCode));
        Assert.DoesNotContain(citing, said, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(said).RootElement.GetProperty("count").GetInt32());
        await site.ProblemAsync($"/api/v1/articles/{citing}/cited-by", 404);
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_refused_by_name()
    {
        await using var site = await ApiSite.StartAsync();
        var cursor = (await site.JsonAsync(List + "?limit=1")).Text("nextCursor");

        foreach (var (query, name) in new[] { ("source=rumour", "source"), ("kind=unknown", "kind"), ("self=maybe", "self"), ("sort=best", "sort"), ("limit=0", "limit"), ("cursor=AbC", "cursor"), ($"sort=found&cursor={cursor}", "cursor"), ("year=2020", "year") })
        {
            Assert.Equal(name, (await site.ProblemAsync(List + "?" + query, 400)).Text("parameter"));
        }

        await site.ProblemAsync("/api/v1/articles/there-is-none/cited-by", 404);
    }

    private static CitingWork Work(string doi, int year) => new() { Doi = Doi.TryParse(doi, out var read) ? read : throw new ArgumentException(doi), Kind = CitingKind.Article, Title = "Endnotes & enemies", Year = year, Container = "Notes on Method", Authors = [new("Hollis", "P.", null)] };

    private static async Task TellAsync(WebSite site, params CitingWork[] works)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        var saved = await site.Services.GetRequiredService<CitationStore>().SaveAsync(tx, CitationSource.Crossref, [.. works.Select(work => new CitationToSave("10.5555/TLM.2026.0101", work, null))], DateTimeOffset.UtcNow, Ct);
        await site.Services.GetRequiredService<CitedByStore>().RefreshAsync(tx, saved.Touched, DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);
    }

    private static async Task HideAsync(WebSite site, string slug)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE articles SET is_draft = 1 WHERE slug = '{slug}'";
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
    }
}
