using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Recto.Tests.Shared;

/// <summary>A certified OpenID Connect provider (npm oidc-provider) on loopback, at a port that was free. Whoever types a name there is that person: student, terms, alum of uni-x.example, or an ORCID iD. It ends when the tests do, whatever ends them.</summary>
internal sealed class OidcLab : IAsyncDisposable
{
    /// <summary>As what the site is known there.</summary>
    public const string ClientId = "recto", ClientSecret = "a secret that only tests know";

    private readonly Process _process;

    private OidcLab(Process process, int port) => (_process, Issuer) = (process, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    /// <summary>Its issuer.</summary>
    public string Issuer { get; }

    private static string? Modules => Environment.GetEnvironmentVariable("RECTO_TEST_OIDC") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")) ? Path.Combine(folder, "node_modules") : null;

    /// <summary>Skips the test where it cannot be started; in CI it fails then.</summary>
    public static void Require()
    {
        if (Modules is null)
        {
            const string Why = "RECTO_TEST_OIDC names no folder in which “npm install oidc-provider” was run.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Why);
            Assert.Skip(Why);
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="redirects">Addresses that it may send back to.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<OidcLab> StartAsync(IEnumerable<string> redirects, CancellationToken ct)
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Oidc", "provider.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["OIDC_MODULES"], start.Environment["OIDC_PORT"], start.Environment["OIDC_REDIRECTS"]) = (Modules, port.ToString(CultureInfo.InvariantCulture), string.Join(' ', redirects));
        var process = Process.Start(start)!;
        var said = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var lab = new OidcLab(process, port);
        using var client = new HttpClient();
        for (var began = Stopwatch.StartNew(); !await AnswersAsync(client, lab.Issuer, ct); await Task.Delay(50, ct))
        {
            if (process.HasExited || began.Elapsed > TimeSpan.FromSeconds(60))
            {
                await lab.DisposeAsync();
                throw new InvalidOperationException($"The provider did not come up: {said}");
            }
        }

        return lab;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string issuer, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(issuer + "/.well-known/openid-configuration"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not yet.
        }
    }
}
