using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;
using Recto.App;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Features.Files;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>
/// The whole site in this process, with its demo journal that sells, on one of the databases, at a port that was free. It runs by a clock that the test puts on: the program itself has no switch for that, the clock is handed over where the site is
/// built.
/// </summary>
internal sealed class HostedSite : IAsyncDisposable
{
    private readonly DatabaseOptions _data;
    private readonly NpgsqlDataSource? _server;
    private readonly string? _schema;
    private WebApplication? _app;
    private HttpClient? _desk;

    private HostedSite(DatabaseOptions data, NpgsqlDataSource? server, string? schema) => (_data, _server, _schema) = (data, server, schema);

    /// <summary>Address without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>By which it runs.</summary>
    public AdvancedClock Clock { get; } = new();

    /// <summary>Where buyers pay; null where the payment is played.</summary>
    public StripeHouse? House { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>; the latter skips the test where there is no server.</param>
    /// <param name="options">What it is told beside its place; null for nothing.</param>
    /// <param name="port">Its port; null for one that is free.</param>
    /// <param name="stripe">Whether it takes Stripe, by a house that is started beside it.</param>
    public static async Task<HostedSite> StartAsync(string engine, Func<SiteOptions, SiteOptions>? options = null, int? port = null, bool stripe = false)
    {
        var data = new DatabaseOptions { DataFolder = Directory.CreateTempSubdirectory("recto-hosted-").FullName };
        NpgsqlDataSource? server = null;
        string? schema = null;
        if (engine == "postgres")
        {
            var connection = JourneyTests.RequirePostgres();
            schema = "recto_hosted_" + Guid.NewGuid().ToString("N");
            server = NpgsqlDataSource.Create(connection);
            await JourneyTests.ExecuteAsync(server, $"CREATE SCHEMA {schema}");
            data = data with { PostgreSql = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema, MaxPoolSize = 20 }.ToString() };
        }

        var site = new HostedSite(data, server, schema);
        try
        {
            await site.BeginAsync(options, port ?? FreePort(), stripe);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>A part of the site.</summary>
    public T Get<T>() where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>The link that makes the first account.</summary>
    public async Task<string> FirstLinkAsync() => await FirstAccount.LinkAsync(_app!.Services, [Address], Ct) ?? throw new InvalidOperationException("There is an account already.");

    /// <summary>Sends a form of the desk, as its administrator, whose account is made where it is not there.</summary>
    public async Task DeskAsync(string path, params (string Name, string Value)[] fields)
    {
        if (_desk is null)
        {
            _desk = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(Address) };
            _desk.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            await DeskAsync("/account/first", ("key", (await FirstLinkAsync()).Split("key=")[1]), ("name", "Ada Tarrow"), ("email", "ada@example.org"));
        }

        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _desk.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
    }

    /// <summary>Sets the PDF of an article, as the site's own job would.</summary>
    public async Task MakePdfAsync(string slug)
    {
        var id = (await Get<ArticleStore>().FindAccessAsync(slug, Ct))!.Id;
        await Get<MakeArticleFiles>().MakeAsync(id, new HashSet<string> { ArticleForms.Pdf.Kind }, again: false, Ct);
    }

    /// <summary>The text of the latest mail to an address, once there is one.</summary>
    public async Task<string> MailToAsync(string address)
    {
        var folder = Path.Combine(_data.DataFolder, "mail");
        for (var tries = 0; tries < 200; tries++, await Task.Delay(100, Ct))
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal) : Enumerable.Empty<string>())
            {
                var mail = await MimeMessage.LoadAsync(file, Ct);
                if (mail.To.Mailboxes.Any(to => to.Address == address))
                {
                    return mail.TextBody ?? "";
                }
            }
        }

        throw new InvalidOperationException($"No mail went to {address}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _desk?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        if (House is not null)
        {
            await House.DisposeAsync();
        }

        if (_server is not null)
        {
            await JourneyTests.ExecuteAsync(_server, $"DROP SCHEMA {_schema} CASCADE");
            await _server.DisposeAsync();
        }

        Directory.Delete(_data.DataFolder, recursive: true);
    }

    private async Task BeginAsync(Func<SiteOptions, SiteOptions>? options, int port, bool stripe)
    {
        if (Environment.GetEnvironmentVariable("RECTO_TEST_TYPST") is { Length: > 0 } typst)
        {
            Directory.CreateSymbolicLink(Path.Combine(_data.DataFolder, "typst"), typst);
        }

        await ServeCommand.PrepareAsync(_data, demo: true, new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, ShowsProgress: false), Ct, sells: true);
        Address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var told = new SiteOptions { Database = _data, Urls = Address, RunsShop = true };
        if (stripe)
        {
            House = await StripeHouse.StartAsync(Clock);
            House.Hook = new Uri(Address + "/hooks/stripe");
            told = told with { Address = Address, Shop = new ShopOptions { Gateways = [ShopOptions.Stripe], StripeKey = StripeHouse.Key, StripeSecrets = [StripeHouse.Secret], StripeServer = House.Address } };
        }

        _app = App.Site.Build(options?.Invoke(told) ?? told, builder => builder.Services.AddSingleton<TimeProvider>(Clock));
        await _app.StartAsync(Ct);
    }
}
