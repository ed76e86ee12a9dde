using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.CitedBy.Asking;
using Recto.App.Shell;
using Recto.App.Tests.Features.Packages;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.CitedBy;

/// <summary>The demo journal on one of the databases, with three services of our own; the tests run the job themselves, by their own clock.</summary>
internal sealed class CitedBySite : IAsyncDisposable
{
    /// <summary>The article that the others cite: Marchmont’s, in the first issue.</summary>
    public const string Doi = "10.5555/tlm.2026.0101";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PackageSite _data;
    private readonly List<WebApplication> _nodes = [];

    private CitedBySite(PackageSite data, CitationsStandIn services) => (_data, Outside) = (data, services);

    public CitationsStandIn Outside { get; }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public IServiceProvider Services => _nodes[0].Services;

    public CitationStore Citations => Services.GetRequiredService<CitationStore>();

    public CitedByStore Lists => Services.GetRequiredService<CitedByStore>();

    public ArticleStore Articles => Services.GetRequiredService<ArticleStore>();

    public Database Database => Services.GetRequiredService<Database>();

    public PackageSite Data => _data;

    public static async Task<CitedBySite> StartAsync(string engine, CitationQuestions questions = CitationQuestions.Crossref, Func<SiteOptions, SiteOptions>? options = null)
    {
        var site = new CitedBySite(await PackageSite.StartAsync(engine, demo: true), await CitationsStandIn.StartAsync());
        site.Node(questions, options: options);
        return site;
    }

    /// <summary>Another process on the same data.</summary>
    public IServiceProvider Node(CitationQuestions questions, HttpMessageHandler? handler = null, Func<SiteOptions, SiteOptions>? options = null)
    {
        var told = new SiteOptions
        {
            Database = _data.Options,
            Urls = "http://127.0.0.1:0",
            Address = "https://journals.example.org",
            AdminEmail = "library@example.org",
            Crossref = new CrossrefServers { Live = Outside.Address, Login = CrossrefLogin.Of(CitationsStandIn.Login, CitationsStandIn.Password) },
            Citations = new CitationServers { Questions = questions, Api = Outside.Address, OpenCitations = new Uri(Outside.Address, "index/v2/"), Prefixes = ["10.5555"], Since = new DateOnly(2025, 1, 1) },
        };
        told = options?.Invoke(told) ?? told;
        var node = App.Site.Build(told, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.AddSingleton(new CitationsClient(told, Clock, handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Patience = TimeSpan.FromMilliseconds(400), Largest = 4 * 1024 * 1024 });
        });
        _nodes.Add(node);
        return node.Services;
    }

    /// <summary>One round of the job; the clock goes on while it waits for its turn.</summary>
    public async Task<IReadOnlyList<HarvestRun>> RunAsync(IServiceProvider? node = null)
    {
        var run = Task.Run(() => (node ?? Services).GetRequiredService<HarvestCitations>().RunAsync(Ct), Ct);
        while (!run.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(run, Task.Delay(1, Ct));
        }

        return await run;
    }

    public async Task<Guid> IdAsync(string doi = Doi) => (await Articles.FindNamedForDeskAsync(doi, Ct))!.Id;

    public async Task<IReadOnlyList<CitedByRow>> ListAsync(string doi = Doi, CitedByFilter? filter = null) =>
        (await Lists.ListAsync(await IdAsync(doi), filter ?? CitedByFilter.All, CitedByOrder.Author, 200, (Cursor?)null, Ct)).Items;

    public async Task<IReadOnlyList<string>> KeysAsync(string doi = Doi) => [.. (await ListAsync(doi)).Select(row => row.Citation.Key).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Outside.DisposeAsync();
        await _data.DisposeAsync();
    }
}
