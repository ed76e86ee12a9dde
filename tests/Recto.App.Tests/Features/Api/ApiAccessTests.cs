using System.Net;
using Recto.App.Tests.Web;
using Recto.Journals.Access;

namespace Recto.App.Tests.Features.Api;

/// <summary>Every state of an article at every address of the API: as the one rule decides for anybody, whoever asks.</summary>
public sealed class ApiAccessTests(MatrixSite fixture) : IClassFixture<MatrixSite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_and_a_sign_in_open_nothing(bool asAdministrator)
    {
        var headers = new List<(string, string)> { await _site.KeyAsync() };
        if (asAdministrator)
        {
            headers.Add(_site.Administrator());
        }

        foreach (var one in fixture.Cases)
        {
            var decision = AccessRule.Decide(one.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow);
            var absent = one.IsWithdrawn ? HttpStatusCode.Gone : HttpStatusCode.NotFound;
            foreach (var (path, open) in new[] { ("", decision.Record), ("/sources", decision.Record), ("/cited-by", decision.Record), ("/notes", decision.Notes), ("/notes/1", decision.Notes), ("/body", decision.Body) })
            {
                using var answer = await _site.GetAsync("/api/v1" + one.Address + path, [.. headers]);
                var said = await answer.Content.ReadAsStringAsync(Ct);

                var wanted = open ? HttpStatusCode.OK : decision.Record ? HttpStatusCode.Forbidden : absent;
                Assert.True(wanted == answer.StatusCode, $"{one.Name} at {path}: {answer.StatusCode}, not {wanted}");
                Assert.True((decision.Notes && path.StartsWith("/notes", StringComparison.Ordinal)) == said.Contains("NOTEMARK", StringComparison.Ordinal), $"{one.Name} at {path}: notes");
                Assert.True((decision.Body && path == "/body") == said.Contains("BODYMARK", StringComparison.Ordinal), $"{one.Name} at {path}: body");
                if (path.Length == 0 && open)
                {
                    Assert.Equal(decision.Files, said.Contains("fig1.png", StringComparison.Ordinal));
                    Assert.Contains("ABSTRACTMARK", said, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task Lists_name_what_is_public_and_what_was_withdrawn_only_where_it_is_asked_for()
    {
        var key = await _site.KeyAsync();
        var shown = fixture.Cases.Where(one => one.Terms.IsPublished).Select(one => one.Address).Order().ToList();
        foreach (var journal in fixture.Journals)
        {
            var ofIt = fixture.Cases.Where(one => one.Terms.JournalId == journal.Id).ToList();
            string[] Slugs(System.Text.Json.JsonElement list, string name) => [.. list.GetProperty(name).EnumerateArray().Select(item => "/articles/" + item.Text("slug")).Order()];
            foreach (var query in new[] { "", "&author=ada-" + journal.Key, "&section=articles", "&issue=1-1", "&updatedSince=1970-01-01".Replace("1970", "2000", StringComparison.Ordinal) })
            {
                var list = await _site.JsonAsync($"/api/v1/articles?limit=200&journal={journal.Key}{query}", key);
                Assert.Equal(ofIt.Where(one => one.Terms.IsPublished).Select(one => one.Address).Order(), Slugs(list, "items"));
                Assert.False(list.TryGetProperty("deleted", out _));
            }

            var open = await _site.JsonAsync($"/api/v1/articles?limit=200&journal={journal.Key}&access=open", key);
            Assert.Equal(ofIt.Where(one => AccessRule.Decide(one.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow).Body).Select(one => one.Address).Order(), Slugs(open, "items"));

            var told = await _site.JsonAsync($"/api/v1/articles?limit=200&journal={journal.Key}&deleted=true", key);
            Assert.Equal(ofIt.Where(one => one.Terms.IsPublished).Select(one => one.Address).Order(), Slugs(told, "items"));
            Assert.Equal(ofIt.Where(one => !one.Terms.IsPublished).Select(one => one.Address).Order(), Slugs(told, "deleted")); // All were public once.

            var issue = await _site.JsonAsync($"/api/v1/journals/{journal.Key}/issues/1-1", key);
            Assert.Equal(ofIt.Where(one => one.Terms.IsPublished).Select(one => one.Address).Order(), Slugs(issue, "articles"));
        }

        var units = await _site.JsonAsync("/api/v1/sources?archive=rgaspi&path=558/11&limit=200", key);
        Assert.Equal(shown, units.GetProperty("items").EnumerateArray().Select(unit => "/articles/" + unit.GetProperty("article").Text("slug")).Where(address => address.Contains("-case-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task An_old_address_leads_on_where_the_article_may_be_known_of()
    {
        var key = await _site.KeyAsync();
        foreach (var one in fixture.Cases.Take(18))
        {
            var old = one.Address.Replace("/articles/", "/articles/once-", StringComparison.Ordinal);
            using var answer = await _site.GetAsync($"/api/v1{old}/notes?limit=2", key);

            Assert.Equal(one.Terms.IsPublished || one.IsWithdrawn ? HttpStatusCode.MovedPermanently : HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(one.Terms.IsPublished || one.IsWithdrawn ? $"{_site.Address}api/v1{one.Address}/notes?limit=2" : null, answer.Headers.Location?.ToString());
        }
    }
}
