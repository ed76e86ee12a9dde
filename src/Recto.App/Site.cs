using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Recto.App.Features.AccessDesk;
using Recto.App.Features.Accounts;
using Recto.App.Features.Api;
using Recto.App.Features.ArticleDesk;
using Recto.App.Features.Articles;
using Recto.App.Features.Check;
using Recto.App.Features.CitedBy;
using Recto.App.Features.Deposits;
using Recto.App.Features.Federation;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Features.Files;
using Recto.App.Features.GetFtr;
using Recto.App.Features.Harvest.Feeds;
using Recto.App.Features.Harvest.Kbart;
using Recto.App.Features.Harvest.Oai;
using Recto.App.Features.Harvest.Preservation;
using Recto.App.Features.Harvest.Sitemaps;
using Recto.App.Features.Harvest.TextMining;
using Recto.App.Features.Import;
using Recto.App.Features.Import.Upload;
using Recto.App.Features.Institutions;
using Recto.App.Features.JournalDesk;
using Recto.App.Features.Journals;
using Recto.App.Features.Notes;
using Recto.App.Features.Operate;
using Recto.App.Features.Packages;
using Recto.App.Features.Proof;
using Recto.App.Features.Recommendations;
using Recto.App.Features.References;
using Recto.App.Features.Search;
using Recto.App.Features.Shop;
using Recto.App.Features.Shop.Desk;
using Recto.App.Features.Shop.Pages;
using Recto.App.Features.Sources;
using Recto.App.Features.Subscriptions;
using Recto.App.Features.Usage;
using Recto.App.Features.Works;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Telemetry;
using Recto.App.Shell.Usage;
using Recto.Notes;
using Recto.Storage.Access;
using Recto.Storage.Addresses;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Files;
using Recto.Storage.Harvest;
using Recto.Storage.Issues;
using Recto.Storage.Jobs;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App;

/// <summary>Builds the web site: services, the way of a request, and every feature by name.</summary>
internal static class Site
{
    /// <summary>The site, not yet started.</summary>
    /// <param name="options">What it is told at its start.</param>
    /// <param name="configure">Last word on the builder; tests use it to bring their own clock or server.</param>
    public static WebApplication Build(SiteOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.LargestBody;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (options.Log != LogFormat.Quiet)
        {
            builder.Logging.AddFilter(RequestLog.Category, LogLevel.Information);
        }

        builder.Logging.AddConsole(console => console.FormatterName = options.Log == LogFormat.Json ? JsonLog.Name : TextLog.Name)
            .AddConsoleFormatter<JsonLog, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>().AddConsoleFormatter<TextLog, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        if (options.Telemetry.IsOn)
        {
            TelemetryServices.Add(builder, options.Telemetry);
        }

        AddServices(builder.Services, options);
        configure?.Invoke(builder);

        var app = builder.Build();
        if (options.Telemetry.IsOn)
        {
            TelemetryServices.Use(app, options.Telemetry);
        }

        app.UseShibbolethDoor(options);
        app.UseTrustedProxies(options);
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseReplicaDoor();
        app.UseErrorPages();
        app.UseSecondTry();
        app.UseWorkerDoor(options);
        app.UseAssets();
        app.UseRouting();
        app.UseReadOnlyDoor();
        app.UseInterfaceLanguage();
        app.UseAuthenticationOfCookies();
        app.UseDeskDoor();
        app.UseReaderDoor();
        app.UseUsageDoor();
        app.UseRequestLimits();
        app.UseRateLimiter();
        if (options.OutputCache)
        {
            app.UseOutputCache();
        }

        app.UsePageLimit(options);
        app.UseResponseCompression();
        app.MapJournals();
        app.MapArticles();
        app.MapNotes();
        app.MapCheck(Program.NoteDoors);
        app.MapAccounts();
        app.MapFederation();
        app.MapLanguageChoice();
        app.MapJournalDesk();
        app.MapAccessDesk();
        app.MapArticleDesk();
        app.MapInstitutions();
        app.MapGetFtr();
        app.MapDeposits();
        app.MapShop();
        ShopPages.Map(app);
        ShopDesk.Map(app);
        app.MapCitedBy();
        app.MapSubscriptions();
        app.MapUploads();
        app.MapProof();
        app.MapSearch();
        app.MapWorks();
        app.MapSources();
        app.MapWorksDesk();
        app.MapPackages();
        app.MapOai();
        app.MapApi();
        app.MapOperate();
        app.MapFeeds();
        app.MapSitemaps();
        app.MapTextMining();
        app.MapKbart();
        app.MapPreservation();
        app.MapUsage();
        app.MapReadingLists();
        return app;
    }

