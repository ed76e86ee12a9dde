using System.Globalization;
using System.Net;

namespace Recto.App.Tests.Security;

/// <summary>Every route of the program, asked for by everybody.</summary>
public sealed class RouteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<char> Roles => [.. Role.All.Select(role => role.Letter)];

    [Fact]
    public async Task Every_route_stands_in_the_table_and_every_line_names_a_route()
    {
        await using var site = await SecuritySite.StartAsync();

        Assert.Equal([], site.Routes.Where(route => !RouteTable.All.ContainsKey(route)).Select(route => $"{route} stands not in {nameof(RouteTable)}: say there who may ask for it."));
        Assert.Equal([], RouteTable.All.Keys.Except(site.Routes).Select(route => $"{route} stands in {nameof(RouteTable)} and is gone."));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task What_is_read_opens_to_those_who_may_and_to_nobody_else(char letter)
    {
        await using var site = await SecuritySite.StartAsync();
        var role = Role.All.Single(one => one.Letter == letter);
        var header = role.Header(site);
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var wrong = new List<string>();
        foreach (var line in RouteTable.All.Values.Where(line => line.Route.Method != "POST"))
        {
            using var answer = await AskAsync(site, line.Route, header, null);
            Judge(line, role, answer, wrong);
            if (await database.HasChangedAsync() && !WriteWhenRead.Contains(line.Route.Pattern, StringComparer.Ordinal))
            {
                wrong.Add($"{line.Route} writes to the database though it is only read.");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task What_is_sent_is_taken_from_those_who_may_and_from_nobody_else(char letter)
    {
        await using var site = await SecuritySite.StartAsync();
        var role = Role.All.Single(one => one.Letter == letter);
        var header = role.Header(site);
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var wrong = new List<string>();

        // What takes away what others name comes late, and what ends the sign-in last.
        foreach (var line in RouteTable.All.Values.Where(line => line.Route.Method == "POST").OrderBy(line => line.LetsIn(role)).ThenBy(line => Lateness(line.Route.Pattern)))
        {
            using var answer = await AskAsync(site, line.Route, header, line.LetsIn(role) ? new StringContent("no form") : new FormUrlEncodedContent([]));
            Judge(line, role, answer, wrong);
            if (await database.HasChangedAsync() && !line.LetsIn(role))
            {
                wrong.Add($"{line.Route} writes to the database for {role.Name}.");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")]
    public async Task No_form_is_taken_that_another_site_has_sent(string name, string value)
    {
        await using var site = await SecuritySite.StartAsync();
        var header = site.Site.Administrator();
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var wrong = new List<string>();
        foreach (var route in RouteTable.All.Keys.Where(route => route.Method == "POST" && !OpenToPrograms.Contains(route.Pattern, StringComparer.Ordinal)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, site.Address(route.Pattern)) { Content = new FormUrlEncodedContent([]) };
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await site.Site.Client.SendAsync(request, Ct);

            // Where nobody has to be signed in, a program may send a form; a page of another site may not.
            if (answer.StatusCode != HttpStatusCode.Forbidden && !(name == "X-Nothing" && SignedInByNothing.Contains(route.Pattern, StringComparer.Ordinal)))
            {
                wrong.Add($"{route} answers {(int)answer.StatusCode} to {name}: {value}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.False(await database.HasChangedAsync());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task Other_methods_do_nothing_and_none_is_put_into_the_place_of_another(string method)
    {
        await using var site = await SecuritySite.StartAsync();
        var header = site.Site.Administrator();
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var wrong = new List<string>();
        foreach (var route in RouteTable.All.Keys.DistinctBy(route => route.Pattern))
        {
            using var direct = await site.Site.SendAsync(new HttpMethod(method), site.Address(route.Pattern), header, ("Sec-Fetch-Site", "same-origin"));
            using var disguised = await site.Site.SendAsync(HttpMethod.Get, site.Address(route.Pattern) + "?_method=" + method, header, ("X-HTTP-Method-Override", method), ("X-Method-Override", method));
            if (direct.StatusCode is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound) || (int)disguised.StatusCode >= 500 && !NeedAnother.Contains(route.Pattern, StringComparer.Ordinal) || (await database.HasChangedAsync() && !WriteWhenRead.Contains(route.Pattern, StringComparer.Ordinal)))
            {
                wrong.Add($"{method} {route.Pattern}: {(int)direct.StatusCode}, {(int)disguised.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What programs send to, by a protocol that says so: it changes nothing, or is signed, or brings a key; no cookie counts there.</summary>
    private static readonly string[] OpenToPrograms = ["/oai", "/api/getftr/v2/entitlements", "/hooks/stripe"];

    /// <summary>What is noted when it is followed: that a reading link was used, which browser has opened an order, what the payment house says of one. All of it is for whoever has the key of the address.</summary>
    private static readonly string[] WriteWhenRead = ["/read/{token}", "/read/order/{key}", "/orders/return/{key}"];

    /// <summary>What asks another server, which is not there in these tests.</summary>
    private static readonly string[] NeedAnother = ["/login/oidc/{key}", "/login/oidc/{key}/callback"];

    /// <summary>Forms that ask for no sign-in and carry nobody's rights.</summary>
    private static readonly string[] SignedInByNothing = ["/check", "/articles/{slug}/notes/{note}/report", "/orders/demonstration/{key}"];

    private static int Lateness(string pattern) => pattern switch
    {
        "/account/sign-out-everywhere" => 9,
        "/account/password/remove" => 7,
        "/desk/sign-in/{key}/remove" => 6,
        "/account/sign-out" => 8,
        _ when pattern.EndsWith("/close", StringComparison.Ordinal) => 1,
        _ when pattern.EndsWith("/reopen", StringComparison.Ordinal) => 2,
        _ when pattern.EndsWith("/delete", StringComparison.Ordinal) => 6 - pattern.Count(c => c == '{'),
        _ => 0,
    };

    private static Task<HttpResponseMessage> AskAsync(SecuritySite site, Mapped route, (string Name, string Value)? header, HttpContent? form)
    {
        var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, site.Address(route.Pattern) + site.Query(route.Pattern)) { Content = form };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (header is { } known)
        {
            request.Headers.TryAddWithoutValidation(known.Name, known.Value);
        }

        return site.Site.Client.SendAsync(request, Ct);
    }

    private static void Judge(Line line, Role role, HttpResponseMessage answer, List<string> wrong)
    {
        var status = (int)answer.StatusCode;
        var toSignIn = status is 302 or 303 && answer.Headers.Location?.OriginalString.StartsWith("/account/sign-in", StringComparison.Ordinal) == true;
        var isRight = line.LetsIn(role) ? line.Statuses.Contains(status) : toSignIn || status is 401 or 403 or 404;
        if (!isRight)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{line.Route} answers {status}{(toSignIn ? " (to the sign-in)" : "")} to {role.Name}, who {(line.LetsIn(role) ? $"is to be let in ({string.Join('/', line.Statuses)})" : "is not to be let in")}."));
        }
    }
}
