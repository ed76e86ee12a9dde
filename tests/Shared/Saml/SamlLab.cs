using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Recto.Tests.Shared;

/// <summary>
/// A university's identity provider (SimpleSAMLphp) and a Shibboleth service provider in Apache before the site, all real, all on loopback, at ports that were free, in a folder that goes at the end. Apache reads the very file that
/// operators are given (<c>deploy/apache/recto-shibboleth.conf</c>).
/// </summary>
internal sealed class SamlLab : IAsyncDisposable
{
    /// <summary>The secret that Apache and the site share.</summary>
    public const string Secret = "of-no-worth-outside-the-tests-4f1c9a7e2b";

    private static readonly string[] Needs = ["/usr/share/simplesamlphp/www/index.php", "/usr/lib/apache2/modules/mod_shib.so", "/usr/sbin/apache2", "/usr/sbin/shibd", "/usr/bin/php"];
    private readonly string _folder;
    private readonly List<Process> _processes = [];
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _said = [];

    private SamlLab(string folder, int idp, int sp) => (_folder, Idp, Sp) = (folder, idp, sp);

    private int Idp { get; }

    private int Sp { get; }

    /// <summary>Where readers come in, without a slash at the end: Apache.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Sp}");

    /// <summary>entityID of the university. Its scope is uni-x.example; its people have their name and “pass” as password: student, walkin, terms, alum, liar, nobody.</summary>
    public string EntityId => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Idp}/uni-x");

    /// <summary>Why it cannot be started here; null where it can.</summary>
    public static string? Missing => Environment.GetEnvironmentVariable("RECTO_TEST_SAML") is not { Length: > 0 } ? "RECTO_TEST_SAML is not set: the tests against SimpleSAMLphp and Shibboleth are for machines that have them."
        : Needs.FirstOrDefault(file => !File.Exists(file)) is { } absent ? $"{absent} is missing (Debian: apt install simplesamlphp php-cli php-xml php-mbstring apache2 libapache2-mod-shib shibboleth-sp-utils)." : null;

    /// <summary>Skips the test where it cannot be started; in CI it fails then.</summary>
    public static void Require()
    {
        if (Missing is { } why)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", why);
            Assert.Skip(why);
        }
    }

    /// <summary>Starts it before a site.</summary>
    /// <param name="app">Address of the site, without a slash at the end.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<SamlLab> StartAsync(string app, CancellationToken ct)
    {
        var ports = FreePorts();
        var lab = new SamlLab(Directory.CreateTempSubdirectory("recto-saml-").FullName, ports.First, ports.Second);
        try
        {
            lab.Write(app);
            lab.Start("php", [("SIMPLESAMLPHP_CONFIG_DIR", lab._folder), ("PHP_CLI_SERVER_WORKERS", "2")], "-d", "display_errors=0", "-d", "error_reporting=0", "-d", "error_log=" + lab.In("php.log"), "-S", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{lab.Idp}"), lab.In("router.php"));
            using var client = new HttpClient();
            await lab.UntilAsync(async () => await TryAsync(client, $"http://127.0.0.1:{lab.Idp}/simplesaml/saml2/idp/metadata.php", ct) is { } metadata && await lab.KeepAsync("idp.xml", metadata, ct), "SimpleSAMLphp", ct);
            lab.Start("/usr/sbin/shibd", [], "-F", "-c", lab.In("shibboleth2.xml"), "-p", lab.In("shibd.pid"));
            await lab.UntilAsync(() => Task.FromResult(File.Exists(lab.In("shibd.sock"))), "shibd", ct);
            lab.Start("/usr/sbin/apache2", [], "-DFOREGROUND", "-f", lab.In("apache.conf"));
            await lab.UntilAsync(async () => await TryAsync(client, lab.Address + "/health/live", ct) is not null, "Apache", ct);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private async Task<bool> KeepAsync(string name, string text, CancellationToken ct)
    {
        await File.WriteAllTextAsync(In(name), text, ct);
        return true;
    }

    private void Write(string app)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "Saml");
        foreach (var name in new[] { "metadata", "sessions", "data", "temp", "www" })
        {
            Directory.CreateDirectory(In(name));
        }

        foreach (var file in Directory.GetFiles(from))
        {
            var text = File.ReadAllText(file).Replace("{DIR}", _folder, StringComparison.Ordinal).Replace("{IDP}", Idp.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{SP}", Sp.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{APP}", app, StringComparison.Ordinal).Replace("{SECRET}", Secret, StringComparison.Ordinal).Replace("{DEPLOY}", In("recto-shibboleth.conf"), StringComparison.Ordinal);
            File.WriteAllText(In(Path.GetFileName(file).StartsWith("saml20-", StringComparison.Ordinal) ? Path.Combine("metadata", Path.GetFileName(file)) : Path.GetFileName(file)), text);
        }

        WriteKeys("idp");
        WriteKeys("sp");
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", "nobody", _folder]);
            chown.WaitForExit();
        }
    }

    private void WriteKeys(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}.recto.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(In(name + ".key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(In(name + ".crt"), certificate.ExportCertificatePem());
    }

    // Nothing of it runs as root, also where the tests do.
    private void Start(string program, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess ? new ProcessStartInfo("setpriv", ["--reuid", "nobody", "--regid", "nogroup", "--clear-groups", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, _folder);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private async Task UntilAsync(Func<Task<bool>> isThere, string what, CancellationToken ct)
    {
        for (var began = Stopwatch.StartNew(); !await isThere(); await Task.Delay(50, ct))
        {
            if (began.Elapsed > TimeSpan.FromSeconds(60) || _processes[^1].HasExited)
            {
                var logs = Directory.GetFiles(_folder, "*.log").Select(file => $"{Path.GetFileName(file)}:\n{File.ReadAllText(file)}");
                throw new InvalidOperationException($"{what} did not come up.\n{string.Join('\n', logs.Concat(_said))}");
            }
        }
    }

    private static async Task<string?> TryAsync(HttpClient client, string address, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address), ct);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : null;
        }
        catch (HttpRequestException)
        {
            return null; // Not yet.
        }
    }

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
