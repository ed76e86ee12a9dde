using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>The university of SimpleSAMLphp with Apache before it, started once: the sites of a class stand behind it one after another, at one port.</summary>
public sealed class Labs : IAsyncDisposable
{
    private SamlLab? _saml;

    /// <summary>The port at which Apache looks for the site.</summary>
    public int Port { get; } = HostedSite.FreePort();

    /// <summary>Puts it before a site that listens at that port.</summary>
    /// <param name="app">Address of the site.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<SamlLab> SamlAsync(string app, CancellationToken ct)
    {
        _saml ??= await SamlLab.StartAsync(app, ct);
        using var client = new HttpClient();
        for (var tries = 0; tries < 100; tries++, await Task.Delay(100, ct))
        {
            using var answer = await client.GetAsync(new Uri(_saml.Address + "/health/live"), ct);
            if (answer.IsSuccessStatusCode)
            {
                return _saml; // What Apache held of the site before is gone.
            }
        }

        throw new InvalidOperationException($"Apache does not find {app}.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _saml?.DisposeAsync() ?? ValueTask.CompletedTask;
}
