using System.Net;
using System.Text.Json;
using Dapper;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Operate;

/// <summary>The state of the site at the desk.</summary>
public sealed class StatusTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task An_administrator_sees_how_the_site_is_and_programs_get_the_same(string kind)
    {
        await using var site = await WebSite.StartAsync(kind: kind, options: options => options with { CountsUsage = true });
        LastBackup.Remember(site.Commands.Data, DateTimeOffset.UtcNow.AddDays(-3), "elsewhere");
        await DoAsync(site, "INSERT INTO import_reports (id, person_id, started_at, updated_at, report) VALUES (@id, @id, @at, @at, '{}')", new { id = Guid.CreateVersion7(), at = (DateTimeOffset.UtcNow.AddHours(-5) - DateTimeOffset.UnixEpoch).Ticks / 10 });
        await Assert.ThrowsAsync<TimeoutException>(() => JobRuns.RunAsync("made-up", TimeSpan.FromMinutes(5), _ => throw new TimeoutException("Nobody’s secret"), TimeProvider.System, Ct));

        using var page = await site.GetAsync("/desk/status", site.Administrator());
        using var json = await site.GetAsync("/desk/status.json", site.Administrator());
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Ct));
        var status = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Ct)).RootElement;

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, json.StatusCode));
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        Assert.Contains(kind == "sqlite" ? "SQLite 3." : "PostgreSQL ", text, StringComparison.Ordinal);
        Assert.Matches(@"\b0\d{3}_[a-z_]+", text); // The newest step of the schema.
        Assert.Contains("(3 days)", text, StringComparison.Ordinal);
        Assert.Contains("5 hours", text, StringComparison.Ordinal);
        Assert.Contains("made-up", text, StringComparison.Ordinal);
        Assert.Contains("TimeoutException", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody’s secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be asked", text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/desk/status\" aria-current=\"page\">State of the site</a>", text, StringComparison.Ordinal);
        var uploads = status.GetProperty("queues").EnumerateArray().Single(queue => queue.GetProperty("queue").GetString() == "uploads");
        Assert.Equal(1, uploads.GetProperty("waiting").GetInt64());
        Assert.Contains("usage", status.GetProperty("queues").EnumerateArray().Select(queue => queue.GetProperty("queue").GetString()));
        Assert.True(status.GetProperty("database").GetProperty("bytes").GetInt64() > 100_000);
        Assert.Equal(Environment.MachineName, status.GetProperty("program").GetProperty("node").GetString());
        Assert.Equal("TimeoutException", status.GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("job").GetString() == "made-up").GetProperty("fault").GetString());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_said_and_the_rest_is_told()
    {
        await using var site = await WebSite.StartAsync();
        var administrator = site.Administrator();
        await DoAsync(site, "PRAGMA foreign_keys = OFF; DROP TABLE citation_windows", new { });

        using var page = await site.GetAsync("/desk/status", administrator);
        using var json = await site.GetAsync("/desk/status.json", administrator);
        var text = await page.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("could not be asked", text, StringComparison.Ordinal);
        Assert.Contains("SQLite 3.", text, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(await json.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("queues").ValueKind);
    }

    [Fact]
    public async Task An_editor_has_no_way_there()
    {
        await using var site = await WebSite.StartAsync();
        var editor = site.SignedIn(new DeskGrant(DeskRole.Editor, null));

        using var page = await site.GetAsync("/desk/status", editor);
        using var articles = await site.GetAsync("/desk/articles", editor);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.DoesNotContain("/desk/status", await articles.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task DoAsync(WebSite site, string sql, object values)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync(sql, values);
    }
}
