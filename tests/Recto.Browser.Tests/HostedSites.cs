namespace Recto.Browser.Tests;

/// <summary>One site for each database, started when the first test of a class asks for it.</summary>
public sealed class HostedSites : IAsyncDisposable
{
    private readonly Dictionary<string, HostedSite> _sites = [];

    /// <summary>The site on a database. The tests of a class run one after another.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="start">Starts it.</param>
    internal async Task<HostedSite> OnAsync(string engine, Func<Task<HostedSite>> start) => _sites.TryGetValue(engine, out var site) ? site : _sites[engine] = await start();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await site.DisposeAsync();
        }
    }
}
