using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Recto.App.Tests.Web.Sharing;

/// <summary>A real redis-server on loopback, at a port that was free; it can be killed, started again, and given an old copy of its data. It ends when the tests do.</summary>
internal sealed class RedisLab : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recto-redis-").FullName;
    private readonly string[] _more;
    private Process? _process;

    private RedisLab(int port, string[] more) => (Port, _more) = (port, more);

    public int Port { get; }

    /// <summary>The file in which <c>SAVE</c> leaves everything, and from which it starts.</summary>
    public string Dump => Path.Combine(_folder, "dump.rdb");

    public ConfigurationOptions Options => new() { EndPoints = { { "127.0.0.1", Port } } };

    /// <summary>Starts one; skips the test where there is none, in CI it fails then.</summary>
    /// <param name="more">More of its settings, as on its command line.</param>
    public static async Task<RedisLab> StartAsync(params string[] more)
    {
        if (Environment.GetEnvironmentVariable("RECTO_TEST_REDIS") is not { Length: > 0 } program || !File.Exists(program))
        {
            const string Why = "RECTO_TEST_REDIS names no redis-server (apt install redis-server; then /usr/bin/redis-server).";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Why);
            Assert.Skip(Why);
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var lab = new RedisLab(((IPEndPoint)free.LocalEndpoint).Port, more);
        free.Stop();
        await lab.StartAgainAsync();
        return lab;
    }

    /// <summary>Starts it at the same place, after <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("RECTO_TEST_REDIS")!, ["--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no", "--dir", _folder, .. _more])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        for (var began = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (began.Elapsed < TimeSpan.FromSeconds(20) && !_process.HasExited)
            {
                // Not yet.
            }
        }
    }

    /// <summary>Ends it as a loss of power does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks it something, as its operator.</summary>
    public async Task<T> AskAsync<T>(Func<IServer, IDatabase, Task<T>> ask, string? password = null)
    {
        var options = Options;
        (options.AllowAdmin, options.Password) = (true, password);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        return await ask(connection.GetServers()[0], connection.GetDatabase());
    }

    /// <summary>All names of keys, and all that lies there as text.</summary>
    public Task<(List<string> Keys, List<byte[]> Values)> ReadAllAsync() => AskAsync(async (server, database) =>
    {
        var (keys, values) = (new List<string>(), new List<byte[]>());
        await foreach (var key in server.KeysAsync())
        {
            keys.Add(key.ToString());
            if (await database.KeyTypeAsync(key) == RedisType.String)
            {
                values.Add((byte[])(await database.StringGetAsync(key))!);
            }
        }

        return (keys, values);
    });

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
