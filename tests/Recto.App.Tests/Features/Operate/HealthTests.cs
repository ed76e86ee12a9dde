using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Operate;
using Recto.App.Tests.Web;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary>What the site tells to whoever watches over it.</summary>
public sealed class HealthTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    public async Task A_site_that_is_well_says_so_and_nobody_keeps_it(string path)
    {
        await using var site = await WebSite.StartAsync();

        using var answer = await site.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("""{"status":"ok","reasons":[]}""", await answer.Content.ReadAsStringAsync(Ct));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Whether_it_can_be_asked_without_a_body_is_answered_too()
    {
        await using var site = await WebSite.StartAsync();

        using var answer = await site.SendAsync(HttpMethod.Head, "/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_database_that_waits_for_steps_of_migration_is_not_ready_but_alive()
    {
        await using var site = await WebSite.StartAsync();
        await ExecuteAsync(site, "DELETE FROM schemaversions WHERE scriptname LIKE '0004%'");

        var (status, body) = await ReadyAsync(site);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("""{"status":"unready","reasons":[{"check":"database","reason":"Steps of migration are still to be taken."}]}""", body);
        using var live = await site.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_to_is_told_without_its_name()
    {
        await using var site = await WebSite.StartAsync();
        Directory.Move(site.Commands.Data, site.Commands.Data + "-away");
        try
        {
            var (status, body) = await ReadyAsync(site);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            var checks = JsonDocument.Parse(body).RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("check").GetString());
            Assert.Equal(["database", "disk"], checks);
            Assert.DoesNotContain(site.Commands.Data, body, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Move(site.Commands.Data + "-away", site.Commands.Data);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_without_its_address_and_password()
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = Path.GetTempPath(), PostgreSql = "Host=127.0.0.1;Port=9;Username=secret-user;Password=secret-word;Timeout=2" });

        var obstacle = await new DatabaseReadiness(database).FindObstacleAsync(Ct);

        Assert.Equal("The database does not answer.", obstacle);
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_look()
    {
        await using var site = await WebSite.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => site.GetAsync("/health/ready")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task A_request_that_is_under_way_when_the_site_is_stopped_is_answered()
    {
        var begun = new TaskCompletionSource();
        var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter>(new Slow(begun)));
        var answer = site.GetAsync("/slow");
        await begun.Task.WaitAsync(Ct);

        var stopped = site.StopAsync();
        using var given = await answer;
        await stopped.WaitAsync(OperateFeature.Leave, Ct);

        Assert.Equal("done", await given.Content.ReadAsStringAsync(Ct));
        await site.DisposeAsync();
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadyAsync(WebSite site)
    {
        using var answer = await site.GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task ExecuteAsync(WebSite site, string sql)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private sealed class Slow(TaskCompletionSource begun) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                if (context.Request.Path != "/slow")
                {
                    await rest(context);
                    return;
                }

                begun.SetResult();
                await Task.Delay(TimeSpan.FromMilliseconds(700), CancellationToken.None);
                await context.Response.WriteAsync("done", CancellationToken.None);
            });
            next(app);
        };
    }
}
