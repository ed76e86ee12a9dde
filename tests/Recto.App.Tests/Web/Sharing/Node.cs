using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell;
using Recto.App.Shell.Sharing;
using Recto.Storage.Sql;
using StackExchange.Redis;

namespace Recto.App.Tests.Web.Sharing;

/// <summary>One node of a site; the first brings the data, others stand on the same.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Node(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public RedisServer Redis => Services.GetRequiredService<RedisServer>();

    public PageGeneration Generation => Services.GetRequiredService<PageGeneration>();

    public static async Task<Node> StartAsync(DatabaseOptions data, ConfigurationOptions? redis, Func<SiteOptions, SiteOptions>? options = null, Action<WebApplicationBuilder>? configure = null)
    {
        var told = new SiteOptions { Database = data, Urls = "http://127.0.0.1:0", LookForChanges = TimeSpan.FromMilliseconds(50), Redis = redis, Address = "https://journals.example.org" };
        var app = Site.Build(options?.Invoke(told) ?? told, configure);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Node(app);
    }

    /// <summary>Asks for a page.</summary>
    public async Task<(HttpStatusCode Status, string Text, bool WasKept, HttpResponseMessage Answer)> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Age is not null, answer);
    }

    /// <summary>Waits until these nodes share pages of the same state.</summary>
    public static Task SettleAsync(params Node[] nodes) => EventuallyAsync(() => nodes.All(node => node.Generation.IsShared && node.Redis.Answers) && nodes.Select(node => node.Generation.Key).Distinct().Count() == 1);

    /// <summary>Waits until something holds.</summary>
    public static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    /// <summary>Waits until something holds.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var began = Stopwatch.StartNew(); !await holds(); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(90), "What was waited for did not come.");
        }
    }

    /// <summary>Gives all journals another title, as a desk would; this node knows at once.</summary>
    public async Task ChangeAsync(string title)
    {
        await using (var connection = await Services.GetRequiredService<Database>().Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"UPDATE journals SET title = '{title}', edit_version = edit_version + 1, updated_at = updated_at + 1";
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        await Services.GetRequiredService<PublishedPages>().RenewAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
