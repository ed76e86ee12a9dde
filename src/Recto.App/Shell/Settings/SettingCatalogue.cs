using System.Data.Common;
using System.Text.RegularExpressions;
using Recto.App.Shell.Sharing;

namespace Recto.App.Shell.Settings;

/// <summary>All settings: the one place from which <c>recto config</c>, the operating guide and the switches of <c>recto serve</c> are made.</summary>
internal static partial class SettingCatalogue
{
    private const string Hidden = "…";

    /// <summary>By what they are about.</summary>
    public static IReadOnlyList<SettingGroup> Groups { get; } =
    [
        new("Place and addresses", "install.md",
        [
            new("RECTO_CONFIG", "a file of settings, `NAME=value` a line, as systemd reads it; what the environment says comes before it", "`/etc/recto/recto.env`, where it is there and may be read"),
            new("RECTO_DATA", "the folder of everything that Recto keeps", "`data` in the working directory") { Option = "--data" },
            new("RECTO_DATABASE", "connection string of a PostgreSQL 15 or newer, of one host or of several: `Host=db1,db2;…`, a primary and its replicas in any order ([PostgreSQL](postgresql.md))", "SQLite in the data folder") { Option = "--database", Masked = Connection },
            new("RECTO_REPLICA_LAG", "how many seconds a replica may be behind for pages to be read from it, 0 to 300; `0` reads from replicas only while there is no primary", "`10`"),
            new("RECTO_URLS", "addresses to listen at, parted by semicolons", "`http://127.0.0.1:5000`") { Option = "--urls" },
            new("RECTO_ADDRESS", "the address that readers use, `https://journals.example.org`; links in mails lead there, identifiers are made of it, Stripe sends buyers back to it", "links lead to the host that a request names. **Set it when mails go out**"),
            new("RECTO_ADMIN_EMAIL", "the address told to harvesters and to those whom Recto asks", "that of `RECTO_MAIL_FROM`, else `webmaster@` and the host"),
            new("RECTO_PROXIES", "proxies that are believed who asks: `10.0.0.0/8, 192.168.1.2`; `none`", "this machine only"),
            new("RECTO_INSIDE", "hosts that may stand inside your network, where the site asks servers whose names somebody at the desk has written", "only servers on the public Internet are asked"),
            new("RECTO_LOG", "how the site tells of its requests: `json`, `text` or `off`", "`off`: warnings and errors only"),
            new("RECTO_PAGE_CACHE", "`off` makes every page afresh; only to measure what that costs", "`on`"),
        ]),
        new("Telemetry", "telemetry.md",
        [
            new("RECTO_METRICS", "where Prometheus fetches metrics: `on` for `http://127.0.0.1:9464/metrics`, or an address of your own, never a port of the site", "`off`"),
            new("OTEL_EXPORTER_OTLP_ENDPOINT", "where traces, metrics and logs are sent by OTLP, `http://127.0.0.1:4318`", "nothing is sent"),
            new("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "where traces are sent, whole (`http://127.0.0.1:4318/v1/traces`)", "below `OTEL_EXPORTER_OTLP_ENDPOINT`"),
            new("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "where metrics are sent, whole", "below `OTEL_EXPORTER_OTLP_ENDPOINT`"),
            new("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "where logs are sent, whole", "below `OTEL_EXPORTER_OTLP_ENDPOINT`"),
            new("OTEL_EXPORTER_OTLP_PROTOCOL", "`grpc` or `http/protobuf`", "`grpc`"),
            new("OTEL_EXPORTER_OTLP_HEADERS", "headers of what is sent, `name=value,name=value`; most often a key", "none") { Masked = Nothing },
            new("OTEL_EXPORTER_OTLP_TIMEOUT", "how long sending may take, in milliseconds", "10000"),
            new("OTEL_SERVICE_NAME", "what the site is called there", "`recto`"),
            new("OTEL_RESOURCE_ATTRIBUTES", "more that is said of it, `deployment.environment.name=production`", "none"),
            new("OTEL_TRACES_SAMPLER", "which traces are kept: `parentbased_always_on`, `parentbased_traceidratio`, …", "`parentbased_always_on`"),
            new("OTEL_TRACES_SAMPLER_ARG", "the share, `0.1`", "1"),
            new("OTEL_METRIC_EXPORT_INTERVAL", "how often metrics are sent, in milliseconds", "60000"),
            new("OTEL_TRACES_EXPORTER", "`none` sends no traces", "`otlp`"),
            new("OTEL_METRICS_EXPORTER", "`none` sends no metrics", "`otlp`"),
            new("OTEL_LOGS_EXPORTER", "`none` sends no logs", "`otlp`"),
            new("OTEL_SDK_DISABLED", "`true` sends nothing at all", "`false`"),
        ]),
        new("Shared by all nodes", "redis.md",
        [
            new("RECTO_REDIS", "a Redis that all nodes share for finished pages and limits: `redis://user:password@host:6379/0`, `rediss://` over TLS, or `host:6379,password=…`", "each process keeps them by itself") { Masked = RedisAddress.Mask },
            new("RECTO_REDIS_CA", "a file with the certificate of the authority that signed that of Redis, in PEM, where the machine does not trust it", "those that the machine trusts"),
            new("RECTO_PAGE_LIMIT", "how many pages that have to be made one network is given, at one go and then each second, `600/5`; `off`. Institutions, signed-in persons, the API and pages from the cache do not count", "`600/5`"),
        ]),
        new("Files in a bucket (S3)", "s3.md",
        [
            new("RECTO_S3_BUCKET", "the bucket in which the files of articles lie", "they lie in `files/` of the data folder"),
            new("RECTO_S3_ENDPOINT", "address of the service, `https://s3.example.org`, without the bucket", "Amazon S3"),
            new("RECTO_S3_REGION", "region of the bucket", "`us-east-1`"),
            new("RECTO_S3_PREFIX", "what the names of all files begin with, `recto/`", "nothing"),
            new("RECTO_S3_KEY", "the access key", "the SDK looks for one: its own variables and files, the role of the machine") { Masked = Nothing },
            new("RECTO_S3_SECRET", "its secret", "as above") { Masked = Nothing },
            new("RECTO_S3_SECRET_FILE", "a file that holds it", "as above"),
            new("RECTO_S3_PATH_STYLE", "`on`: the bucket stands in the path of addresses; `off`: in their host", "`on` where an endpoint is set, else `off`"),
            new("RECTO_S3_LINKS", "for how many minutes a link is good by which readers fetch PDF, EPUB and other large files from the bucket themselves, 1 to 1440; `off`", "`off`: files go through the site"),
        ]),
        new("Mail", "accounts.md",
        [
            new("RECTO_MAIL", "the mail server: `smtp://user:password@mail.example.org:587`, `smtps://…:465`; special characters as `%40`", "mails are kept as files in `mail/` of the data folder") { Masked = UserInfo },
            new("RECTO_MAIL_FROM", "the address that mails come from", "the user’s name of `RECTO_MAIL`, where that is an address"),
        ]),
        new("What this process does", "install.md",
        [
            new("RECTO_ROLE", "where several processes share one PostgreSQL database ([jobs.md](jobs.md)): `web` answers readers, `worker` does the work behind the pages and answers probes only, `all` does both", "`all`") { Option = "--role" },
            new("RECTO_FILES", "`off`: this process makes no files of articles (another does, or a timer runs `recto files make`)", "`on`") { Switch = "says whether this process makes PDF, EPUB and the other files of articles" },
            new("RECTO_FILES_KEPT", "for how many days a file stays that nothing names any more, 1 to 3660, so that a backup or an instant to which the database goes back finds it ([files](files.md)); `off`: all stay. The same on all nodes", "`30`"),
            new("RECTO_DEPOSITS", "`off`: this process sends no deposits (another does, or a timer runs `recto deposit`)", "`on`") { Switch = "says whether this process sends deposits to Crossref for the journals that are switched on" },
            new("RECTO_REMINDERS", "`off`: this process reminds nobody of subscriptions that end", "`on`") { Switch = "says whether this process reminds holders of subscriptions that end" },
            new("RECTO_USAGE", "`off`: this process counts nothing", "`on`") { Switch = "says whether this process counts what readers do" },
            new("RECTO_RECOMMENDATIONS", "`off`: this process makes no lists of what to read next; those that are there are shown", "`on`") { Switch = "says whether this process makes the lists of articles to read next" },
        ]),
        new("Programs beside it", "files.md",
        [
            new("RECTO_TYPST", "the folder in which Typst’s package was installed; `off` leaves it alone", "`typst` in the data folder"),
            new("RECTO_NODE", "the file of Node, which sets PDFs by Typst; `off`", "found by itself"),
            new("RECTO_WEASYPRINT", "the file of WeasyPrint, for PDFs where Typst is not here; `off`", "found by itself"),
            new("RECTO_MAGICK", "the file of ImageMagick, for TIFF and WMF; `off`", "found by itself"),
            new("RECTO_INKSCAPE", "the file of Inkscape, for EMF and WMF; `off`", "found by itself"),
            new("RECTO_GHOSTSCRIPT", "the file of Ghostscript, for EPS and PDF; `off`", "found by itself"),
        ]),
        new("Crossref and citations", "crossref.md",
        [
            new("RECTO_CROSSREF", "the login for all journals, `login:password`; with a role, `name@example.org/role:password`. A journal can have one of its own, written at its desk", "the login of each journal") { Masked = AfterColon },
            new("RECTO_CROSSREF_SERVER", "another address than `https://doi.crossref.org`", "`https://doi.crossref.org`"),
            new("RECTO_CROSSREF_TEST_SERVER", "another address than `https://test.crossref.org`", "`https://test.crossref.org`"),
            new("RECTO_CROSSREF_API", "another address than `https://api.crossref.org`", "`https://api.crossref.org`"),
            new("RECTO_CITED_BY", "what is asked of others, parted by commas: `crossref`, `opencitations`, `counts`, `references`; `off`", "nobody is asked"),
            new("RECTO_CITED_BY_PREFIXES", "the DOI prefixes whose citations are asked for (`10.5555, 10.1234`), with the operator’s login", "those of the journals that deposit, each with its journal’s login"),
            new("RECTO_CITED_BY_SINCE", "first day of a full round", "`2000-01-01`"),
            new("RECTO_OPENCITATIONS", "another address than `https://api.opencitations.net/index/v2`", "`https://api.opencitations.net/index/v2`"),
            new("RECTO_OPENCITATIONS_TOKEN", "an access token of OpenCitations, which it encourages", "none") { Masked = Nothing },
        ]),
        new("Sign-in of institutions", "sign-in.md",
        [
            new("RECTO_SAML_SECRET", "the secret that the Shibboleth proxy shows, 32 characters or more", "nobody signs in by SAML") { Masked = Nothing },
            new("RECTO_SAML_SECRET_FILE", "a file that holds it", "as above"),
            new("RECTO_SAML_ENTITY_ID", "the site’s entityID, for a discovery service", "none"),
            new("RECTO_SAML_DISCOVERY", "a discovery service that readers may choose with, `https://service.seamlessaccess.org/ds/`", "none"),
            new("RECTO_CRAWLERS", "folder of lists of crawlers’ networks", "no crawler is let in"),
        ]),
        new("Selling", "shop.md",
        [
            new("RECTO_PAYMENT", "what is on, in the order in which it is offered: `stripe`, `invoice`, or `demonstration`, which stands alone", "`demonstration`"),
            new("RECTO_STRIPE_KEY", "Stripe’s secret key (`sk_…`, `rk_…`)", "none") { Masked = Beginning },
            new("RECTO_STRIPE_KEY_FILE", "a file that holds it", "none"),
            new("RECTO_STRIPE_WEBHOOK_SECRETS", "the secret of the webhook (`whsec_…`); several, parted by commas, while one is changed for another", "none") { Masked = Beginning },
            new("RECTO_STRIPE_WEBHOOK_SECRETS_FILE", "a file that holds them", "none"),
            new("RECTO_STRIPE_SERVER", "another address than `https://api.stripe.com`; `http` on this machine only, for trying", "`https://api.stripe.com`"),
            new("RECTO_ORDER_DEVICES", "how many browsers may open one order by its link, 1 to 100", "5"),
        ]),
        new("Usage", "usage.md",
        [
            new("RECTO_ROBOTS", "folder of lists of robots (`.json`, `.txt`, as published), in place of those that the program brings", "COUNTER’s list and its list of crawlers of AI"),
            new("RECTO_USAGE_EVENTS", "days for which single events are kept once counted, 2 to 3660", "92"),
            new("RECTO_USAGE_MONTHS", "months for which counts are kept, 24 or more", "for good"),
            new("RECTO_USAGE_COUNTRIES", "file that says which networks are in which country", "countries are not counted"),
            new("RECTO_PLATFORM", "what reports call the site", "the host of its address"),
            new("RECTO_COUNTER_RECORD", "address of the site’s record in COUNTER’s register", "none"),
        ]),
        new("Recommendations", "recommendations.md",
        [
            new("RECTO_READ_TOGETHER", "from how many sessions on articles are said to be read together, 3 to 1000", "5"),
            new("RECTO_READ_TOGETHER_NOISE", "ε of the noise that is added before, 0.01 to 100; the less, the more noise", "none"),
            new("RECTO_READING_MONTHS", "how many months it is kept what readers have read who have switched recommendations of their own on, 1 to 120", "24"),
            new("RECTO_RECOMMENDATIONS_SHUFFLE", "how many of a hundred readers are shown lists in an order that chance gives, 0.1 to 50", "`off`"),
            new("RECTO_EMBEDDER", "a model of texts, as `/srv/models/minilm/model.onnx`", "none"),
        ]),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Groups.SelectMany(group => group.Settings)];

    /// <summary>Why a switch cannot be used; null where all can.</summary>
    /// <param name="read">Gives a setting.</param>
    public static string? FindWrongSwitch(Func<string, string?> read) => All.Where(setting => setting.Switch is not null && read(setting.Name)?.Trim().ToLowerInvariant() is not (null or "" or "on" or "off"))
        .Select(setting => $"{setting.Name} {setting.Switch}: “on” (as without it) or “off”.").FirstOrDefault();

    /// <summary>Whether a switch is on, as it is where nothing is said.</summary>
    public static bool IsOn(Func<string, string?> read, string name) => read(name)?.Trim().ToLowerInvariant() != "off";

    private static string Nothing(string value) => Hidden;

    // sk_live_…, whsec_…: which kind of key, and no more.
    private static string Beginning(string value) => string.Join(", ", value.Split(',', StringSplitOptions.TrimEntries).Select(one => KindOfKey().Match(one).Value + Hidden));

    private static string AfterColon(string value) => value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? value[..(colon + 1)] + Hidden : Hidden;

    private static string UserInfo(string value) => Uri.TryCreate(value.Trim(), UriKind.Absolute, out var uri) ? uri.UserInfo.Length == 0 ? value : $"{uri.Scheme}://{AfterColon(uri.UserInfo)}@{uri.Authority}" : Hidden;

    private static string Connection(string value)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = value };
            foreach (var key in parts.Keys.Cast<string>().Where(key => key.Contains("pass", StringComparison.OrdinalIgnoreCase) || key.Equals("pwd", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                parts[key] = Hidden;
            }

            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return Hidden; // What cannot be read might hold a password anywhere.
        }
    }

    [GeneratedRegex("^(?:[a-z]+_(?:live_|test_)?)?")]
    private static partial Regex KindOfKey();
}
