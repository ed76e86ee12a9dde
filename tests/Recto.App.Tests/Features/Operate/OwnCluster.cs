using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Recto.App.Tests.Features.Operate;

/// <summary>A PostgreSQL cluster of a test's own, which archives its log by the script of <c>deploy/</c>. It does not run as root: root runs it as user postgres.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private static readonly string? Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).MaxBy(folder => int.TryParse(Path.GetFileName(Path.GetDirectoryName(folder)), out var version) ? version : 0) : null;

    private readonly int _port = FreePort();
    private string? _running;

    private OwnCluster(string folder) => Folder = folder;

    /// <summary>Everything that it keeps.</summary>
    public string Folder { get; }

    /// <summary>Where the log is archived.</summary>
    public string Log => Path.Combine(Folder, "wal");

    public string Connection => $"Host=127.0.0.1;Port={_port};Username=recto;Database=recto;Pooling=false";

    /// <summary>Starts one; skips the test where PostgreSQL's server programs are not installed.</summary>
    public static async Task<OwnCluster> StartAsync()
    {
        if (Binaries is null)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL's server programs are not installed.");
            throw new InvalidOperationException("PostgreSQL's server programs are not installed in CI.");
        }

        var cluster = new OwnCluster(Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "recto-cluster-" + Guid.NewGuid().ToString("N"))).FullName);
        try
        {
            foreach (var script in (string[])["recto-wal-archive", "recto-point-in-time"])
            {
                // Where user postgres may go, which need not be true of this checkout.
                var copy = Path.Combine(cluster.Folder, script);
                File.Copy(Path.Combine(Root(), "deploy", script), copy);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
                }
            }

            Directory.CreateDirectory(cluster.Log);
            if (IsRoot)
            {
                await RunAsync("chown", "postgres:postgres", cluster.Folder, cluster.Log);
            }

            await AsOwnerAsync(Path.Combine(Binaries, "initdb"), "-D", Path.Combine(cluster.Folder, "data"), "-A", "trust", "-U", "recto", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
            await AsOwnerAsync("sh", "-c", $"""
                cat >> '{cluster.Folder}/data/postgresql.conf' <<'CONF'
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                archive_mode = on
                archive_command = '{cluster.Folder}/recto-wal-archive "%p" {cluster.Log}/%f'
                CONF
                """);
            await cluster.StartServerAsync("data");
            await using var source = Npgsql.NpgsqlDataSource.Create(cluster.Connection.Replace("Database=recto", "Database=postgres", StringComparison.Ordinal));
            await using var command = source.CreateCommand("CREATE DATABASE recto");
            await command.ExecuteNonQueryAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server on a cluster folder.</summary>
    public async Task StartServerAsync(string name)
    {
        await AsOwnerAsync(Path.Combine(Binaries!, "pg_ctl"), "-D", Path.Combine(Folder, name), "-l", Path.Combine(Folder, name + ".log"), "-o", $"-p {_port}", "-w", "-t", "60", "start");
        _running = name;
    }

    /// <summary>Stops it.</summary>
    public async Task StopServerAsync(string how = "fast")
    {
        if (_running is { } name)
        {
            _running = null;
            await AsOwnerAsync(Path.Combine(Binaries!, "pg_ctl"), "-D", Path.Combine(Folder, name), "-m", how, "-w", "stop");
        }
    }

    /// <summary>Runs <c>recto-point-in-time</c>.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> PointInTimeAsync(params string[] args) => AsOwnerAsync("env", ["PG_BIN=" + Binaries, "PGHOST=127.0.0.1", $"PGPORT={_port}", "PGUSER=recto", Path.Combine(Folder, "recto-point-in-time"), .. args]);

    /// <summary>Runs a program as the user that runs PostgreSQL.</summary>
    public static Task<string> AsOwnerAsync(string program, params string[] args) => IsRoot ? RunAsync("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, .. args]) : RunAsync(program, args);

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync("immediate");
        Directory.Delete(Folder, recursive: true);
    }

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    private static async Task<string> RunAsync(string program, params string[] args)
    {
        // pg_ctl hands its output on to the server, which would keep a pipe open for ever.
        var output = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"cd /; exec \"$@\" > '{output}' 2>&1 < /dev/null", "sh", program, .. args]))!;
            await process.WaitForExitAsync(CancellationToken.None);
            var said = await File.ReadAllTextAsync(output, CancellationToken.None);
            return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}: {said}");
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recto.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
