using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Web;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Federation;

namespace Recto.App.Tests.Features.GetFtr;

/// <summary>The publisher's side of GetFTR.</summary>
public sealed class GetFtrTests : IAsyncLifetime
{
    private const string Address = "/api/getftr/v2/entitlements";
    private const string Closed = "10.5555/closed.1";
    private const string Open = "10.5555/open.1";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private InstitutionSite _home = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        _home = await InstitutionSite.StartAsync();
        await _home.RunAsync($"UPDATE articles SET doi = '{Closed}', doi_key = '{Closed.ToUpperInvariant()}' WHERE slug = '{InstitutionSite.Closed["/articles/".Length..]}'");
        await _home.RunAsync($"UPDATE articles SET doi = '{Open}', doi_key = '{Open.ToUpperInvariant()}', has_open_licence = 1 WHERE slug = '{ReadOnlySite.VanAalst["/articles/".Length..]}'");
        await using var tx = await _home.Site.Database.BeginAsync(Ct);
        (_key, var hash, var hint) = AccessKey.Make();
        Assert.True(await new AccessKeyStore(_home.Site.Database).AddAsync(tx, new(Guid.CreateVersion7(), AccessKeyPurpose.GetFtr, null, "GetFTR", hint, DateTimeOffset.UtcNow, null), hash, Ct));
        await tx.CommitAsync(Ct);
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task An_address_of_a_subscriber_may_read_and_another_may_not()
    {
        await _home.SubscribeAsync((await _home.AddAsync("bern", ["130.92.0.0/16", "2001:620::/32"])).Id);
        await _home.Known.RenewAsync(Ct);

        var told = await AskAsync(new { org = new { ipv4 = "130.92.4.7" }, dois = new[] { Closed, Open, "10.5555/none", "nonsense" } });

        Assert.Equal([(200, "yes", "paid"), (200, "yes", "open"), (404, null, null), (404, null, null)], told.Select(one => (one.GetProperty("statusCode").GetInt32(), Text(one, "entitled"), Text(one, "accessType"))));
        Assert.Equal([Closed, Open, "10.5555/none", "nonsense"], told.Select(one => Text(one, "doi")));
        Assert.Equal("130.92.4.7", Text(told[0].GetProperty("org"), "ipv4"));
        Assert.False(told[1].TryGetProperty("org", out _)); // Everybody may read it: nobody's address was needed.
        Assert.EndsWith(InstitutionSite.Closed, Text(told[0], "document"), StringComparison.Ordinal);
        Assert.Equal("text/html", Text(told[0].GetProperty("vor")[0], "contentType"));
        Assert.EndsWith(InstitutionSite.Closed, Text(told[0].GetProperty("vor")[0], "url"), StringComparison.Ordinal);

        Assert.Equal("yes", Text((await AskAsync(new { org = new { ipv6 = "2001:620::7" }, dois = new[] { Closed } }))[0], "entitled"));
        foreach (var org in new object?[] { new { ipv4 = "131.92.4.7" }, new { ipv4 = "rubbish" }, new { entityID = "https://idp.example.org/none" }, new { }, null })
        {
            var no = (await AskAsync(new { org, dois = new[] { Closed } }))[0];
            Assert.Equal(("no", "paid", 0), (Text(no, "entitled"), Text(no, "accessType"), no.GetProperty("vor").GetArrayLength()));
        }
    }

    [Fact]
    public async Task A_sign_in_leads_on_and_decides_where_it_is_not_said_who_the_reader_is()
    {
        const string Entity = "https://idp.unibe.example/entity";
        var library = await _home.AddAsync("bern", []);
        await _home.SubscribeAsync(library.Id);
        await using (var tx = await _home.Site.Database.BeginAsync(Ct))
        {
            Assert.True(await new InstitutionIdentityStore(_home.Site.Database).AddAsync(tx, new InstitutionIdentity { Id = Guid.CreateVersion7(), InstitutionId = library.Id, Kind = IdentityKind.Saml, Issuer = Entity, Scope = "unibe.example" }, DateTimeOffset.UtcNow, Ct));
            await tx.CommitAsync(Ct);
        }

        await _home.Known.RenewAsync(Ct);

        foreach (var (affiliation, entitled) in new[] { (null, "maybe"), ("student@unibe.example", "yes"), ("alum@unibe.example", "no"), ("student@other.example", "no") })
        {
            var told = (await AskAsync(new { org = new { entityID = Entity, eduPersonScopedAffiliation = affiliation }, dois = new[] { Closed } }))[0];

            Assert.Equal(entitled, Text(told, "entitled"));
            if (entitled != "no")
            {
                Assert.Equal(Entity, Text(told.GetProperty("org"), "entityID"));
                Assert.Equal($"/login/bern?to={Uri.EscapeDataString(InstitutionSite.Closed)}", new Uri(Text(told.GetProperty("vor")[0], "url")!).PathAndQuery);
            }
        }

        // An address that is known for sure goes before a sign-in.
        await _home.SubscribeAsync((await _home.AddAsync("basel", ["131.152.0.0/16"])).Id);
        await _home.Known.RenewAsync(Ct);
        Assert.Equal("yes", Text((await AskAsync(new { org = new { entityID = Entity, ipv4 = "131.152.1.1" }, dois = new[] { Closed } }))[0], "entitled"));
    }

    [Fact]
    public async Task Nobody_asks_without_a_key_and_too_much_is_not_answered()
    {
        foreach (var key in new[] { null, "Bearer recto_i_" + new string('a', 43), "Bearer " + _key[..^1] })
        {
            using var refused = await SendAsync(new { dois = new[] { Open } }, key);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        foreach (var body in new object[] { new { dois = Enumerable.Range(0, 21).Select(i => $"10.5555/{i}") }, new { dois = Array.Empty<string>() }, new { }, new { dois = "10.5555/1" }, "[", new { dois = new string?[] { null } } })
        {
            using var refused = await SendAsync(body, "Bearer " + _key);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task One_article_is_asked_about_by_its_address_and_a_draft_is_none()
    {
        using var unknown = await _home.Site.GetAsync(Address + "?doi=10.5555/none", ("Authorization", "Bearer " + _key));
        using var known = await _home.Site.GetAsync(Address + "?doi=" + Open, ("X-Api-Key", _key));
        await _home.RunAsync($"UPDATE articles SET is_draft = 1 WHERE doi = '{Open}'");
        using var draft = await _home.Site.GetAsync(Address + "?doi=" + Open, ("X-Api-Key", _key));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), (unknown.StatusCode, known.StatusCode, draft.StatusCode));
        Assert.Equal("yes", Text(await known.Content.ReadFromJsonAsync<JsonElement>(Ct), "entitled"));
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<List<JsonElement>> AskAsync(object body)
    {
        using var answer = await SendAsync(body, "Bearer " + _key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("entitlements").EnumerateArray()];
    }

    private Task<HttpResponseMessage> SendAsync(object body, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return _home.Site.Client.SendAsync(request, Ct);
    }
}
