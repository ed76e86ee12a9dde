using System.Diagnostics;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Recto.Browser.Tests.Site))]

namespace Recto.Browser.Tests;

/// <summary>The whole program, started as a user starts it, with its demo journal; and Chromium to look at it.</summary>
public sealed class Site : IAsyncLifetime
{
    private const int Patience = 90_000; // Milliseconds.
    private readonly Lock _once = new();
    private Task<string>? _cookie;
    private Served? _served;
    private IPlaywright? _playwright;

    /// <summary>Address without a slash at its end.</summary>
    public string Address => _served?.Address ?? "";

    /// <summary>The same by the name of this machine: passkeys know no numbers.</summary>
    public string NamedAddress => Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>The browser; tests open contexts of their own.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where Chromium is; null where there is none, and then every test of this project is skipped (in CI it fails).</summary>
    public static string? Chromium { get; } = new[] { Environment.GetEnvironmentVariable("RECTO_TEST_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience / 3);
        _served = await Served.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A context of its own, as patient as a busy machine asks for: what is slow is measured elsewhere.</summary>
    public async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions options)
    {
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return context;
    }

    /// <summary>A page of the site, or of another at a whole address, at a width, in a colour scheme.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1440, ColorScheme light = ColorScheme.Light, bool script = true, bool bypassPolicy = false)
    {
        Ready();
        var context = await ContextAsync(new() { ViewportSize = new() { Width = width, Height = 1000 }, ColorScheme = light, JavaScriptEnabled = script, BypassCSP = bypassPolicy });
        var page = await context.NewPageAsync();
        var response = await page.GotoAsync(path.StartsWith('/') ? Address + path : path);
        Assert.NotNull(response);
        return page;
    }

    /// <summary>Signs a context in as the site's administrator.</summary>
    public async Task SignInAsync(IBrowserContext context)
    {
        Task<string> made;
        lock (_once)
        {
            made = _cookie ??= MakeAdministratorAsync();
        }

        var cookie = await made;
        await context.AddCookiesAsync([.. new[] { Address, NamedAddress }.Select(url => new Cookie { Name = "recto", Value = cookie, Url = url })]);
    }

    /// <summary>What a command on the site's data prints.</summary>
    public async Task<string> RunAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), .. args, "--data", _served!.Data]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return said.Trim();
    }

    private async Task<string> MakeAdministratorAsync()
    {
        var said = await RunAsync("user", "add", "ada@example.org", "--name", "Ada Tarrow", "--admin", "--address", Address);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + "/account/link") { Content = new FormUrlEncodedContent([new("key", said.Split("key=")[1]), new("stay", "on")]) };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("recto=", StringComparison.Ordinal)).Split(';')[0]["recto=".Length..];
    }

    /// <summary>Skips the test where Chromium is absent.</summary>
    public static void Ready()
    {
        if (Chromium is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Chromium is absent in CI.");
            Assert.Skip("Chromium is not installed (Debian: apt install chromium).");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_served is not null)
        {
            await _served.DisposeAsync();
        }
    }
}
