using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.Api;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Api;

namespace Recto.App.Tests.Features.Api;

/// <summary>How often may be asked, and the keys that give more.</summary>
public sealed class ApiKeyTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_network_is_told_what_is_left_and_when_there_is_more()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(new ApiLimits { Anonymous = new("network", 12, 2) }));

        for (var left = 11; left >= 10; left--)
        {
            using var answer = await site.GetAsync("/api/v1/journals");
            Assert.Equal((HttpStatusCode.OK, "\"network\";q=12;w=6", $"\"network\";r={left};t={(12 - left + 1) / 2}", "12", left.ToString(CultureInfo.InvariantCulture)),
                (answer.StatusCode, Header(answer, "RateLimit-Policy"), Header(answer, "RateLimit"), Header(answer, "RateLimit-Limit"), Header(answer, "RateLimit-Remaining")));
        }

        await site.JsonAsync("/api/v1/articles?q=Bayle"); // Counts as ten.
        using var refused = await site.GetAsync("/api/v1/journals");
        await site.ProblemAsync("/api/v1/journals", 429);
        using var description = await site.GetAsync("/api/openapi.json"); // Costs nothing.
        clock.Advance(TimeSpan.FromSeconds(int.Parse(Header(refused, "Retry-After"), CultureInfo.InvariantCulture)));
        using var later = await site.GetAsync("/api/v1/journals");

        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.StatusCode, Header(refused, "Retry-After")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (description.StatusCode, later.StatusCode));
    }

    [Fact]
    public async Task A_key_is_made_shown_once_used_and_revoked()
    {
        await using var site = await WebSite.StartAsync();
        var person = new DeskPerson(Guid.CreateVersion7(), "A. Reader", "reader@example.org", []);
        var cookie = site.SignedIn(person);
        using var made = await site.PostAsync("/account/api-keys", cookie, ("name", "Harvester <b>"));
        var page = await made.Content.ReadAsStringAsync(Ct);
        var key = Regex.Match(page, "recto_[A-Za-z0-9_-]{43}").Value;

        using var keyed = await site.GetAsync("/api/v1/journals", ("Authorization", "Bearer " + key));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (made.StatusCode, keyed.StatusCode));
        Assert.StartsWith("\"key\";q=3000", Header(keyed, "RateLimit-Policy"), StringComparison.Ordinal);
        Assert.Contains("no-store", made.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Harvester &lt;b&gt;", page, StringComparison.Ordinal);

        var keys = site.Services.GetRequiredService<ApiKeyStore>();
        ApiKeyRow row;
        for (var i = 0; (row = (await keys.ListAsync(person.Id, Ct)).Single()).UsedOn is null && i < 100; i++)
        {
            await Task.Delay(20, Ct);
        }

        Assert.Equal(DateOnly.FromDateTime(DateTime.UtcNow), row.UsedOn);
        using var again = await site.GetAsync("/account/api-keys", cookie);
        Assert.DoesNotContain(key, await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var strangers = await site.PostAsync("/account/api-keys/revoke", site.SignedIn(), ("id", row.Id.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/api/v1/journals", ("Authorization", "Bearer " + key))).StatusCode);

        using var revoked = await site.PostAsync("/account/api-keys/revoke", cookie, ("id", row.Id.ToString()));
        await site.ProblemAsync("/api/v1/journals", 401, null, ("Authorization", "Bearer " + key));
        Assert.Empty(await keys.ListAsync(person.Id, Ct));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer recto_")]
    [InlineData("Bearer recto_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic cmVjdG86cmVjdG8=")]
    public async Task A_bad_key_is_a_problem_and_not_a_reader_without_one(string authorization)
    {
        await using var site = await WebSite.StartAsync();
        using var answer = await site.GetAsync("/api/v1/journals", ("Authorization", authorization));

        await site.ProblemAsync("/api/v1/journals", 401, null, ("Authorization", authorization));
        Assert.StartsWith("Bearer ", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_for_people_who_are_signed_in_and_have_a_name()
    {
        await using var site = await WebSite.StartAsync();
        using var stranger = await site.GetAsync("/account/api-keys");
        var cookie = site.SignedIn();

        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?to=%2Faccount%2Fapi-keys"), (stranger.StatusCode, stranger.Headers.Location?.ToString()));
        foreach (var name in new[] { "", " ", new string('n', 101), "a\u0000b", "a\nb" })
        {
            using var answer = await site.PostAsync("/account/api-keys", cookie, ("name", name));
            Assert.Equal(name.Contains('\0', StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity, answer.StatusCode); // Such a form is none.
        }

        for (var i = 0; i < ApiKeyStore.Most; i++)
        {
            using var made = await site.PostAsync("/account/api-keys", cookie, ("name", $"Key {i}"));
            Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        }

        using var tooMany = await site.PostAsync("/account/api-keys", cookie, ("name", "One more"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
    }

    [Fact]
    public void However_many_networks_ask_the_memory_of_them_is_bounded()
    {
        var clock = new FakeTimeProvider();
        var rate = new ApiRate(clock);
        var limit = new ApiLimit("network", 10, 1);
        for (var i = 0; i < ApiRate.Most * 2; i++)
        {
            Assert.True(rate.Take($"n{i}", limit, 1).IsAllowed);
            Assert.True(rate.Count <= ApiRate.Most);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < ApiRate.Most; i++)
        {
            rate.Take($"m{i}", limit, 1);
        }

        Assert.Equal(9, rate.Take("m-last", limit, 1).Remaining);
        Assert.Equal(8, rate.Take("m-last", limit, 1).Remaining);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
