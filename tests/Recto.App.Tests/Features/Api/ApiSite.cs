using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Api;
using Recto.App.Features.Api.Keys;
using Recto.App.Tests.Web;
using Recto.Storage.Api;

namespace Recto.App.Tests.Features.Api;

/// <summary>What tests ask of the read API.</summary>
internal static class ApiSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A site with the demo journal whose networks may ask as much as a test needs.</summary>
    public static Task<WebSite> StartAsync(Action<WebApplicationBuilder>? configure = null) => WebSite.StartAsync(builder =>
    {
        builder.Services.AddSingleton(new ApiLimits { Anonymous = new("network", 100_000, 1000) });
        configure?.Invoke(builder);
    });

    /// <summary>The answer as JSON, of a request that must succeed.</summary>
    public static async Task<JsonElement> JsonAsync(this WebSite site, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await site.GetAsync(path.StartsWith("http", StringComparison.Ordinal) ? new Uri(path).PathAndQuery : path, headers);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}\n{text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem that a request gets.</summary>
    public static async Task<JsonElement> ProblemAsync(this WebSite site, string path, int status, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var answer = await site.SendAsync(method ?? HttpMethod.Get, path, headers);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode}, not {status}\n{text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.StartsWith(site.Address + "api#", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        return problem;
    }

    /// <summary>All items of a list, page after page, by the addresses that it gives.</summary>
    public static async Task<List<JsonElement>> AllAsync(this WebSite site, string path, Func<Task>? between = null, string items = "items")
    {
        var all = new List<JsonElement>();
        for (string? next = path; next is not null;)
        {
            var page = await site.JsonAsync(next);
            all.AddRange(page.GetProperty(items).EnumerateArray());
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
            Assert.True(all.Count < 10_000);
            await (between?.Invoke() ?? Task.CompletedTask);
        }

        return all;
    }

    /// <summary>A key of a new account, as a header.</summary>
    public static async Task<(string Name, string Value)> KeyAsync(this WebSite site)
    {
        var person = new Recto.Journals.Desk.DeskPerson(Guid.CreateVersion7(), "A. Reader", $"reader-{Guid.NewGuid():N}@example.org", []);
        site.SignedIn(person);
        var (key, hash, hint) = ApiKeys.Make();
        await using var tx = await site.Database.BeginAsync(Ct);
        Assert.True(await site.Services.GetRequiredService<ApiKeyStore>().AddAsync(tx, new ApiKeyRow(Guid.CreateVersion7(), person.Id, "Tests", hint, DateTimeOffset.UtcNow, null), hash, Ct));
        await tx.CommitAsync(Ct);
        return ("Authorization", "Bearer " + key);
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

/// <summary>One site for tests that change nothing.</summary>
public sealed class ApiHome : IAsyncLifetime
{
    internal WebSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await ApiSite.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
