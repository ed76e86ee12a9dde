using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Recto.Browser.Tests;

/// <summary>The installation of two nodes that <c>deploy/two-nodes.sh</c> starts, and its parts to be killed.</summary>
internal sealed partial class TwoNodes : IAsyncDisposable
{
    private static readonly string[] Needs = ["/usr/sbin/haproxy", "/usr/bin/redis-server", "/usr/bin/curl", "/usr/bin/setsid"];
    private static readonly SemaphoreSlim One = new(1, 1); // Of two at once on two cores neither says anything.
    private readonly string _folder;
    private readonly (string Name, string Value)[] _environment;

    private TwoNodes(string folder, (string Name, string Value)[] environment) => (_folder, _environment) = (folder, environment);

    /// <summary>Why it cannot be started here; null where it can.</summary>
    public static string? Missing => Environment.GetEnvironmentVariable("RECTO_TEST_NODES") is not { Length: > 0 } ? "RECTO_TEST_NODES is not set: the tests of two nodes are for machines that have HAProxy, Redis and PostgreSQL."
        : Needs.FirstOrDefault(file => !File.Exists(file)) is { } absent ? $"{absent} is missing (Debian: apt install haproxy redis-server curl util-linux)." : null;

    /// <summary>Where readers come in, without a slash at its end: HAProxy.</summary>
    public string Address { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where it cannot be started; in CI that is a failure.</summary>
    public static void Require()
    {
        if (Missing is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            {
                Assert.Fail(reason);
            }

            Assert.Skip(reason);
        }
    }

    /// <summary>The folder that the nodes share.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>How the nodes find their database.</summary>
    public string Database => Place("DATABASE");

    /// <summary>Starts it with the program beside the tests; a commit is acknowledged when the replica has it too.</summary>
    /// <param name="environment">What the nodes are told beside it.</param>
    public static async Task<TwoNodes> StartAsync(params (string Name, string Value)[] environment)
    {
        await One.WaitAsync(Ct);
        var nodes = new TwoNodes(Directory.CreateTempSubdirectory("recto-nodes-").FullName, environment);
        try
        {
            await nodes.RunAsync("start", "dotnet", Path.Combine(AppContext.BaseDirectory, "recto.dll"));
            nodes.Address = "http://" + nodes.Place("FRONT");
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Id of the process that is a part.</summary>
    public int ProcessOf(string part) => int.Parse(File.ReadAllText(Path.Combine(_folder, part + ".pid")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Address of a node itself.</summary>
    public string AddressOf(string node) => "http://" + Place(node);

    /// <summary>Kills a part, as a machine dies: node-1, node-2, primary, replica, redis, haproxy.</summary>
    public Task KillAsync(string part) => RunAsync("kill", part);

    /// <summary>Starts a part again that was killed.</summary>
    public Task AgainAsync(string part) => RunAsync("again", part);

    /// <summary>Makes the replica the primary.</summary>
    public Task PromoteAsync() => RunAsync("promote");

    /// <summary>The link that makes the first account, by the balancer.</summary>
    public async Task<string> FirstLinkAsync() => Address + FirstLink().Match(await LogsAsync()).Groups[1].Value;

    /// <summary>What the nodes have written.</summary>
    public async Task<string> LogsAsync() => await File.ReadAllTextAsync(Path.Combine(_folder, "node-1.log"), Ct) + await File.ReadAllTextAsync(Path.Combine(_folder, "node-2.log"), Ct);

    /// <summary>What the balancer has said of the nodes.</summary>
    public Task<string> BalancerLogAsync() => File.ReadAllTextAsync(Path.Combine(_folder, "haproxy.log"), Ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("stop");
            Directory.Delete(_folder, recursive: true);
        }
        finally
        {
            One.Release();
        }
    }

    [GeneratedRegex(@"Make the first account: http://[^/]+(/account/first\?\S+)")]
    private static partial Regex FirstLink();

    private string Place(string name) => File.ReadLines(Path.Combine(_folder, "places")).First(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    private async Task RunAsync(string act, params string[] more)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "deploy", "two-nodes.sh"), act, _folder, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TWO_NODES_SYNCHRONOUS"] = "1", ["TWO_NODES_LIMIT"] = "1000", ["RECTO_DEPOSITS"] = "off", ["RECTO_CROSSREF"] = "", ["RECTO_CITED_BY"] = "" },
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var script = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var (said, wrong) = (script.StandardOutput.ReadToEndAsync(patience.Token), script.StandardError.ReadToEndAsync(patience.Token));
        await script.WaitForExitAsync(patience.Token);
        Assert.True(script.ExitCode == 0, $"two-nodes.sh {act} {string.Join(' ', more)}: {script.ExitCode} {await said} {await wrong}");
    }
}
