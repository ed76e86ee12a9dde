using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Recto.App.Shell;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Operate;

/// <summary>The log says what was asked of the site, and nothing of who asked.</summary>
public sealed class RequestLogTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string[] Personal = ["tarrow", "example.org", "127.0.0.1", "::1", "203.0.113.9", "secret-search", "litvinov", "Mozilla-Secret", "recto=", "marchmont", "someone-else"];

    [Fact]
    public async Task A_session_leaves_nothing_personal_in_the_log()
    {
        var log = new KeptLog();
        await using var site = await StartAsync(log);
        var cookie = site.SignedIn(new Recto.Journals.Desk.DeskGrant(Recto.Journals.Desk.DeskRole.Administrator, null));
        (string, string)[] headers = [cookie, ("User-Agent", "Mozilla-Secret/1.0"), ("X-Forwarded-For", "203.0.113.9"), ("Referer", "https://someone-else.example.org/?q=secret-search"), ("From", "tarrow@example.org")];

        foreach (var path in (string[])["/", "/desk", "/account/sign-in?to=%2Fdesk&email=tarrow%40example.org", "/account/link/secret-search", "/search?q=secret-search+litvinov", ReadOnlySite.Marchmont, ReadOnlySite.Marchmont + "/notes/1?x=secret-search", "/people/litvinov", "/no-such-page-of-litvinov", "/health/ready"])
        {
            using var answer = await site.GetAsync(path, headers);
        }

        using (await site.PostAsync("/account/sign-in", cookie, ("email", "tarrow@example.org"), ("password", "secret-search")))
        using (await site.PostAsync(ReadOnlySite.Marchmont + "/notes/1/report", cookie, ("words", "secret-search"), ("email", "tarrow@example.org")))
        using (await site.GetAsync("/" + new string('a', 3000) + "litvinov", headers))
        {
        }

        Assert.Contains(log.Lines, line => line.StartsWith("GET /articles/{slug} 200 in ", StringComparison.Ordinal));
        Assert.True(log.Lines.Count(line => line.StartsWith("GET ", StringComparison.Ordinal) || line.StartsWith("POST ", StringComparison.Ordinal)) >= 13);
        Assert.All(log.Lines, line => Assert.All(Personal, word => Assert.DoesNotContain(word, line, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_line_says_method_route_status_duration_and_the_bytes_on_the_wire()
    {
        var log = new KeptLog();
        await using var site = await StartAsync(log);

        using var answer = await site.GetAsync(ReadOnlySite.Marchmont, ("Accept-Encoding", "br"));
        var bytes = (await answer.Content.ReadAsByteArrayAsync(Ct)).Length;
        using var missing = await site.GetAsync("/articles/no-such");

        Assert.Matches($@"\AGET /articles/{{slug}} 200 in [0-9.]+ ms, {bytes} bytes\z", await LineAsync(log, " 200 "));
        Assert.Matches(@"\AGET /articles/{slug} 404 in [0-9.]+ ms, [0-9]+ bytes\z", await LineAsync(log, " 404 "));
    }

    [Fact]
    public async Task Without_being_asked_for_no_line_is_written()
    {
        var log = new KeptLog();
        await using var site = await WebSite.StartAsync(builder => builder.Logging.AddProvider(log));

        using var answer = await site.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_of_JSON_is_one_object_with_what_the_message_was_made_of()
    {
        using var output = new StringWriter();
        KeyValuePair<string, object?>[] state = [new("Method", "GET"), new("Route", "/articles/{slug}"), new("Status", 200), new("Milliseconds", 1.5), new("Bytes", 42L), new("{OriginalFormat}", "x")];
        new JsonLog().Write(new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Information, RequestLog.Category, new EventId(10, "Answered"), state, new InvalidOperationException("line one\nline two"), (_, _) => "GET \"a\"\nb"), null, output);

        var line = Assert.Single(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(["time", "level", "category", "event", "message", "method", "route", "status", "milliseconds", "bytes", "error"], json.EnumerateObject().Select(member => member.Name).Where(name => name != "trace"));
        Assert.Equal(("info", "GET \"a\"\nb", 200, 1.5, 42), (json.GetProperty("level").GetString(), json.GetProperty("message").GetString(), json.GetProperty("status").GetInt32(), json.GetProperty("milliseconds").GetDouble(), json.GetProperty("bytes").GetInt32()));
    }

    [Theory]
    [InlineData(null, LogFormat.Quiet)]
    [InlineData("off", LogFormat.Quiet)]
    [InlineData(" JSON ", LogFormat.Json)]
    [InlineData("text", LogFormat.Text)]
    [InlineData("yaml", null)]
    public void The_environment_says_how_the_log_is_written(string? said, object? format) => Assert.Equal((LogFormat?)format, ServeCommand.LogOf(said));

    private static Task<WebSite> StartAsync(KeptLog log) => WebSite.StartAsync(builder => builder.Logging.AddFilter(RequestLog.Category, LogLevel.Information).AddProvider(log));

    // The line is written when the answer is out, which a client may see before.
    private static async Task<string> LineAsync(KeptLog log, string part)
    {
        for (var i = 0; i < 100; i++)
        {
            if (log.Lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            await Task.Delay(10, Ct);
        }

        return "";
    }
}
