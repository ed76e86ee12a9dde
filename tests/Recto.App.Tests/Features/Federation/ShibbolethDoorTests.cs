using System.Net;
using System.Net.Sockets;
using System.Text;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Federation;

/// <summary>Headers of a Shibboleth SP: when they are believed, and when they are not. The tests speak from this machine, which is a trusted proxy unless one says otherwise.</summary>
public sealed class ShibbolethDoorTests : IAsyncLifetime
{
    private const string Idp = "https://idp.uni-x.example/idp";
    private const string Path = "/login/shib?to=/articles";
    private FederationSite? _site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FederationSite Site => _site!;

    public async ValueTask InitializeAsync()
    {
        _site = await FederationSite.StartAsync();
        await Site.IdentityAsync(await Site.InstitutionAsync("uni-x"), Idp, "uni-x.example");
        await Site.IdentityAsync(await Site.InstitutionAsync("uni-y"), Idp, "uni-y.example", admits: Affiliation.Alum);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    [Fact]
    public async Task What_the_web_server_says_with_the_secret_lets_in()
    {
        using var answer = await AskAsync(Path, Told());

        Assert.Equal((HttpStatusCode.SeeOther, "/articles"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var set = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("recto-library=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", set, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", set, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", set, StringComparison.Ordinal); // It ends with the browser, too.
        Assert.True(await Site.OpensAsync(FederationSite.CookieOf(answer)));
        Assert.False(await Site.OpensAsync(null));
    }

    [Theory]
    [InlineData("Recto-Saml-Secret", null)]
    [InlineData("Recto-Saml-Secret", "")]
    [InlineData("Recto-Saml-Secret", "of-no-worth-outside-the-tests-4f1c9a7e2")]
    [InlineData("Recto-Saml-Secret", "OF-NO-WORTH-OUTSIDE-THE-TESTS-4F1C9A7E2B")]
    [InlineData("Recto-Saml-Secret", "null")]
    public async Task Without_the_secret_to_the_letter_nobody_is_let_in(string name, string? value)
    {
        using var answer = await AskAsync(Path, [.. Told().Where(header => header.Name != name), .. value is null ? Array.Empty<(string, string)>() : [(name, value)]]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(FederationSite.CookieOf(answer));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/login/uni-x")]
    [InlineData("/login/saml?entityID=https%3A%2F%2Fidp.uni-x.example%2Fidp")]
    [InlineData("/LOGIN/shib")]
    [InlineData("/login/Shib")]
    [InlineData("/login/shib/")]
    [InlineData("/login/shib/x")]
    [InlineData("/login/%73hib")]
    [InlineData("/x/../login/shib")]
    [InlineData("/./login/shib")]
    [InlineData("//login/shib")]
    [InlineData("/login//shib")]
    [InlineData("/account")]
    [InlineData(FederationSite.Closed)]
    [InlineData(FederationSite.Closed + "/source")]
    public async Task On_every_other_address_the_headers_do_nothing(string path)
    {
        var answer = await RawAsync(path, Told());

        Assert.DoesNotContain("recto-library=", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Access provided by", answer, StringComparison.Ordinal);
        Assert.False(path.EndsWith("/source", StringComparison.Ordinal) && answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_is_no_trusted_proxy_is_not_believed_whatever_it_says_of_itself()
    {
        await using var site = await FederationSite.StartAsync(options: options => options with { Proxies = [IPNetwork.Parse("10.0.0.0/8")] });
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), Idp, "uni-x.example");

        foreach (var more in new[] { Array.Empty<(string, string)>(), [("X-Forwarded-For", "10.0.0.1")], [("X-Original-For", "10.0.0.1:80")], [("Forwarded", "for=10.0.0.1")], [("X-Real-IP", "10.0.0.1")] })
        {
            using var answer = await site.Site.GetAsync(Path, [.. Told(), .. more]);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Null(FederationSite.CookieOf(answer));
        }
    }

    [Fact]
    public async Task A_reader_far_away_comes_through_the_trusted_proxy()
    {
        using var answer = await AskAsync(Path, [.. Told(), ("X-Forwarded-For", "203.0.113.7")]);

        Assert.NotNull(FederationSite.CookieOf(answer));
    }

    [Fact]
    public async Task Over_TLS_the_cookie_is_of_this_host_alone()
    {
        using var answer = await AskAsync(Path, [.. Told(), ("X-Forwarded-Proto", "https")]);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.Contains("recto-library=", StringComparison.Ordinal));
        Assert.StartsWith("__Host-recto-library=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        using var read = await Site.Site.GetAsync(FederationSite.Closed + "/source", ("Cookie", cookie.Split(';')[0]), ("X-Forwarded-Proto", "https"));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Theory]
    [InlineData("Shib-Identity-Provider")]
    [InlineData("affiliation")]
    [InlineData("entitlement")]
    [InlineData("Recto-Saml-Secret")]
    public async Task A_header_that_comes_twice_was_not_all_written_by_the_web_server(string name)
    {
        var answer = await RawAsync(Path, [.. Told(), ("entitlement", ""), (name, Told().FirstOrDefault(header => header.Name == name).Value ?? "x")]);

        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("recto-library=", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Shib_Identity_Provider", "Affiliation")]
    [InlineData("HTTP_SHIB_IDENTITY_PROVIDER", "affiliation")]
    [InlineData("Shib-Identity-Provider", "Shib-affiliation")]
    [InlineData("Shib-Identity-Provider", "affil_iation")]
    public async Task Headers_of_other_names_say_nothing(string provider, string affiliation)
    {
        using var answer = await AskAsync(Path, [("Recto-Saml-Secret", SamlLab.Secret), (provider, Idp), (affiliation, "member@uni-x.example")]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(FederationSite.CookieOf(answer));
    }

    [Fact]
    public async Task Names_of_headers_have_no_case()
    {
        using var answer = await AskAsync(Path, [("RECTO-SAML-SECRET", SamlLab.Secret), ("shib-identity-provider", Idp), ("AFFILIATION", "member@uni-x.example")]);

        Assert.NotNull(FederationSite.CookieOf(answer));
    }

    [Theory]
    [InlineData("https://idp.elsewhere.example/idp", "member@uni-x.example", "belongs to no institution that this site knows")]
    [InlineData("(null)", "member@uni-x.example", "belongs to no institution that this site knows")]
    [InlineData(Idp, "(null)", "did not say what you are there")]
    [InlineData(Idp, "member@elsewhere.example", "is not a name that this site knows it by")]
    [InlineData(Idp, "alum@uni-x.example;affiliate@uni-x.example", "former student (alum)")]
    [InlineData(Idp, "member\\;x@uni-x.example", "member;x@uni-x.example")] // One value with a semicolon in it.
    [InlineData(Idp, "<script>alert(1)</script>@uni-x.example", "a word that this site does not know")]
    public async Task Who_is_refused_is_told_why(string provider, string affiliation, string why)
    {
        using var answer = await AskAsync(Path, [("Recto-Saml-Secret", SamlLab.Secret), ("Shib-Identity-Provider", provider), ("affiliation", affiliation)]);

        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(why, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Null(FederationSite.CookieOf(answer));
    }

    [Fact]
    public async Task A_contract_may_let_alumni_in()
    {
        using var answer = await AskAsync(Path, [("Recto-Saml-Secret", SamlLab.Secret), ("Shib-Identity-Provider", Idp), ("affiliation", "alum@uni-y.example")]);

        Assert.NotNull(FederationSite.CookieOf(answer));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("%2F%2Fevil.example")]
    [InlineData(" //evil.example")]
    public async Task Nobody_is_led_to_another_site(string to)
    {
        using var answer = await AskAsync("/login/shib?to=" + Uri.EscapeDataString(to), Told());

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Without_the_operators_word_there_is_no_such_address()
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), Idp, "uni-x.example");

        using var answer = await site.Site.GetAsync(Path, Told());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("(null)", "")]
    [InlineData("a", "a")]
    [InlineData("a;b", "a|b")]
    [InlineData("a\\;b;c", "a;b|c")]
    [InlineData(";a;; b ;", "a|b")]
    [InlineData("a\\", "a\\")]
    [InlineData("a\\b", "a\\b")]
    [InlineData("\\;", ";")]
    public void Values_are_parted_by_semicolons(string header, string values) => Assert.Equal(values, string.Join('|', ShibbolethHeaders.Split(header)));

    [Theory]
    [InlineData("", null)]
    [InlineData("short", "32")]
    [InlineData("of no worth but long enough to be one", "blanks")]
    public void A_secret_is_long_and_plain(string secret, string? wrong)
    {
        Assert.Equal(wrong is null, SamlSettings.TryRead(name => name == "RECTO_SAML_SECRET" ? secret : null, out var settings, out var said));

        Assert.Null(settings);
        Assert.Contains(wrong ?? "", said ?? "", StringComparison.Ordinal);
        Assert.True(secret.Length == 0 || said?.Contains(secret, StringComparison.Ordinal) != true);
    }

    [Fact]
    public void A_secret_may_stand_in_a_file()
    {
        var file = System.IO.Path.GetTempFileName();
        File.WriteAllText(file, SamlLab.Secret + "\n");

        Assert.True(SamlSettings.TryRead(name => name == "RECTO_SAML_SECRET_FILE" ? file : null, out var settings, out _));
        File.Delete(file);
        Assert.True(settings!.IsSecret(SamlLab.Secret));
        Assert.False(settings.IsSecret(null));
        Assert.DoesNotContain(SamlLab.Secret, new SiteOptions { Database = new() { DataFolder = "x" }, Saml = settings }.ToString(), StringComparison.Ordinal);
        Assert.False(SamlSettings.TryRead(name => name == "RECTO_SAML_SECRET_FILE" ? file : null, out _, out var wrong));
        Assert.Contains("cannot be read", wrong, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Told() => [("Recto-Saml-Secret", SamlLab.Secret), ("Shib-Identity-Provider", Idp), ("affiliation", "member@uni-x.example;student@uni-x.example")];

    private Task<HttpResponseMessage> AskAsync(string path, (string Name, string Value)[] headers) => Site.Site.GetAsync(path, headers);

    // As it is written, which a polite client would have cleaned first.
    private async Task<string> RawAsync(string path, (string Name, string Value)[] headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Site.Site.Address.Host, Site.Site.Address.Port, Ct);
        await using var stream = socket.GetStream();
        var lines = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {Site.Site.Address.Authority}\r\n{lines}Connection: close\r\n\r\n"), Ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Ct);
    }
}
