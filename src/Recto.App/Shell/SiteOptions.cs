using System.Diagnostics.CodeAnalysis;
using System.Net;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Sharing;
using Recto.App.Shell.Telemetry;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>What the site is told at its start.</summary>
internal sealed record SiteOptions
{
    /// <summary>What is told where mails go out and nobody has said where their links lead.</summary>
    public const string NoAddress = "RECTO_ADDRESS is not set: links in mails lead to whatever host a request names, even a false one. Set it to the address that readers use, as https://journals.example.org.";

    /// <summary>Where everything is kept.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary>Addresses to listen at, parted by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5000";

    /// <summary>Whether finished pages are kept in memory. Off only to measure what a page costs.</summary>
    public bool OutputCache { get; init; } = true;

    /// <summary>What this process is there for.</summary>
    public NodeRole Role { get; init; } = NodeRole.All;

    /// <summary>Whether this process does the work behind the pages.</summary>
    public bool IsWorker => Role != NodeRole.Web;

    /// <summary>Whether other processes may share the database: work of the whole site then goes by the schedule that all share.</summary>
    public bool IsClustered { get; init; }

    /// <summary>Whether this process makes files of articles behind everything else.</summary>
    public bool MakesFiles { get; init; }

    /// <summary>Whether this process sends deposits behind everything else.</summary>
    public bool SendsDeposits { get; init; }

    /// <summary>Whether this process reminds holders of ends behind everything else.</summary>
    public bool SendsReminders { get; init; }

    /// <summary>Where deposits go.</summary>
    public CrossrefServers Crossref { get; init; } = new();

    /// <summary>Whether this process matches references and asks others about citations behind everything else.</summary>
    public bool AsksForCitations { get; init; }

    /// <summary>Who is asked about citations.</summary>
    public CitationServers Citations { get; init; } = new();

    /// <summary>Whether this process counts what readers do.</summary>
    public bool CountsUsage { get; init; }

    /// <summary>How it is counted.</summary>
    public UsageOptions Usage { get; init; } = new();

    /// <summary>Whether this process makes the lists of what people also read and of what is recommended, behind everything else.</summary>
    public bool MakesLists { get; init; }

    /// <summary>Whether this process takes away files that nothing has named for <see cref="FilesKept"/>.</summary>
    public bool SweepsFiles { get; init; }

    /// <summary>For how long a file stays that nothing names any more; null for ever.</summary>
    public TimeSpan? FilesKept { get; init; } = FilePlace.Kept;

    /// <summary>Whether this process keeps what readers with a list of their own have read.</summary>
    public bool KeepsReads { get; init; }

    /// <summary>From when on articles are said to be read together, and more of recommending.</summary>
    public RecommendationOptions Recommendations { get; init; } = new();

    /// <summary>How many of a hundred readers are shown lists in another order; null for none, and where nothing is counted: it would be for nothing.</summary>
    public double? ShuffledPercent => CountsUsage ? Recommendations.ShuffledPercent : null;

    /// <summary>How buyers pay.</summary>
    public ShopOptions Shop { get; init; } = new();

    /// <summary>Whether this process works on what payment houses tell, and sends the shop's mails, behind everything else.</summary>
    public bool RunsShop { get; init; }

    /// <summary>What is told on standard output.</summary>
    public LogFormat Log { get; init; } = LogFormat.Quiet;

    /// <summary>Where metrics, traces and logs go besides.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>How often the site looks whether something was imported by another process.</summary>
    public TimeSpan LookForChanges { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Address under which readers know the site, without a slash at its end; null where links lead to the host that was asked for.</summary>
    public string? Address { get; init; }

    /// <summary>Proxies that are believed who asks.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = Networks.ThisMachine;

    /// <summary>Sign-in by SAML; null where nobody signs in by it.</summary>
    public SamlSettings? Saml { get; init; }

    /// <summary>Folder of the lists of addresses that search engines publish for their crawlers; null where no crawler is known.</summary>
    public string? CrawlerLists { get; init; }

    /// <summary>Names of hosts that may stand anywhere, inside too, where the site asks servers whose names somebody at the desk has written (<see cref="WayOut"/>).</summary>
    public IReadOnlyCollection<string> Inside { get; init; } = [];

    /// <summary>How mails leave; null for the folder.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>The Redis that the nodes of the site share; null where each keeps pages and counts by itself.</summary>
    public StackExchange.Redis.ConfigurationOptions? Redis { get; init; }

    /// <summary>What is asked of its certificate; null where the line to it is open.</summary>
    public Sharing.RedisCertificate? RedisCertificate { get; init; }

    /// <summary>The bucket of the site’s files; null where they lie in the data folder.</summary>
    public S3Options? Bucket { get; init; }

    /// <summary>How many pages one network is given; null for no limit.</summary>
    public PageLimits? PageLimits { get; init; } = PageLimits.Generous;

    /// <summary>Address of whoever runs the site, told to harvesters; null where nobody has said.</summary>
    public string? AdminEmail { get; init; }

    /// <summary>Scheme and host for a link that no request asks for, as in the mails of a job: the told address, else this machine where it listens.</summary>
    public string AddressOfSite => Address ?? Reachable(Urls.Split(';')[0]);

    /// <summary>An address to listen at as one that a browser opens: “all addresses of this machine” is none.</summary>
    public static string Reachable(string url) => url.TrimEnd('/').Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);

    /// <summary>Scheme and host for a link that leaves the site.</summary>
    public string AddressFor(HttpRequest request) => Address ?? $"{request.Scheme}://{request.Host.Value}";

