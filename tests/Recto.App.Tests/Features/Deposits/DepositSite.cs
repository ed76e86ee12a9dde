using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell;
using Recto.App.Tests.Features.Packages;
using Recto.Journals.Exchange.Crossref;
using Recto.Storage.Articles;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Deposits;

/// <summary>The demo journal on one of the databases, with a register of our own; the tests run the job themselves, by their own clock.</summary>
internal sealed class DepositSite : IAsyncDisposable
{
    public const string Journal = "lower-margin";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PackageSite _data;
    private readonly List<WebApplication> _nodes = [];

    private DepositSite(PackageSite data, CrossrefStandIn register) => (_data, Register) = (data, register);

    public CrossrefStandIn Register { get; }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public IServiceProvider Services => _nodes[0].Services;

    public PackageSite Data => _data;

    public DepositStore Deposits => Services.GetRequiredService<DepositStore>();

    public Database Database => Services.GetRequiredService<Database>();

    public Guid JournalId { get; private set; }

    public static async Task<DepositSite> StartAsync(string engine, Func<DepositSettings, DepositSettings>? settings = null, Func<SiteOptions, SiteOptions>? options = null)
    {
        var site = new DepositSite(await PackageSite.StartAsync(engine, demo: true), await CrossrefStandIn.StartAsync());
        site.Node(options: options);
        site.JournalId = (await site.Services.GetRequiredService<JournalStore>().FindAsync(Journal, Ct))!.Id;
        await site.SetAsync(old => settings?.Invoke(old) ?? old);
        return site;
    }

    /// <summary>Another process on the same data.</summary>
    /// <param name="handler">Its way out; null for the usual one.</param>
    /// <param name="options">What it is told otherwise.</param>
    public IServiceProvider Node(HttpMessageHandler? handler = null, Func<SiteOptions, SiteOptions>? options = null)
    {
        var told = new SiteOptions
        {
            Database = _data.Options,
            Urls = "http://127.0.0.1:0",
            Address = "https://journals.example.org",
            Crossref = new CrossrefServers { Live = new Uri("https://live.invalid/"), Test = Register.Address, Login = CrossrefLogin.Of(CrossrefStandIn.Login, CrossrefStandIn.Password) },
        };
        var node = App.Site.Build(options?.Invoke(told) ?? told, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.AddSingleton(new CrossrefClient(handler ?? Direct()) { Patience = TimeSpan.FromSeconds(3) });
        });
        _nodes.Add(node);
        return node.Services;
    }

    /// <summary>The way out without detours.</summary>
    public static HttpMessageHandler Direct() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };

    /// <summary>Changes the settings; the first call switches everything on.</summary>
    public async Task SetAsync(Func<DepositSettings, DepositSettings> change)
    {
        var row = await Deposits.FindSettingsAsync(JournalId, Ct);
        var now = row.EditVersion > 0 ? row.Settings : new DepositSettings { IsOn = true, Prefix = "10.5555", DepositorName = "The Press", DepositorEmail = "doi@example.org", Registrant = "The Press", Pattern = "{journal}.{year}.{number}" };
        await using var tx = await Database.BeginAsync(Ct);
        Assert.True(await Deposits.SaveSettingsAsync(tx, JournalId, change(now), row.Credentials, row.EditVersion, Clock.GetUtcNow(), Ct));
        await tx.CommitAsync(Ct);
    }

    /// <summary>One round of the job.</summary>
    public async Task<DepositRun?> RunAsync(IServiceProvider? node = null) => await (node ?? Services).GetRequiredService<SendDeposits>().RunAsync(JournalId, Ct);

    /// <summary>Rounds of the job until nothing is open, with so much time between them.</summary>
    public async Task RunAllAsync(int rounds = 4, TimeSpan? between = null)
    {
        for (var i = 0; i < rounds; i++)
        {
            await RunAsync();
            Clock.Advance(between ?? TimeSpan.FromMinutes(2));
        }
    }

    public async Task<IReadOnlyList<DepositRow>> RowsAsync() => (await Deposits.ListAsync(JournalId, null, 200, null, Ct)).Items;

    public async Task<DepositRow> RowAsync(string doi) => (await RowsAsync()).Single(row => row.Doi == doi);

    /// <summary>Changes the abstract of an article as an editor does.</summary>
    public async Task EditAsync(string doi, Func<Journals.Articles.ArticleEdits, Journals.Articles.ArticleEdits> change)
    {
        var articles = Services.GetRequiredService<ArticleStore>();
        var id = (await articles.FindNamedForDeskAsync(doi, Ct))!.Id;
        var article = (await articles.FindForDeskAsync(id, Ct))!;
        await using (var tx = await Database.BeginAsync(Ct))
        {
            Assert.True(await articles.SaveEditsAsync(tx, id, change(article.Edits), article.EditVersion, Clock.GetUtcNow(), Ct));
            await tx.CommitAsync(Ct);
        }

        Assert.Null(await Services.GetRequiredService<RemakeArticle>()(id, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Register.DisposeAsync();
        await _data.DisposeAsync();
    }
}

/// <summary>A way out on which a process dies right after its request has arrived.</summary>
internal sealed class DiesAfterSending : DelegatingHandler
{
    public DiesAfterSending() => InnerHandler = DepositSite.Direct();

    public bool IsDeadly { get; set; } = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        return IsDeadly && request.Method == HttpMethod.Post ? throw new InvalidOperationException("killed") : answer;
    }
}
