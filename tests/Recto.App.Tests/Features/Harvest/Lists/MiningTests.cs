using System.Text.Json;
using System.Text.RegularExpressions;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>The TDM Reservation Protocol: the file of the site, the headers and heads of articles, the terms of a journal.</summary>
public sealed class MiningTests(ListsSite fixture) : IClassFixture<ListsSite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Theory]
    [InlineData("/articles/closed-0", "1")]
    [InlineData("/articles/closed-2", "0")] // an open licence in a closed journal
    [InlineData("/articles/leaf-1", null)] // free to read, and nobody has said more
    public async Task An_article_says_by_headers_and_in_its_head_whether_mining_is_reserved(string path, string? expected)
    {
        for (var i = 0; i < 2; i++) // The second answer is from the cache.
        {
            using var answer = await _site.GetAsync(path);
            using var head = await _site.SendAsync(HttpMethod.Head, path);
            var page = await answer.Content.ReadAsStringAsync(Ct);

            Assert.Equal(expected, Header(answer, "tdm-reservation"));
            Assert.Equal(expected, Header(head, "tdm-reservation"));
            Assert.Equal(expected, Regex.Match(page, "<meta name=\"tdm-reservation\" content=\"([^\"]*)\"") is { Success: true } meta ? meta.Groups[1].Value : null);
            Assert.Equal(expected == "1" ? new Uri(_site.Address, "/journals/closed/tdm-policy.json").ToString() : null, Header(answer, "tdm-policy"));
            Assert.Equal(Header(answer, "tdm-policy"), Regex.Match(page, "<meta name=\"tdm-policy\" content=\"([^\"]*)\"") is { Success: true } policy ? policy.Groups[1].Value : null);
        }
    }

    [Fact]
    public async Task The_rules_of_the_site_are_an_array_and_say_nothing_of_articles_that_differ()
    {
        using var rules = JsonDocument.Parse(await _site.TextAsync("/.well-known/tdmrep.json"));

        Assert.Equal(JsonValueKind.Array, rules.RootElement.ValueKind);
        Assert.All(rules.RootElement.EnumerateArray(), rule =>
        {
            Assert.StartsWith("/", rule.GetProperty("location").GetString(), StringComparison.Ordinal);
            Assert.Contains(rule.GetProperty("tdm-reservation").GetInt32(), new[] { 0, 1 });
            Assert.True(rule.GetProperty("tdm-reservation").GetInt32() == 1 || !rule.TryGetProperty("tdm-policy", out _));
        });
        Assert.DoesNotContain(rules.RootElement.EnumerateArray(), rule => rule.GetProperty("location").GetString() == "/articles/*");
    }

    [Fact]
    public async Task The_terms_of_a_journal_are_an_offer_that_names_whom_to_ask()
    {
        using var offer = JsonDocument.Parse(await _site.TextAsync("/journals/closed/tdm-policy.json"));
        var root = offer.RootElement;

        Assert.Equal(["http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld"], root.GetProperty("@context").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(("Offer", "http://www.w3.org/ns/tdmrep", new Uri(_site.Address, "/journals/closed/tdm-policy.json").ToString()), (root.GetProperty("@type").GetString(), root.GetProperty("profile").GetString(), root.GetProperty("uid").GetString()));
        Assert.Equal(("Closed Quarterly", "mailto:rights@example.org"), (root.GetProperty("assigner").GetProperty("vcard:fn").GetString(), root.GetProperty("assigner").GetProperty("vcard:hasEmail").GetString()));
        Assert.All(root.GetProperty("permission").EnumerateArray(), permission => Assert.Equal("tdm:mine", permission.GetProperty("action").GetString()));
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