    // Who brings no cookie is a stranger, and most readers are: nobody looks who they are. The mark keeps the framework from putting its own authentication before everything else.
    private static void UseAuthenticationOfCookies(this IApplicationBuilder app)
    {
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseWhen(context => context.Request.Headers.Cookie.Count > 0, known => known.UseAuthentication());
    }

    private static void AddServices(IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Database.At(options.Database));
        services.AddHostedService<HostWatch>();
        services.AddHostedService<OpenConnections>();
        services.AddSingleton<SavingState>();
        services.AddSingleton<JournalStore>();
        services.AddSingleton<IssueStore>();
        services.AddSingleton<RightStore>();
        services.AddSingleton<OpeningStore>();
        services.AddSingleton<KeptTerms>();
        services.AddSingleton<KeptLists>();
        services.AddSingleton(provider => new ShuffledShare(provider.GetRequiredService<UsageStore>(), options.ShuffledPercent ?? 0));
        services.AddSingleton<OpeningTurns>();
        services.AddHostedService(provider => provider.GetRequiredService<OpeningTurns>());
        services.AddSingleton<InstitutionStore>();
        services.AddSingleton<KnownInstitutions>();
        services.AddHostedService(provider => provider.GetRequiredService<KnownInstitutions>());
        services.AddSingleton(provider => new VerifiedCrawlers(options.CrawlerLists, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<VerifiedCrawlers>>()));
        services.AddHostedService(provider => provider.GetRequiredService<VerifiedCrawlers>());
        services.AddSingleton<FindRightKeys>(provider =>
        {
            var institutions = provider.GetRequiredService<KnownInstitutions>();
            return (context, _) => ValueTask.FromResult(institutions.EnterByAddress(context));
        });
        services.AddSingleton<ArticleStore>();
        services.AddSingleton<ApparatusStore>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton<FeedStore>();
        services.AddSingleton<SitemapStore>();
        services.AddSingleton<HoldingsStore>();
        services.AddSingleton<PreservationStore>();
        services.AddSingleton<ArticleFileStore>();
        services.AddSingleton(_ => FilePlace.Open(options.Database, options.Bucket));
        services.AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        services.AddSingleton<Say>();
        services.AddSingleton<SaidWords>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<JournalPageStore>();
        services.AddSingleton<MovedAddressStore>();
        services.AddSingleton<JournalFaces>();
        services.AddSingleton<KeptFrames>();
        services.AddSingleton<ShopWindow>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalFaces>());
        services.AddSingleton(services => new ImportArticle(services.GetRequiredService<Database>(), services.GetRequiredService<IFileStore>(), new NotesEngine(), services.GetRequiredService<TimeProvider>()));
        services.AddSingleton(services => new Lazy<ImportArticle>(services.GetRequiredService<ImportArticle>));
        services.AddSingleton<RemakeArticle>(services => async (id, ct) => await services.GetRequiredService<ImportArticle>().RemakeAsync(id, ct) switch
        {
            null => "The article is gone, or the file that it was made from.",
            Refused refused => refused.Message,
            _ => null,
        });
        services.AddSingleton<FinishArticle>(services => new ArticleFinishing(services.GetRequiredService<Database>(), services.GetRequiredService<IFileStore>(), new NotesEngine(), options).ReadAsync);
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddJournals();
        services.AddCheck();
        services.AddMail(options.Mail ?? MailSettings.ToFolder(options.Database.DataFolder));
        services.AddKeptMails();
        services.AddAccounts();
        services.AddFederation();
        services.AddJournalDesk();
        services.AddAccessDesk();
        services.AddArticleDesk();
        services.AddInstitutions();
        services.AddGetFtr();
        services.AddUploads();
        services.AddProof();
        services.AddSearch();
        services.AddWorks();
        services.AddSources(options);
        services.AddPackages();
        services.AddOai();
        services.AddApi();
        services.AddOperate(options);
        services.AddFiles(options);
        services.AddDeposits(options);
        services.AddShop(options);
        ShopPages.Add(services, options.Database.DataFolder);
        ShopDesk.Add(services);
        services.AddReferences(options);
        services.AddCitedBy(options);
        services.AddSubscriptions(options);
        services.AddUsage(options);
        services.AddReadingLists(options);
        services.AddOutputCache(cache => (cache.SizeLimit, cache.UseCaseSensitivePaths) = (256 * 1024 * 1024, true)); // An address in other letters may lead on to the one that stands.
        services.AddSharing(options);
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/vnd.citationstyles.csl+json", "application/jsonl", "application/yaml", "application/atom+xml", "application/rdf+xml", "text/tab-separated-values", Problems.MediaType];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        services.AddHostedService<ChangeWatch>();
        services.AddWork<RemakeOldArticles>();
        services.AddSingleton<BellStore>();
        services.AddHostedService<BellRelay>();
        services.AddSingleton<SiteSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<SiteSchedule>()); // The last: it begins when everything else has.
    }
}
