using System.Globalization;
using System.Net;

namespace Recto.App.Tests.Security;

/// <summary>
/// Asks for what is somebody else's (IDOR): every route whose address can name a thing of another journal, another institution, another buyer, as everybody whose it is not; then with ids of others inside what is one's own,
/// in addresses and in forms. Nothing is given, and nothing at all is written.
/// </summary>
public sealed class OthersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<char> WhoseItIsNot => [.. "sbplce"];

    [Theory]
    [MemberData(nameof(WhoseItIsNot))]
    public async Task What_is_of_others_is_neither_shown_nor_changed(char letter)
    {
        await using var site = await SecuritySite.StartAsync();
        var role = Role.All.Single(one => one.Letter == letter);
        var header = role.Header(site);
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var line in RouteTable.All.Values.Where(line => line.LetIn is not null))
        {
            var parameters = site.ParametersOfOthers(line.Route.Pattern);
            if (parameters.Count == 0)
            {
                continue;
            }

            foreach (var form in line.Route.Method == "POST" ? Forms(site) : [[]])
            {
                asked++;
                var address = site.AddressOfOthers(line.Route.Pattern, parameters);
                using var answer = await SendAsync(site, line.Route.Method, address + site.Query(line.Route.Pattern), header, form);
                Judge(line.Route, role.Name, address, answer, await database.HasChangedAsync(), wrong);
            }
        }

        Assert.True(asked > 60, $"Only {asked} were asked for: {nameof(SecuritySite)} knows too few things of others.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData('e')]
    [InlineData('b')]
    [InlineData('a')]
    public async Task What_is_of_others_is_not_found_inside_what_is_ones_own(char letter)
    {
        await using var site = await SecuritySite.StartAsync();
        var role = Role.All.Single(one => one.Letter == letter);
        var header = role.Header(site);
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var line in RouteTable.All.Values.Where(line => line.LetsIn(role)))
        {
            var all = SecuritySite.Parameters(line.Route.Pattern);
            foreach (var inner in site.ParametersOfOthers(line.Route.Pattern).Where(name => all.Count > 1 && name != all[0]))
            {
                foreach (var form in line.Route.Method == "POST" ? Forms(site) : [[]])
                {
                    asked++;
                    var address = site.AddressOfOthers(line.Route.Pattern, [inner]);
                    using var answer = await SendAsync(site, line.Route.Method, address, header, form);
                    Judge(line.Route, role.Name, address, answer, await database.HasChangedAsync(), wrong);
                }
            }
        }

        Assert.True(asked > (letter == 'b' ? 1 : 10), $"Only {asked} were asked for.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Where a form, or the query of a page that asks before something is destroyed, names the thing: who sends it, where to, and which field names what of others.</summary>
    public static TheoryData<char, string, string, string, string> Named => new()
    {
        { 'l', "GET", "/library/{key}/networks/remove", "range", "range" },
        { 'l', "POST", "/library/{key}/networks/remove", "range", "range" },
        { 'l', "GET", "/library/{key}/people/remove", "account", "colleague" },
        { 'l', "POST", "/library/{key}/people/remove", "account", "colleague" },
        { 'a', "GET", "/desk/institutions/{key}/people/remove", "account", "colleague" },
        { 'a', "POST", "/desk/institutions/{key}/people/remove", "account", "colleague" },
        { 'a', "POST", "/desk/institutions/{key}/ranges?do=remove", "range", "range" },
        { 'a', "POST", "/desk/institutions/{key}/ranges?do=exclude", "range", "range" },
        { 'a', "POST", "/desk/institutions/{key}/ranges?do=count", "range", "range" },
        { 'a', "POST", "/desk/institutions/{key}/keys", "revoke", "kbart" },
        { 'a', "POST", "/desk/institutions/keys", "revoke", "kbart" },
        { 'a', "GET", "/desk/institutions/{key}/sign-in/remove", "id", "identity" },
        { 'a', "POST", "/desk/institutions/{key}/sign-in/remove", "id", "identity" },
        { 'p', "POST", "/account/api-keys/revoke", "id", "apiKey" },
        { 'p', "POST", "/account/identities/remove", "id", "ownIdentity" },
        { 'p', "POST", "/account/passkeys/remove", "id", "passkey" },
        { 'p', "POST", "/account/passkeys/rename", "id", "passkey" },
        { 'p', "POST", "/account/sign-ins/end", "id", "session" },
        { 'e', "POST", "/desk/articles/{id:guid}/relate", "article", "article" },
        { 'e', "POST", "/desk/articles/{id:guid}/place", "issue", "issue" },
        { 'e', "POST", "/desk/articles/{id:guid}/recommendations", "other", "article" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task What_a_form_names_of_others_is_left_alone(char letter, string method, string pattern, string field, string what)
    {
        await using var site = await SecuritySite.StartAsync();
        var header = Role.All.Single(one => one.Letter == letter).Header(site);
        var (path, act) = pattern.Split("?do=") is [var before, var said] ? (before, said) : (pattern, null);
        await using var database = await Fingerprint.OfAsync(site.Site.Database);

        using var answer = method == "GET"
            ? await SendAsync(site, method, $"{site.Address(path)}?{field}={Uri.EscapeDataString(site.Other(what))}", header, [])
            : await SendAsync(site, method, site.Address(path), header, [new(field, site.Other(what)), new("do", act ?? ""), new("choice", "pin"), new("sure", "on"), new("passkey-name", "mine"), new("version", "1")]);

        Assert.True((int)answer.StatusCode < 500, $"{pattern} answers {(int)answer.StatusCode}");
        Assert.True(method == "POST" || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{pattern} answers {(int)answer.StatusCode}");
        Assert.False(await database.HasChangedAsync(), $"{pattern} has written something.");
    }

    [Fact]
    public async Task The_same_forms_do_what_they_say_to_what_is_ones_own()
    {
        // So that the tests above do not pass because nothing works.
        await using var site = await SecuritySite.StartAsync();
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var librarian = site.Librarian();
        var asked = new[] { "/library/{key}/networks/remove", "/library/{key}/people/remove" };
        foreach (var pattern in asked)
        {
            using var page = await SendAsync(site, "GET", site.Address(pattern) + site.Query(pattern), librarian, []);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            await database.HasChangedAsync();
            var (name, value) = site.Query(pattern)[1..].Split('=') is [var field, var id] ? (field, id) : throw new InvalidOperationException(pattern);
            using var done = await SendAsync(site, "POST", site.Address(pattern), librarian, [new(name, value)]);
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
            Assert.True(await database.HasChangedAsync(), pattern);
        }

        foreach (var (pattern, name, value) in new[] { ("/account/sign-ins/end", "id", site.Other("session")), ("/account/api-keys/revoke", "id", site.Other("apiKey")), ("/account/identities/remove", "id", site.Other("ownIdentity")), ("/account/passkeys/remove", "id", site.Other("passkey")) })
        {
            var mallory = site.Site.SignedIn(site.Mallory);
            await database.HasChangedAsync();
            using var done = await SendAsync(site, "POST", pattern, mallory, [new(name, value)]);
            Assert.True(await database.HasChangedAsync(), pattern);
        }
    }

    [Theory]
    [InlineData('s')]
    [InlineData('b')]
    [InlineData('p')]
    [InlineData('l')]
    [InlineData('c')]
    public async Task A_draft_of_another_journal_is_at_none_of_its_addresses(char letter)
    {
        await using var site = await SecuritySite.StartAsync();
        var role = Role.All.Single(one => one.Letter == letter);
        var header = role.Header(site);
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var line in RouteTable.All.Values.Where(line => line.LetIn is null && line.Route.Method != "POST" && line.Route.Pattern.Contains("{slug}", StringComparison.Ordinal)))
        {
            asked++;
            using var answer = await SendAsync(site, "GET", site.AddressOfOthers(line.Route.Pattern, ["slug"]), header, []);
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone) || (await answer.Content.ReadAsStringAsync(Ct)).Contains("The leaf of others", StringComparison.Ordinal))
            {
                wrong.Add($"{line.Route} answers {(int)answer.StatusCode} to {role.Name}.");
            }
        }

        Assert.True(asked > 30);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Nothing, and what the forms of the site hold: a handler that looks at the form before it looks who asks is found by one of them.
    private static List<KeyValuePair<string, string>>[] Forms(SecuritySite site) =>
    [
        [],
        [
            .. new[] { ("version", "1"), ("sure", "on"), ("meant", "on"), ("name", "Taken over"), ("title", "Taken over"), ("key", "taken-over"), ("email", "mallory@example.org"), ("role", "manager"), ("why", "Because"), ("markdown", "Taken over"), ("do", "remove"), ("choice", "publish") }
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2)),
            KeyValuePair.Create("range", site.Other("range")), KeyValuePair.Create("account", site.Other("colleague")), KeyValuePair.Create("id", site.Other("identity")), KeyValuePair.Create("seller", site.Other("seller")),
        ],
    ];

    private static void Judge(Mapped route, string who, string address, HttpResponseMessage answer, bool changed, List<string> wrong)
    {
        var status = (int)answer.StatusCode;
        var toSignIn = status is 302 or 303 && answer.Headers.Location?.OriginalString.StartsWith("/account/sign-in", StringComparison.Ordinal) == true;
        if (!(toSignIn || status is 401 or 403 or 404 or 429) || changed)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{route} ({address}) answers {status} to {who}{(changed ? " and writes" : "")}."));
        }
    }

    private static Task<HttpResponseMessage> SendAsync(SecuritySite site, string method, string address, (string Name, string Value)? header, List<KeyValuePair<string, string>> form)
    {
        var request = new HttpRequestMessage(method == "POST" ? HttpMethod.Post : HttpMethod.Get, address) { Content = method == "POST" ? new FormUrlEncodedContent(form) : null };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (header is { } known)
        {
            request.Headers.TryAddWithoutValidation(known.Name, known.Value);
        }

        return site.Site.Client.SendAsync(request, Ct);
    }
}
