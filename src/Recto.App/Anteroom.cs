using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Recto.App.Features.Operate;

namespace Recto.App;

/// <summary>
/// What answers while a node prepares, or waits for another that migrates: it is alive, and has not started. Everything else is told to come back. It is put up only where preparing takes long,
/// and is gone before the site takes its address.
/// </summary>
internal sealed class Anteroom : IAsyncDisposable
{
    /// <summary>How long preparing may take before somebody answers.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private Anteroom(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public ICollection<string> Urls => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>Waits for the work, and answers meanwhile where it takes long.</summary>
    /// <param name="urls">Addresses of the site, parted by semicolons. Where the port is left to the system nobody can ask, and nothing is put up.</param>
    /// <param name="work">What is waited for.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task WaitAsync(string urls, Task work, CancellationToken ct)
    {
        var isKnown = urls.Split(';', StringSplitOptions.TrimEntries).All(url => !url.EndsWith(":0", StringComparison.Ordinal));
        if (!isKnown || await Task.WhenAny(work, Task.Delay(Patience, ct)) == work)
        {
            await work;
            return;
        }

        await using var room = await OpenAsync(urls, ct);
        await work;
    }

    /// <summary>Puts it up; null where the address is taken, which the site itself will tell.</summary>
    public static async Task<Anteroom?> OpenAsync(string urls, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(AnswerAsync);
        try
        {
            await app.StartAsync(ct);
            return new Anteroom(app);
        }
        catch (IOException)
        {
            await app.DisposeAsync();
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == OperateFeature.Live)
        {
            return OperateFeature.AnswerAsync(context, []);
        }

        context.Response.Headers.RetryAfter = "5";
        context.Response.Headers.Connection = "close"; // The next question is the site's own.
        return OperateFeature.AnswerAsync(context, [new Obstacle("start", "The site is being prepared: the database is brought up to date, here or by another node.")]);
    }
}