    /// <summary>Whether an address can be told as that of whoever runs the site: one of a domain with a point in it (OAI-PMH.xsd, emailType).</summary>
    public static bool IsAdminEmail(string address) => System.Net.Mail.MailAddress.TryCreate(address, out var read) && read.Address == address && !address.Any(char.IsWhiteSpace)
        && read.Host.Split('.') is { Length: > 1 } labels && labels.All(label => label.Length > 0);

    /// <summary>Reads <c>RECTO_ADDRESS</c>, <c>RECTO_ADMIN_EMAIL</c>, <c>RECTO_PROXIES</c>, <c>RECTO_CRAWLERS</c>, <c>RECTO_MAIL</c>, <c>RECTO_MAIL_FROM</c>, <c>RECTO_INSIDE</c>, <c>RECTO_REDIS</c>, <c>RECTO_REDIS_CA</c>, <c>RECTO_PAGE_LIMIT</c> and what <see cref="FilePlace"/>, <see cref="CrossrefServers"/>, <see cref="CitationServers"/>, <see cref="ShopOptions"/>, <see cref="UsageOptions"/>, <see cref="RecommendationOptions"/>, <see cref="TelemetryOptions"/> and <see cref="SamlSettings"/> read.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="options">The options to start from.</param>
    /// <param name="told">With what the environment says.</param>
    /// <param name="wrong">What cannot be used, and how to write it.</param>
    public static bool TryRead(Func<string, string?> read, SiteOptions options, [NotNullWhen(true)] out SiteOptions? told, [NotNullWhen(false)] out string? wrong)
    {
        told = null;
        var address = read("RECTO_ADDRESS")?.Trim().TrimEnd('/');
        if (!string.IsNullOrEmpty(address) && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/"))
        {
            wrong = $"RECTO_ADDRESS “{address}” is no address of a site; write it as https://journals.example.org.";
            return false;
        }

        if (Networks.TryRead(read("RECTO_PROXIES"), out var proxies) is { } strange)
        {
            wrong = $"RECTO_PROXIES: “{strange}” is neither an address nor a network; write them as 10.0.0.0/8, 192.168.1.2.";
            return false;
        }

        var crawlers = read("RECTO_CRAWLERS")?.Trim();
        if (!string.IsNullOrEmpty(crawlers) && !Directory.Exists(crawlers))
        {
            wrong = $"RECTO_CRAWLERS “{crawlers}” is no folder; it is to hold the lists that search engines publish, as googlebot.json.";
            return false;
        }

        var admin = read("RECTO_ADMIN_EMAIL")?.Trim();
        if (!string.IsNullOrEmpty(admin) && !IsAdminEmail(admin))
        {
            wrong = $"RECTO_ADMIN_EMAIL “{admin}” is no address of a person or a role; write it as library@example.org.";
            return false;
        }

        if (!MailSettings.TryRead(read("RECTO_MAIL"), read("RECTO_MAIL_FROM"), options.Database.DataFolder, out var mail, out wrong))
        {
            return false;
        }

        if (!CrossrefServers.TryRead(read, out var crossref, out wrong))
        {
            return false;
        }

        if (!CitationServers.TryRead(read, out var citations, out wrong))
        {
            return false;
        }

        if (!SamlSettings.TryRead(read, out var saml, out wrong))
        {
            return false;
        }

        if (!ShopOptions.TryRead(read, File.ReadAllText, out var shop, out wrong))
        {
            return false;
        }

        if (!UsageOptions.TryRead(read, out var usage, out wrong))
        {
            return false;
        }

        if (!RecommendationOptions.TryRead(read, out var recommendations, out wrong))
        {
            return false;
        }

        StackExchange.Redis.ConfigurationOptions? redis = null;
        Sharing.RedisCertificate? redisCertificate = null;
        if (read("RECTO_REDIS")?.Trim() is { Length: > 0 } where && !RedisAddress.TryRead(where, read("RECTO_REDIS_CA"), out redis, out redisCertificate, out wrong))
        {
            return false;
        }

        if (!FilePlace.TryReadKept(read, out var filesKept, out wrong))
        {
            return false;
        }

        if (!TelemetryOptions.TryRead(read, options.Urls, out var telemetry, out wrong) || !PageLimits.TryRead(read("RECTO_PAGE_LIMIT"), out var pageLimits, out wrong) || !FilePlace.TryRead(read, options.Database, out var bucket, out wrong))
        {
            return false;
        }

        if (shop.Takes(ShopOptions.Stripe) && string.IsNullOrEmpty(address))
        {
            wrong = "RECTO_PAYMENT takes Stripe, and RECTO_ADDRESS does not say where buyers come back to from its page; set it to the address that readers use, as https://journals.example.org.";
            return false;
        }

        told = options with { Telemetry = telemetry, Redis = redis, RedisCertificate = redisCertificate, Bucket = bucket, FilesKept = filesKept, PageLimits = pageLimits, Inside = WayOut.ReadInside(read("RECTO_INSIDE")), Shop = shop, Usage = usage, Recommendations = recommendations, Saml = saml, Citations = citations, Address = string.IsNullOrEmpty(address) ? null : address, AdminEmail = string.IsNullOrEmpty(admin) ? null : admin, Proxies = proxies, CrawlerLists = string.IsNullOrEmpty(crawlers) ? null : crawlers, Mail = mail, Crossref = crossref };
        return true;
    }
}
