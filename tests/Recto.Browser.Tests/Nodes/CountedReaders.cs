using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Recto.Browser.Tests.Nodes;

/// <summary>Readers of one article who ask each node itself, each from an address of its own: none of them is a double click of another, and whoever is counted twice is seen.</summary>
internal sealed class CountedReaders : IAsyncDisposable
{
    // A second, as docs/operate/jobs.md says; and what a machine that is busy with five test programs may take longer to write.
    private static readonly TimeSpan Unwritten = TimeSpan.FromSeconds(6);
    private readonly ConcurrentQueue<(string Node, long At)> _answered = [];
    private readonly List<(string Node, long From, long To)> _kills = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Task _reading;
    private int _asked;

    public CountedReaders(TwoNodes nodes, string article) =>
        _reading = Task.WhenAll(((string[])["node-1", "node-2"]).Select((node, which) => ReadAsync(node, which + 1, new Uri(nodes.AddressOf(node) + article))));

    /// <summary>How many have asked.</summary>
    public int Asked => _asked;

    /// <summary>How many have the page.</summary>
    public int Answered => _answered.Count;

    /// <summary>Of them those whose count may be lost: a node had answered them shortly before it was killed.</summary>
    public int MayBeLost => _answered.Count(one => _kills.Any(kill => kill.Node == one.Node && one.At >= kill.From && one.At <= kill.To));

    /// <summary>Kills a node, and remembers when.</summary>
    public async Task KilledAsync(string node, Func<Task> kill)
    {
        var from = Stopwatch.GetTimestamp() - (long)(Unwritten.TotalSeconds * Stopwatch.Frequency);
        await kill();
        _kills.Add((node, from, Stopwatch.GetTimestamp()));
    }

    /// <summary>Nobody reads any more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(string node, int which, Uri article)
    {
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, article);
            request.Headers.TryAddWithoutValidation("User-Agent", Caller.Agent);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"82.{which}.{number / 250}.{(number % 250) + 1}"));
            Interlocked.Increment(ref _asked);
            try
            {
                using var answer = await _client.SendAsync(request, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    _answered.Enqueue((node, Stopwatch.GetTimestamp()));
                }
            }
            catch (Exception broke) when (broke is HttpRequestException or TaskCanceledException)
            {
                // Whether it was counted nobody has said.
            }

            await Task.Delay(60, CancellationToken.None);
        }
    }
}
