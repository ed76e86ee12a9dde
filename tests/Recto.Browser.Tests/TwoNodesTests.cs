using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>Two nodes behind a balancer, while a node, Redis and the primary database are killed one after the other: readers go on, what an editor was told is kept is there, and who cannot be served for a moment is told so.</summary>
public sealed class TwoNodesTests(Site browsers)
{
    private static readonly string[] Read = ["/", "/articles", "/works", "/sources", "/search?q=archive", "/articles/kalandia-four-strokes-a-short-grammar-of-the-soviet-call-number"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_go_on_and_no_acknowledged_change_is_lost_while_parts_are_killed()
    {
        Site.Ready();
        TwoNodes.Require();
        await using var nodes = await TwoNodes.StartAsync();
        await using var editor = await Editor.StartAsync(nodes);
        await using var readers = new Readers(nodes.Address);
        await using var walker = await Walker.StartAsync(browsers, script: true);
        var page = walker.Page;

        // A node is killed, and comes back; then the other.
        await page.GotoAsync(nodes.Address + "/");
        foreach (var node in (string[])["node-1", "node-2"])
        {
            await nodes.KillAsync(node);
            await ReadsAsync(walker, nodes);
            await nodes.AgainAsync(node);
        }

        readers.MustHaveServed(most: 6, "while nodes were killed");

        // Without Redis pages are made by each node for itself.
        await nodes.KillAsync("redis");
        await ReadsAsync(walker, nodes);
        await nodes.AgainAsync("redis");
        readers.MustHaveServed(most: 2, "while Redis was killed");

        // Without a primary the site is read-only, and says so.
        await nodes.KillAsync("primary");
        await ReadsAsync(walker, nodes);
        await editor.MustBeRefusedAsync();
        await nodes.PromoteAsync();
        await editor.MustBeServedAgainAsync();
        await ReadsAsync(walker, nodes);
        readers.MustHaveServed(most: 20, "while the primary was killed and the replica took its place");

        await editor.MustFindEverythingAsync();
        Findings.MustBeNone(walker.Wrong);
    }

    /// <summary>Somebody reads six pages. Twice in all a page may fail and is loaded again, as a reader would: what a dying node had begun to say nobody can end.</summary>
    private static async Task ReadsAsync(Walker walker, TwoNodes nodes)
    {
        var again = 0;
        foreach (var path in Read)
        {
            var answer = await walker.Page.GotoAsync(nodes.Address + path);
            while (answer!.Status != 200 && again++ < 2)
            {
                answer = await walker.Page.ReloadAsync();
            }

            Assert.True(answer!.Status == 200, $"{path}: {answer.Status}, loaded again {again} times. {await answer.TextAsync()} {await nodes.BalancerLogAsync()}");
            await Assertions.Expect(walker.Page.Locator("h1").First).ToBeVisibleAsync();
        }

        await walker.LookAsync("page of a node");
    }

    /// <summary>Somebody at the desk who writes down one institution after another, and remembers which of them the site said it had kept.</summary>
    private sealed class Editor : IAsyncDisposable
    {
        private readonly HttpClient _client;
        private readonly ConcurrentQueue<string> _kept = [];
        private readonly CancellationTokenSource _stop = new();
        private Task _writing = Task.CompletedTask;
        private volatile int _refused;

        private Editor(string address)
        {
            _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(1) }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
            _client.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        }

        public static async Task<Editor> StartAsync(TwoNodes nodes)
        {
            var editor = new Editor(nodes.Address);
            var key = (await nodes.FirstLinkAsync()).Split("key=")[1];
            using var made = await editor.PostAsync("/account/first", ("key", key), ("name", "Ada Tarrow"), ("email", "ada@example.org"));
            Assert.True(made.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"first account: {made.StatusCode}");
            editor._writing = editor.WriteAsync();
            return editor;
        }

        /// <summary>Waits until a form was refused since the primary died, and the refusal says that the site can only be read.</summary>
        public async Task MustBeRefusedAsync()
        {
            var refused = "";
            for (var tries = 0; tries < 60 && refused.Length == 0; tries++, await Task.Delay(250, Ct))
            {
                using var answer = await PostAsync("/desk/institutions/new", ("name", "Refused"), ("key", "refused"));
                refused = answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null ? await answer.Content.ReadAsStringAsync(Ct) : "";
            }

            Assert.Contains("can only be read", refused, StringComparison.Ordinal);
        }

        public async Task MustBeServedAgainAsync()
        {
            var before = _kept.Count;
            var waited = Stopwatch.StartNew();
            while (_kept.Count < before + 3)
            {
                Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "A minute after the replica had become the primary nothing could be written.");
                await Task.Delay(100, Ct);
            }
        }

        public async Task MustFindEverythingAsync()
        {
            await _stop.CancelAsync();
            await _writing;
            Assert.True(_kept.Count > 20, $"Only {_kept.Count} were written.");
            foreach (var key in _kept)
            {
                using var answer = await _client.GetAsync(new Uri("/desk/institutions/" + key, UriKind.Relative), Ct);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{key} of {_kept.Count} was acknowledged, and is {answer.StatusCode}; {_refused} were refused.");
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _writing;
            _client.Dispose();
            _stop.Dispose();
        }

        private async Task WriteAsync()
        {
            for (var number = 1; !_stop.IsCancellationRequested; number++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"kept-{number:D4}");
                try
                {
                    using var answer = await PostAsync("/desk/institutions/new", ("name", "Institution " + key), ("key", key));
                    if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
                    {
                        _kept.Enqueue(key);
                    }
                    else
                    {
                        _refused++;
                    }
                }
                catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
                {
                    _refused++; // Whether it was kept nobody has said.
                }

                await Task.Delay(50, CancellationToken.None);
            }
        }

        private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
        {
            using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
            return await _client.PostAsync(new Uri(path, UriKind.Relative), form, CancellationToken.None);
        }
    }

    /// <summary>Readers who ask for one page after the other.</summary>
    private sealed class Readers : IAsyncDisposable
    {
        private readonly HttpClient _client;
        private readonly ConcurrentQueue<string> _failed = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _reading;
        private int _served;

        public Readers(string address)
        {
            _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
            _reading = Task.WhenAll(Enumerable.Range(0, 3).Select(ReadAsync));
        }

        /// <summary>Looks at what happened since the last look, and forgets it.</summary>
        public void MustHaveServed(int most, string when)
        {
            var served = Interlocked.Exchange(ref _served, 0);
            var failed = new List<string>();
            while (_failed.TryDequeue(out var one))
            {
                failed.Add(one);
            }

            TestContext.Current.SendDiagnosticMessage($"{when}: {served} served, {failed.Count} failed");
            Assert.True(served > 20 && failed.Count <= most, $"{when}: {served} served, {failed.Count} failed: {string.Join("; ", failed.Take(20))}");
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _client.Dispose();
            _stop.Dispose();
        }

        private async Task ReadAsync(int which)
        {
            for (var number = which; !_stop.IsCancellationRequested; number++)
            {
                var path = Read[number % Read.Length];
                try
                {
                    using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
                    if (answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref _served);
                    }
                    else
                    {
                        _failed.Enqueue($"{path} {(int)answer.StatusCode}");
                    }
                }
                catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
                {
                    _failed.Enqueue($"{path} {fault.Message}");
                }

                await Task.Delay(60, CancellationToken.None);
            }
        }
    }
}
