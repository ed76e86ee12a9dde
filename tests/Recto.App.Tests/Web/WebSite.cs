using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web;

/// <summary>The whole program on a database of its own with the demo journal, listening at a port that the system chose.</summary>
internal sealed class WebSite : IAsyncDisposable
{
    private readonly Run _run;
    private readonly PreparedData _data;
    private readonly WebApplication _app;

    private WebSite(WebApplication app, Run run, PreparedData data)
    {
        (_app, _run, _data) = (app, run, data);
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>Follows nothing and unpacks nothing.</summary>
    public HttpClient Client { get; }

    public Database Database => _app.Services.GetRequiredService<Database>();

    public IServiceProvider Services => _app.Services;

    /// <summary>The commands on the same data, as another process would run them.</summary>
    public Run Commands => _run;

    /// <param name="configure">Last word on the builder.</param>
    /// <param name="lookForChanges">How often it looks whether another process has changed something; null for very often.</param>
    /// <param name="options">What it is told beside its place.</param>
    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>; the latter skips the test where there is no server.</param>
    public static async Task<WebSite> StartAsync(Action<WebApplicationBuilder>? configure = null, TimeSpan? lookForChanges = null, Func<SiteOptions, SiteOptions>? options = null, string kind = "sqlite")
    {
        var run = new Run();
        var data = await PreparedData.MakeAsync(kind, run.Data);
        var told = new SiteOptions { Database = data.Options, Urls = "http://127.0.0.1:0", LookForChanges = lookForChanges ?? TimeSpan.FromMilliseconds(50) };
        var app = Site.Build(options?.Invoke(told) ?? told, configure);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebSite(app, run, data);
    }

    /// <summary>One of several nodes, on what was made ready before.</summary>
    public static async Task<WebSite> StartNodeAsync(DatabaseOptions data, Func<SiteOptions, SiteOptions>? options = null)
    {
        var told = new SiteOptions { Database = data, Urls = "http://127.0.0.1:0", LookForChanges = TimeSpan.FromMilliseconds(50) };
        var app = Site.Build(options?.Invoke(told) ?? told);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebSite(app, new Run(), PreparedData.Over(data));
    }

    /// <summary>The cookie of somebody who is signed in with these grants, as a header for <see cref="SendAsync"/>. The account is made.</summary>
    public (string Name, string Value) SignedIn(params DeskGrant[] grants)
    {
        var id = Guid.CreateVersion7();
        return SignedIn(new DeskPerson(id, "A. Tarrow", $"tarrow-{id:N}@example.org", grants));
    }

    /// <summary>The cookie of that person, whose account is made where it is not there.</summary>
    public (string Name, string Value) SignedIn(DeskPerson person)
    {
        var account = EnsureAsync(person).GetAwaiter().GetResult(); // Tests ask for a cookie in the middle of a call.
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var session = Guid.CreateVersion7();
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        BeginAsync(account, session).GetAwaiter().GetResult();
        var ticket = new AuthenticationTicket(AccountPrincipal.Of(account, session), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(13) }, IdentityConstants.ApplicationScheme);
        return ("Cookie", $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}");
    }

    private async Task BeginAsync(Account account, Guid session)
    {
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var tx = await Database.BeginAsync(CancellationToken.None);
        await Services.GetRequiredService<AccountStore>().AddSessionAsync(tx, new AccountSession(session, account.Id, SignInWay.Link, null, null, now, now), account.SecurityStamp, CancellationToken.None);
        await tx.CommitAsync(CancellationToken.None);
    }

    private async Task<Account> EnsureAsync(DeskPerson person)
    {
        var accounts = Services.GetRequiredService<AccountStore>();
        if (await accounts.FindAsync(person.Id, CancellationToken.None) is { } known)
        {
            return known;
        }

        var account = new Account { Id = person.Id, Name = person.Name, Email = person.Email, EmailKey = person.Email.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N"), Grants = person.Grants };
        await using var tx = await Database.BeginAsync(CancellationToken.None);
        if (!await accounts.AddAsync(tx, account, DateTimeOffset.UtcNow, CancellationToken.None))
        {
            throw new InvalidOperationException($"Another account of the site has the address {person.Email}.");
        }

        await tx.CommitAsync(CancellationToken.None);
        return account;
    }

    /// <summary>An administrator's cookie.</summary>
    public (string Name, string Value) Administrator() => SignedIn(new DeskGrant(DeskRole.Administrator, null));

    /// <summary>Sends a form as a page of the site does.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, (string Name, string Value) cookie, params (string Name, string Value)[] fields) =>
        PostAsync(path, cookie, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Sends a form, perhaps with files, as a page of the site does.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, (string Name, string Value) cookie, HttpContent form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        request.Headers.TryAddWithoutValidation(cookie.Name, cookie.Value);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>One request with these headers.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public async Task<string> TextAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>The answer to a path that a polite client would have cleaned first.</summary>
    public async Task<string> RawAsync(string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Address.Host, Address.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {Address.Authority}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops it as a signal does, without throwing it away.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _data.DisposeAsync();
        _run.Dispose();
    }
}

/// <summary>One site for tests that change nothing.</summary>
public sealed class ReadOnlySite : IAsyncLifetime
{
    internal const string Marchmont = "/articles/marchmont-nothing-but-the-reference-to-an-authority-the-footnote-from-bayle-to";
    internal const string VanAalst = "/articles/van-aalst-what-is-written-on-the-folder-the-soviet-call-number-and-the-transfers";

    internal WebSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await WebSite.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
