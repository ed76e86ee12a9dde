using System.Globalization;
using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Settings;
using Recto.App.Shell.Telemetry;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at what the operator has set: names, addresses, telemetry, lists that grow old. Asks nobody but the resolver of names.</summary>
internal static class SettingsDoctor
{
    private const string TestVariables = "RECTO_TEST_"; // What the project's own tests are told.
    private static readonly TimeSpan OldLists = TimeSpan.FromDays(120), OldRobots = TimeSpan.FromDays(400), OldCountries = TimeSpan.FromDays(200);

    /// <summary>Names that are no settings, which the site would never read.</summary>
    public static IEnumerable<Finding> Names(Patient patient)
    {
        var known = SettingCatalogue.All.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, place) in patient.Names.Select(name => (name, Place: "the environment")).Concat(patient.NamesInFile.Select(name => (name, Place: patient.SettingsFile ?? "the file of settings")))
            .Where(one => one.name.StartsWith("RECTO_", StringComparison.OrdinalIgnoreCase) && !one.name.StartsWith(TestVariables, StringComparison.Ordinal) && !known.Contains(one.name)).DistinctBy(one => one.name).OrderBy(one => one.name, StringComparer.Ordinal))
        {
            yield return new(Health.Warn, "settings", $"{name} in {place} is no setting of Recto, and nothing reads it.{(SettingNames.FindNearest(name) is { } near ? $" Did you mean {near}?" : " “recto config --all” lists what there is.")}", "setting-unknown");
        }

        if (SettingCatalogue.FindWrongSwitch(patient.Read) is { } wrong)
        {
            yield return new(Health.Fail, "settings", wrong, "setting-unreadable");
        }
    }

    /// <summary>The address of the site, and those at which it listens.</summary>
    public static async IAsyncEnumerable<Finding> AddressAsync(Patient patient, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const string Subject = "address";
        var sendsMail = !string.IsNullOrWhiteSpace(patient.Read("RECTO_MAIL"));
        var urls = patient.Read("RECTO_URLS")?.Trim() is { Length: > 0 } said ? said : "http://127.0.0.1:5000";
        var proxies = Networks.TryRead(patient.Read("RECTO_PROXIES"), out var trusted) is null ? trusted : [];
        if (patient.Read("RECTO_ADDRESS")?.Trim() is not { Length: > 0 } told || !Uri.TryCreate(told, UriKind.Absolute, out var address))
        {
            if (sendsMail)
            {
                yield return new(Health.Warn, Subject, SiteOptions.NoAddress, "address-missing");
            }
        }
        else
        {
            var before = address.Host;
            if (address is { Scheme: "http", IsLoopback: false })
            {
                yield return new(Health.Warn, Subject, $"RECTO_ADDRESS {told} is one of http: passwords, cookies and what is read travel open. Put a web server with a certificate before the site (docs/operate/proxy.md), and write https.", "address-http");
            }

            if (address.HostNameType == UriHostNameType.Dns && !address.IsLoopback && (await patient.Machine.Resolve(before, ct)).Count == 0)
            {
                yield return new(Health.Warn, Subject, $"No address is known for {before} of RECTO_ADDRESS: readers cannot come by it, and links in mails lead nowhere. Look at the DNS of {before}.", "address-unknown");
            }

            if (address.Scheme == "https" && proxies.Count == 0 && AreLocal(urls))
            {
                yield return new(Health.Warn, "proxies", $"The site listens on this machine only ({urls}), so a web server stands before it, and RECTO_PROXIES believes nobody: every reader seems to come from this machine, no institution is known by its network, and links say http. Leave RECTO_PROXIES out, or name the web server.", "proxies-nobody");
            }

            if (address.Scheme == "https" && Ends(urls).Any(end => end.Scheme == "http" && (end.Host is "0.0.0.0" or "[::]" || AddressIsPublic(end.Host))))
            {
                yield return new(Health.Warn, "addresses to listen at", $"RECTO_URLS {urls} takes readers without TLS from everywhere, past the web server that has the certificate of {told}: listen at 127.0.0.1, or close the port to the outside.", "urls-open");
            }
        }

        if (string.IsNullOrWhiteSpace(patient.Read("RECTO_PROXIES")) && !AreLocal(urls))
        {
            yield return new(Health.Warn, "proxies", $"The site listens to other machines ({urls}), and RECTO_PROXIES was never set: behind a web server on another machine all readers seem to be one, and without one whoever writes X-Forwarded-For is given {PageLimit.Proxy} times as many pages. Name that web server in RECTO_PROXIES, or write “none”.", "proxies-unset");
        }

        if (string.IsNullOrWhiteSpace(patient.Read("RECTO_ADMIN_EMAIL")) && (patient.Read("RECTO_MAIL_FROM")?.Trim() is not { } from || !SiteOptions.IsAdminEmail(from)) && !string.IsNullOrWhiteSpace(patient.Read("RECTO_ADDRESS")))
        {
            yield return new(Health.Warn, "address of the administrator", "Neither RECTO_ADMIN_EMAIL nor RECTO_MAIL_FROM gives an address, so harvesters (OAI-PMH, Identify) and Crossref are told webmaster@ and the host: set RECTO_ADMIN_EMAIL to one that somebody reads.", "admin-email-missing");
        }
    }

    /// <summary>Telemetry: nothing is public by accident, and no key travels open.</summary>
    public static IEnumerable<Finding> Telemetry(Patient patient)
    {
        if (!TelemetryOptions.TryRead(patient.Read, patient.Read("RECTO_URLS") ?? "", out var options, out var wrong))
        {
            yield return new(Health.Fail, "telemetry", wrong, "telemetry-unreadable");
            yield break;
        }

        if (options.Metrics is { } place && (place.Host is "0.0.0.0" or "[::]" || AddressIsPublic(place.Host)))
        {
            yield return new(Health.Warn, "telemetry", $"RECTO_METRICS {place.GetLeftPart(UriPartial.Authority)} can be asked from everywhere: listen at 127.0.0.1 or an address of your own network, or close the port to the outside.", "metrics-open");
        }

        foreach (var (name, value) in options.Variables.Where(one => one.Key.EndsWith("_ENDPOINT", StringComparison.Ordinal)).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (options.Variables.ContainsKey("OTEL_EXPORTER_OTLP_HEADERS") && Uri.TryCreate(value, UriKind.Absolute, out var end) && end is { Scheme: "http", IsLoopback: false })
            {
                yield return new(Health.Warn, "telemetry", $"{name} {value} is one of http, and OTEL_EXPORTER_OTLP_HEADERS is sent there: the key in it travels open. Write https.", "telemetry-open");
            }
        }
    }

    /// <summary>Other servers in place of Crossref’s.</summary>
    public static Finding? Crossref(Patient patient)
    {
        if (!CrossrefServers.TryRead(patient.Read, out var servers, out var wrong))
        {
            return new(Health.Fail, "Crossref", wrong, "crossref-unreadable");
        }

        return servers.Live.Host.Equals("test.crossref.org", StringComparison.OrdinalIgnoreCase)
            ? new(Health.Warn, "Crossref", $"RECTO_CROSSREF_SERVER is Crossref’s test server ({servers.Live}): nothing that is deposited there can be resolved. Leave it out, and have a journal try by its own switch.", "crossref-test")
            : servers.Live.Host != "doi.crossref.org" && !servers.Live.IsLoopback && servers.Login is not null
            ? new(Health.Warn, "Crossref", $"RECTO_CROSSREF_SERVER has {servers.Live} asked in Crossref’s place, and sends it the login. Leave it out on a site that deposits.", "crossref-elsewhere")
            : null;
    }

    /// <summary>Lists that others publish and that grow old.</summary>
    public static IEnumerable<Finding> Lists(Patient patient)
    {
        foreach (var (variable, what, most, id) in ((string, string, TimeSpan, string)[])[("RECTO_CRAWLERS", "of crawlers’ networks", OldLists, "crawlers-old"), ("RECTO_ROBOTS", "of robots", OldRobots, "robots-old"), ("RECTO_USAGE_COUNTRIES", "of countries", OldCountries, "countries-old")])
        {
            if (patient.Read(variable)?.Trim() is not { Length: > 0 } place)
            {
                continue;
            }

            var files = Directory.Exists(place) ? Directory.GetFiles(place) : File.Exists(place) ? [place] : [];
            if (variable == "RECTO_CRAWLERS" && Directory.Exists(place) && files.Length == 0)
            {
                yield return new(Health.Warn, "lists", $"{variable} {place} holds no list {what}: fetch them from the search engines (docs/operate/access.md), or leave it out.", "crawlers-none");
            }
            else if (files.Length > 0 && patient.Time.GetUtcNow() - files.Max(File.GetLastWriteTimeUtc) is var age && age > most)
            {
                yield return new(Health.Warn, "lists", string.Create(CultureInfo.InvariantCulture, $"The newest list {what} in {place} ({variable}) is {age.TotalDays:0} days old: fetch it anew."), id);
            }
        }
    }

    private static bool AreLocal(string urls) => Ends(urls).All(end => end.IsLoopback);

    private static IEnumerable<Uri> Ends(string urls) => urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(url => Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>();

    private static bool AddressIsPublic(string host) => IPAddress.TryParse(host.Trim('[', ']'), out _) && Recto.Journals.Access.AddressNumber.TryRead(host.Trim('[', ']')) is { } number
        && Recto.Journals.Access.AddressUses.Of(new(number, number)) == Recto.Journals.Access.AddressUse.Public;
}
