using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Files;
using Recto.App.Features.Files.Jats;
using Recto.App.Features.Files.Makers;
using Recto.App.Features.Harvest.Oai;
using Recto.App.Shell;
using Recto.App.Tests.Features.Packages;
using Recto.App.Tests.Import;
using Recto.Journals.Exchange.Oai;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Harvest.Oai;

/// <summary>A site on one of the databases whose records have stood for a while, and which is in no hurry to make anybody wait.</summary>
internal sealed class HarvestSite : IAsyncDisposable
{
    public static readonly XNamespace Pmh = "http://www.openarchives.org/OAI/2.0/";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace Jats = OaiFormat.Jats.Namespace;
    private readonly PackageSite _home;
    private readonly WebApplication _app;

    private HarvestSite(PackageSite home, WebApplication app)
    {
        (_home, _app) = (home, app);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public ArticleStore Articles => Services.GetRequiredService<ArticleStore>();

    public Database Database => Services.GetRequiredService<Database>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>.</param>
    /// <param name="limits">How much harvesters are given at once; null for three records a page.</param>
    /// <param name="demo">Whether it has the demo journal.</param>
    /// <param name="options">What else it is told.</param>
    public static async Task<HarvestSite> StartAsync(string kind = "sqlite", OaiLimits? limits = null, bool demo = true, Func<SiteOptions, SiteOptions>? options = null)
    {
        var home = await PackageSite.StartAsync(kind, demo);
        var told = new SiteOptions { Database = home.Options, Urls = "http://127.0.0.1:0" };
        var app = Site.Build(options?.Invoke(told) ?? told, builder =>
        {
            builder.Services.AddSingleton(limits ?? new OaiLimits { AtOnce = 100_000, Records = 3, Heads = 3 });
            foreach (var other in builder.Services.Where(service => service.ServiceType == typeof(IFileMaker)).ToList())
            {
                builder.Services.Remove(other);
            }

            builder.Services.AddSingleton<IFileMaker, JatsMaker>();
        });
        await app.StartAsync(Ct);
        var site = new HarvestSite(home, app);
        await site.AgeAsync();
        return site;
    }

    /// <summary>Brings in articles of our own writing, or files.</summary>
    public async Task ImportAsync(params string[] files) => Assert.InRange(await _home.RectoAsync(["import", .. files]), 0, 1);

    /// <summary>Writes a file of JATS.</summary>
    public string Write(string name, string jats) => _home.Run.Write(name, jats);

    /// <summary>Brings in articles with these titles.</summary>
    public async Task AddAsync(params string[] titles)
    {
        await ImportAsync([.. titles.Select((title, i) => Write($"{Guid.NewGuid():N}.xml", Samples.Jats(title, body: $"<p>{string.Join(' ', Enumerable.Range(0, 60).Select(word => $"{title}{word}"))}<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>")))]);
    }

    /// <summary>Lets three days go by since everything changed, some seconds apart.</summary>
    public async Task AgeAsync()
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        var before = DateTimeOffset.UtcNow.AddDays(-3).ToUnixTimeMilliseconds() * 1000;
        foreach (var (id, index) in (await connection.QueryAsync<Guid>("SELECT id FROM articles ORDER BY record_at, id")).AsList().Select((id, index) => (id, index)))
        {
            await connection.ExecuteAsync("UPDATE articles SET record_at = @at, full_text_at = CASE WHEN full_text_at = 0 THEN 0 ELSE @at END WHERE id = @id", new { id, at = before + index / 2 * 1_000_000L });
        }
    }

    /// <summary>Does something in one transaction.</summary>
    public async Task ChangeAsync(Func<WriteTransaction, DateTimeOffset, Task<bool>> change)
    {
        await using var tx = await Database.BeginAsync(Ct);
        Assert.True(await change(tx, DateTimeOffset.UtcNow));
        await tx.CommitAsync(Ct);
    }

    public async Task<Guid> IdAsync(string title)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        return await connection.QuerySingleAsync<Guid>("SELECT id FROM articles WHERE title = @title", new { title });
    }

    /// <summary>Makes the JATS of everything that is due.</summary>
    public async Task MakeAsync()
    {
        while (await Services.GetRequiredService<MakeArticleFiles>().MakeNextAsync(new HashSet<Guid>(), Ct) is not null)
        {
        }
    }

    public static string Identifier(Guid id) => $"oai:127.0.0.1:article/{id:D}";

    /// <summary>The answer to a query: it is XML, and comes with 200.</summary>
    public async Task<XElement> AskAsync(string query) => (await AskTextAsync(query)).Root!;

    public async Task<XDocument> AskTextAsync(string query)
    {
        using var answer = await Client.GetAsync("/oai?" + query, Ct);
        Assert.Equal((200, "text/xml; charset=utf-8"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>The codes of the errors in an answer.</summary>
    public static IEnumerable<string> Codes(XElement answer) => answer.Elements(Pmh + "error").Select(error => error.Attribute("code")!.Value);

    public static string? Token(XElement answer) => answer.Descendants(Pmh + "resumptionToken").SingleOrDefault()?.Value;

    /// <summary>All pages of a list.</summary>
    public async Task<List<XElement>> PagesAsync(string query, Func<int, Task>? between = null)
    {
        var verb = query.Split('&')[0];
        var pages = new List<XElement> { await AskAsync(query) };
        while (Token(pages[^1]) is { Length: > 0 } token)
        {
            await (between?.Invoke(pages.Count) ?? Task.CompletedTask);
            pages.Add(await AskAsync($"{verb}&resumptionToken={Uri.EscapeDataString(token)}"));
        }

        return pages;
    }

    /// <summary>The identifiers of all pages of a list.</summary>
    public async Task<List<string>> IdentifiersAsync(string query, Func<int, Task>? between = null) =>
        [.. (await PagesAsync(query, between)).SelectMany(page => page.Descendants(Pmh + "identifier")).Select(identifier => identifier.Value)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _home.DisposeAsync();
    }
}
