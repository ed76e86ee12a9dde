using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Recto.App.Tests.Web;

/// <summary>A way to PostgreSQL that counts how often somebody has to wait for it: each time something is sent after an answer has come, or as the first thing of a connection.</summary>
internal sealed class CountedWay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _to;
    private readonly Task _accepts;
    private int _trips;

    public CountedWay(string connectionString)
    {
        _to = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ToString();
        _accepts = AcceptAsync();
    }

    /// <summary>The same database, by this way.</summary>
    public string ConnectionString { get; }

    /// <summary>How many ways there and back there were, of all connections.</summary>
    public int Trips => Volatile.Read(ref _trips);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepts;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        {
            using var server = new TcpClient { NoDelay = true };
            client.NoDelay = true;
            await server.ConnectAsync(_to.Host!, _to.Port, _stop.Token);
            var isAnswered = 1;
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), () => Interlocked.Add(ref _trips, Interlocked.Exchange(ref isAnswered, 0))),
                CopyAsync(server.GetStream(), client.GetStream(), () => Interlocked.Exchange(ref isAnswered, 1)));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                passes(); // Before it is passed on: whoever gets it may send the next thing at once.
                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other end has left.
        }
    }
}
