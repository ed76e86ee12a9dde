using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Security;

/// <summary>What nobody polite sends: addresses of others, line breaks for headers, ways to other sites, hosts that are not ours, requests that two servers would read in two ways.</summary>
public sealed class HostileRequestTests
{
    private const string Elsewhere = "elsewhere.example";

    /// <summary>Names by which addresses of this program, or of others, say whereto.</summary>
    private static readonly string[] Whereto = ["to", "from", "target", "return", "returnUrl", "next", "back", "url", "redirect", "wayf", "entityID"];

    /// <summary>Beginnings of addresses that are somebody's own.</summary>
    private static readonly string[] Private = ["/account", "/desk", "/library"];

    /// <summary>Beginnings of those that are whosever has the cookie or the key.</summary>
    private static readonly string[] PrivateWhereFound = ["/cart", "/login", "/orders", "/read"];

    /// <summary>Beginnings of addresses that lead on to another when they are done.</summary>
    private static readonly string[] LeadOn = ["/account", "/cart", "/language", "/library", "/login", "/orders", "/read"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> HostileAddresses =>
    [
        "//elsewhere.example", "///elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example", "/\t/elsewhere.example", "/\n/elsewhere.example", "/\r/elsewhere.example", "http://elsewhere.example",
        "https://elsewhere.example/", "HTTPS:elsewhere.example", "https:/elsewhere.example", "http:\\\\elsewhere.example", "ftp://elsewhere.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
        "//elsewhere.example@127.0.0.1", "http://127.0.0.1@elsewhere.example", "//127.0.0.1.elsewhere.example", "/%09/elsewhere.example", "/%2f/elsewhere.example", "%2f%2felsewhere.example", "/.//elsewhere.example", "/desk/..//elsewhere.example",
        " //elsewhere.example", "\u2028//elsewhere.example", "//elsewhere。example", "//xn--elsewhere", "/\u0000/elsewhere.example", "/\\/elsewhere.example", "?to=//elsewhere.example", "//[::1]/", "/;@elsewhere.example",
    ];

    [Theory]
    [MemberData(nameof(HostileAddresses))]
    public async Task No_address_leads_to_another_site(string hostile)
    {
        await using var site = await SecuritySite.StartAsync();
        var (reader, header) = (site.Site.SignedIn(), site.Site.Administrator());
        var query = "?" + string.Join('&', Whereto.Select(name => $"{name}={Uri.EscapeDataString(hostile)}"));
        var wrong = new List<string>();
        foreach (var line in RouteTable.All.Values.Where(line => LeadOn.Any(beginning => line.Route.Pattern.StartsWith(beginning, StringComparison.Ordinal)) || line.Statuses.Any(status => status is 301 or 302 or 303)))
        {
            foreach (var cookie in new[] { reader, header, ("X-Nobody", "here") })
            {
                using var request = new HttpRequestMessage(line.Route.Method == "POST" ? HttpMethod.Post : HttpMethod.Get, site.Address(line.Route.Pattern) + query);
                request.Content = line.Route.Method == "POST" ? new FormUrlEncodedContent(Whereto.Select(name => KeyValuePair.Create(name, hostile))) : null;
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
                request.Headers.TryAddWithoutValidation("Referer", "http://" + Elsewhere + "/");
                request.Headers.TryAddWithoutValidation(cookie.Item1, cookie.Item2);
                using var answer = await site.Site.Client.SendAsync(request, Ct);
                var location = answer.Headers.TryGetValues("Location", out var told) ? told.Single() : null;
                if (location is not null && (!Uri.TryCreate(site.Site.Address, location, out var to) || to.Authority != site.Site.Address.Authority || location.StartsWith("//", StringComparison.Ordinal) || location.Contains('\\', StringComparison.Ordinal)) || answer.Headers.Contains("Refresh") && answer.Headers.GetValues("Refresh").Single().Contains(Elsewhere, StringComparison.Ordinal))
                {
                    wrong.Add($"{line.Route} leads to {location}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public async Task No_line_break_gets_into_a_header()
    {
        await using var site = await SecuritySite.StartAsync();
        var header = site.Site.Administrator();
        const string broken = "x\r\nX-Planted: yes\r\n\r\n<b>";
        var query = "?" + string.Join('&', Whereto.Concat(["q", "done", "lang", "journal", "subject", "person", "after", "page", "page", "language", "note", "show", "issue", "state"]).Select(name => $"{name}={Uri.EscapeDataString(broken)}"));
        var wrong = new List<string>();
        foreach (var route in RouteTable.All.Keys.Where(route => route.Pattern != "/account/sign-out-everywhere" && route.Pattern != "/account/sign-out"))
        {
            using var request = new HttpRequestMessage(route.Method == "POST" ? HttpMethod.Post : HttpMethod.Get, site.Address(route.Pattern, name => name is "name" or "file" or "tag" ? Uri.EscapeDataString(broken) : null) + query);
            request.Content = route.Method == "POST" ? new FormUrlEncodedContent(Whereto.Concat(["name", "title", "key", "email", "id"]).Select(name => KeyValuePair.Create(name, broken))) : null;
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            using var answer = await site.Site.Client.SendAsync(request, Ct);
            if (answer.Headers.Contains("X-Planted") || (int)answer.StatusCode is >= 500 and not 502) // 502: a provider that is not there.
            {
                wrong.Add($"{route} answers {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%00")]
    [InlineData("'%20OR%201=1--")]
    [InlineData("%F0%9F%92%A9")]
    [InlineData("none-such")]
    [InlineData("9999999")]
    public async Task What_an_address_names_and_is_not_there_is_not_found_and_nothing_changes(string hostile)
    {
        await using var site = await SecuritySite.StartAsync();
        var header = site.Site.Administrator();
        await using var database = await Fingerprint.OfAsync(site.Site.Database);
        var wrong = new List<string>();
        foreach (var line in RouteTable.All.Values)
        {
            foreach (var parameter in SecuritySite.Parameters(line.Route.Pattern).Except(FreeParameters, StringComparer.Ordinal))
            {
                using var request = new HttpRequestMessage(line.Route.Method == "POST" ? HttpMethod.Post : HttpMethod.Get, site.Address(line.Route.Pattern, name => name == parameter ? hostile : null));
                request.Content = line.Route.Method == "POST" ? new FormUrlEncodedContent([]) : null;
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
                using var answer = await site.Site.Client.SendAsync(request, Ct);
                var changed = await database.HasChangedAsync();
                if ((int)answer.StatusCode >= 500 || (int)answer.StatusCode == 200 && line.Route.Pattern.StartsWith("/desk", StringComparison.Ordinal) || changed)
                {
                    wrong.Add($"{line.Route} with another {parameter} answers {(int)answer.StatusCode}{(changed ? " and writes" : "")}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_page_says_what_a_browser_may_do_with_it_and_nothing_private_is_kept()
    {
        await using var site = await SecuritySite.StartAsync();
        var header = site.Site.Administrator();
        var wrong = new List<string>();
        foreach (var line in RouteTable.All.Values.Where(line => line.Route.Method != "POST"))
        {
            using var answer = await site.Site.GetAsync(site.Address(line.Route.Pattern), header, ("Origin", "https://" + Elsewhere));
            string Of(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
            var policy = Of("Content-Security-Policy");
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var text = await answer.Content.ReadAsStringAsync(Ct);
                if (Regex.IsMatch(text, "<[a-z][^>]* (style|on[a-z]+)=\"", RegexOptions.IgnoreCase) || Regex.IsMatch(text, "<style|<script(?![^>]*(src=|type=\"application/))", RegexOptions.IgnoreCase))
                {
                    wrong.Add($"{line.Route} holds script or style in its page");
                }

                if (!policy.Contains("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*', StringComparison.Ordinal) || !policy.Contains("form-action 'self'", StringComparison.Ordinal) || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal))
                {
                    wrong.Add($"{line.Route} has the policy {policy}");
                }
            }

            var isPrivate = Private.Any(beginning => line.Route.Pattern.StartsWith(beginning, StringComparison.Ordinal)) || ((int)answer.StatusCode < 400 && PrivateWhereFound.Any(beginning => line.Route.Pattern.StartsWith(beginning, StringComparison.Ordinal)));
            if (Of("X-Content-Type-Options") != "nosniff" || isPrivate && !Of("Cache-Control").Contains("no-store", StringComparison.Ordinal) || Of("Server").Length > 0 || Of("X-Powered-By").Length > 0)
            {
                wrong.Add($"{line.Route}: {Of("X-Content-Type-Options")}, {Of("Cache-Control")}, {Of("Server")}");
            }

            if (isPrivate && Of("Access-Control-Allow-Origin").Length > 0 || Of("Access-Control-Allow-Credentials").Length > 0)
            {
                wrong.Add($"{line.Route} opens itself to pages of other sites");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("POST /check HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("POST /check HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /check HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n X-Folded: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-Nul: a\0b\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n")]
    public async Task What_two_servers_would_read_in_two_ways_is_refused(string request)
    {
        await using var site = await WebSite.StartAsync();

        Assert.StartsWith("HTTP/1.1 400", await RawAsync(site, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_beside_chunks_does_not_leave_a_second_request_behind()
    {
        await using var site = await WebSite.StartAsync();

        var answer = await RawAsync(site, "POST /check HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(1, Regex.Count(answer, "HTTP/1.1 \\d")); // RFC 9112, 6.1: the chunks count, and the connection ends.
    }

    [Fact]
    public async Task What_breaks_is_told_without_its_inside()
    {
        await using var site = await SecuritySite.StartAsync(builder => builder.Logging.ClearProviders());
        using var missing = await site.Site.GetAsync("/none/such");
        using var refused = await site.Site.PostAsync("/desk/journals/new", site.Site.SignedIn());
        foreach (var answer in new[] { missing, refused })
        {
            Assert.DoesNotMatch("Exception|   at |stack|\\.cs:line", await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    /// <summary>Parameters for which any value is an answer: a language of a page that can be written, a section that can be named.</summary>
    private static readonly string[] FreeParameters = ["path", "rest", "language", "page"];

    private static async Task<string> RawAsync(WebSite site, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(site.Address.Host, site.Address.Port, Ct);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Ct);
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            while (await stream.ReadAsync(buffer, patience.Token) is > 0 and var read)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // Closed, or kept open: what came is what counts.
        }

        return answer.ToString();
    }
}
