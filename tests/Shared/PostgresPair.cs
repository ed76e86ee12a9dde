using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Recto.Tests.Labs;

/// <summary>
/// A PostgreSQL of a primary and a replica that plays back what it writes, for one class of tests, in memory where there is room; gone with it. PostgreSQL does not run as root: root starts it as user postgres.
/// Where its programs are not installed the test is skipped, but not in CI.
/// </summary>
public sealed class PostgresPair : IAsyncDisposable
{
    private const long Room = 2_000_000_000;
    private readonly Lazy<Task> _started;
    private string? _folder;
    private int _primary;
    private int _replica;

    public PostgresPair() => _started = new(StartAsync);

    /// <summary>The place of the primary.</summary>
    public string Primary => PlaceOf(_primary);

    /// <summary>The place of the replica.</summary>
    public string Replica => PlaceOf(_replica);

    /// <summary>Both: the replica first, so that who takes the first is found out.</summary>
    public string Both(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_replica},127.0.0.1:{_primary}"),
        Username = "recto",
        Database = database,
        MaxPoolSize = 20,
    }.ToString();

    private async Task StartAsync()
    {
        var programs = FindPrograms()!;
        var memory = new DirectoryInfo("/dev/shm");
        _folder = Directory.CreateDirectory(Path.Combine(memory.Exists && new DriveInfo(memory.FullName).AvailableFreeSpace > Room ? memory.FullName : Path.GetTempPath(), "recto-pair-" + Guid.NewGuid().ToString("N"))).FullName;
        AppDomain.CurrentDomain.ProcessExit += Leave;
        if (Environment.UserName == "root")
        {
            await ProgramAsync("chown", "postgres:postgres", _folder);
        }

        (_primary, _replica) = (FreePort(), FreePort());
        await AsServerAsync(Path.Combine(programs, "initdb"), "-D", DataOf("a"), "-A", "trust", "-U", "recto", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await AsServerAsync("sh", "-c", $"printf \"listen_addresses = '127.0.0.1'\\nunix_socket_directories = ''\\nfsync = off\\ndynamic_shared_memory_type = mmap\\nshared_buffers = 32MB\\nautovacuum = off\\nwal_level = replica\\nmax_connections = 200\\nwal_receiver_status_interval = 1s\\n\" >> {DataOf("a")}/postgresql.conf");
        await StartAsync(programs, "a", _primary);
        await AsServerAsync(Path.Combine(programs, "pg_basebackup"), "-h", "127.0.0.1", "-p", _primary.ToString(CultureInfo.InvariantCulture), "-U", "recto", "-D", DataOf("b"), "-R", "-c", "fast", "-X", "stream", "--no-sync");
        await StartAsync(programs, "b", _replica);
    }

    /// <summary>Runs a statement on one of the two.</summary>
    public static async Task RunAsync(string place, string sql, string? database = null)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place) { Database = database ?? "postgres", Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes a database and waits until the replica has it. What comes first in each test.</summary>
    public async Task<string> MakeDatabaseAsync()
    {
        if (FindPrograms() is null)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "The server programs of PostgreSQL are not installed (apt-get install postgresql).");
            throw new InvalidOperationException("The server programs of PostgreSQL are not installed in CI.");
        }

        await _started.Value;
        var name = "recto_" + Guid.NewGuid().ToString("N");
        await RunAsync(Primary, $"CREATE DATABASE {name}");
        await UntilAsync(async () =>
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Replica) { Database = "postgres", Pooling = false });
            await using var command = source.CreateCommand($"SELECT COUNT(*) FROM pg_database WHERE datname = '{name}'");
            return await command.ExecuteScalarAsync() is 1L;
        });
        return name;
    }

    /// <summary>The replica takes everything in and shows nothing of it.</summary>
    public async Task PauseAsync()
    {
        await RunAsync(Replica, "SELECT pg_wal_replay_pause()");
        await UntilAsync(async () =>
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Replica) { Database = "postgres", Pooling = false });
            await using var command = source.CreateCommand("SELECT pg_get_wal_replay_pause_state()");
            return await command.ExecuteScalarAsync() is "paused";
        });
    }

    /// <summary>It shows all.</summary>
    public Task ResumeAsync() => RunAsync(Replica, "SELECT pg_wal_replay_resume()");

    /// <summary>A commit is answered once the replica shows it. Said to the primary alone: the replica, once it is promoted, waits for nobody.</summary>
    public async Task WaitForReplicaAsync()
    {
        await RunAsync(Primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        await RunAsync(Primary, "ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
        await RunAsync(Primary, "SELECT pg_reload_conf()");
    }

    /// <summary>Ends the primary as a loss of power would: nothing is finished and nobody is told.</summary>
    public void KillPrimary()
    {
        using var server = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(DataOf("a"), "postmaster.pid")).First(), CultureInfo.InvariantCulture));
        server.Kill(entireProcessTree: true);
        server.WaitForExit(10_000);
    }

    /// <summary>The replica becomes the primary.</summary>
    public Task PromoteAsync() => RunAsync(Replica, "SELECT pg_promote()");

    /// <summary>Asks again and again for a quarter of a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), "It does not come true.");
            await Task.Delay(20);
        }
    }

    public ValueTask DisposeAsync()
    {
        Leave(null, EventArgs.Empty);
        AppDomain.CurrentDomain.ProcessExit -= Leave;
        return ValueTask.CompletedTask;
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Where(version => int.TryParse(Path.GetFileName(version), out _)).OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            .Select(version => Path.Combine(version, "bin")).FirstOrDefault(programs => File.Exists(Path.Combine(programs, "initdb")) && File.Exists(Path.Combine(programs, "pg_basebackup")))
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).FirstOrDefault(programs => File.Exists(Path.Combine(programs, "initdb")) && File.Exists(Path.Combine(programs, "pg_basebackup")));

    private static string PlaceOf(int port) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=recto");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string DataOf(string which) => Path.Combine(_folder!, which);

    private Task StartAsync(string programs, string which, int port) =>
        AsServerAsync(Path.Combine(programs, "pg_ctl"), "-D", DataOf(which), "-l", DataOf(which) + ".log", "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port}"), "-w", "-t", "30", "start");

    private Task AsServerAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? ProgramAsync("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, .. arguments])
        : ProgramAsync(program, arguments);

    // What it writes is not read to its end: a server that it starts has the same output and goes on.
    private async Task ProgramAsync(string program, params string[] arguments)
    {
        var log = Path.Combine(Path.GetTempPath(), $"recto-pair-{Guid.NewGuid():N}.log");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", log, program, .. arguments]) { WorkingDirectory = _folder })!;
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
        }
        finally
        {
            File.Delete(log);
        }
    }

    private void Leave(object? sender, EventArgs e)
    {
        if (_folder is null)
        {
            return;
        }

        foreach (var which in new[] { "a", "b" })
        {
            try
            {
                if (File.Exists(Path.Combine(DataOf(which), "postmaster.pid")) && int.TryParse(File.ReadLines(Path.Combine(DataOf(which), "postmaster.pid")).First(), out var id))
                {
                    using var server = Process.GetProcessById(id);
                    server.Kill(entireProcessTree: true);
                    server.WaitForExit(10_000);
                }
            }
            catch (ArgumentException)
            {
                // It has ended already.
            }
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
