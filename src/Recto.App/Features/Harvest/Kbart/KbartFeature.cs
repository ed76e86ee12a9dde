using System.Globalization;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Kbart;
using Recto.Storage.Access;
using Recto.Storage.Articles;
using Recto.Storage.Harvest;

namespace Recto.App.Features.Harvest.Kbart;

/// <summary>What of which journal is online, for the knowledge bases of libraries: KBART phase II, a file a package, anew each day.</summary>
internal static class KbartFeature
{
    private const string Region = "Global";

    /// <summary>Maps the page and the files.</summary>
    public static void MapKbart(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/kbart", (HttpContext context, HoldingsStore holdings, SiteOptions options, CancellationToken ct) =>
            context.Request.Query.ContainsKey("api_key") ? SendOfInstitutionAsync(context, holdings, options, ct) : ShowAsync(context, holdings, options, ct));
        routes.MapMachine("/kbart/{file}.txt", SendAsync);
    }

    private static async Task ShowAsync(HttpContext context, HoldingsStore holdings, SiteOptions options, CancellationToken ct)
    {
        var origin = options.AddressFor(context.Request);
        var packages = await KbartPackages.ReadAsync(holdings, origin, context.Anybody(), ct);
        await PageWriter.WriteAsync<KbartPage>(context, new KbartView([.. packages.Where(package => package.Kind != KbartPackageKind.Journal)], [.. packages.Where(package => package.Kind == KbartPackageKind.Journal)], origin));
    }

    // Today's file bears its date in its name. The name of the package alone is an address that stays: it gives the list of the day and says how that is called. An older day's name leads to it.
    private static async Task SendAsync(HttpContext context, HoldingsStore holdings, FeedStore feeds, SiteOptions options, TimeProvider time, string file, CancellationToken ct)
    {
        var (origin, today) = (options.AddressFor(context.Request), Today(time));
        var provider = ProviderOf(origin);
        var (name, date) = Read(file, provider);
        if (name is null || date > today || (await KbartPackages.ReadAsync(holdings, origin, context.Anybody(), ct)).FirstOrDefault(one => one.Name == name) is not { } package)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var nameOfDay = string.Create(CultureInfo.InvariantCulture, $"{provider}_{Region}_{package.Name}_{today:yyyy-MM-dd}.txt");
        var ofDay = "/kbart/" + Uri.EscapeDataString(nameOfDay);
        if (date < today)
        {
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Redirect(ofDay);
            return;
        }

        context.Response.Headers.ContentLocation = ofDay;
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = nameOfDay }.ToString();
        await MachineAnswers.SendAsync(context, KbartFile.Write(package.Rows), KbartFile.MediaType + "; charset=utf-8", await feeds.LastChangeAsync(ct));
    }

    // What one institution may read, for its knowledge base (KBART Automation, NISO RP-26): whoever has its key. Who has none learns nothing, not even whether there is such an institution.
    private static async Task SendOfInstitutionAsync(HttpContext context, HoldingsStore holdings, SiteOptions options, CancellationToken ct)
    {
        var services = context.RequestServices;
        var (institutions, keys, rights, time) = (services.GetRequiredService<KnownInstitutions>(), services.GetRequiredService<AccessKeyStore>(), services.GetRequiredService<RightStore>(), services.GetRequiredService<TimeProvider>());
        var customer = context.Request.Query["customer_id"].ToString();
        var key = AccessKey.HashOf(context.Request) is { } hash ? await keys.FindAsync(hash, AccessKeyPurpose.Kbart, ct) : null;
        context.Response.Headers.CacheControl = "no-store";
        if (key?.InstitutionId is not { } id || institutions.Find(id) is not { } institution || (customer != institution.Key && RorId.TryRead(customer) != (institution.Ror ?? "-")))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("This key does not open the list of that customer. customer_id is the institution's key or its ROR id; the keys are made at the desk of this site.\n", ct);
            return;
        }

        var (now, today) = (time.GetUtcNow(), Today(time));
        if (key.UsedOn is null || key.UsedOn < today)
        {
            await keys.UsedAsync(key.Id, today, ct);
        }

        var origin = options.AddressFor(context.Request);
        var held = await rights.ListHeldAsync(new RightKeys { Institutions = institution.WithAncestors }, ct);
        var rows = await KbartPackages.ReadOfAsync(holdings, origin, new Asker(new AccessReader { Rights = held }, now), ct);
        context.Response.ContentType = KbartFile.MediaType + "; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = string.Create(CultureInfo.InvariantCulture, $"{ProviderOf(origin)}_{institution.Key}_{KbartPackages.All}_{today:yyyy-MM-dd}.txt") }.ToString();
        await context.Response.BodyWriter.WriteAsync(KbartFile.Write(rows), ct);
    }

    private static (string? Package, DateOnly? Date) Read(string file, string provider) => file.Split('_') switch
    {
        [var package] => (package, null),
        [var by, Region, var package, var day] when by == provider && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => (package, date),
        _ => (null, null),
    };

    // Who provides: the site, by the name of its host.
    private static string ProviderOf(string origin) => KbartPackages.Word(new Uri(origin).Host) is { Length: > 0 } word ? word : "Recto";

    private static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}

/// <summary>The packages of the site.</summary>
/// <param name="Packages">Those of more than one title.</param>
/// <param name="Journals">One a journal.</param>
/// <param name="Origin">Scheme and host of this site.</param>
public sealed record KbartView(IReadOnlyList<KbartPackage> Packages, IReadOnlyList<KbartPackage> Journals, string Origin)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = Say.Here["For libraries"], Address = "/kbart", Description = Say.Here["Lists of titles and of what is online of them, for the knowledge bases of libraries (KBART)."] };

    /// <summary>What a package is called.</summary>
    public static string NameOf(KbartPackage package) => package.Kind switch
    {
        KbartPackageKind.All => Say.Here["All titles"],
        KbartPackageKind.OpenAccess => Say.Here["Titles that everybody may read"],
        KbartPackageKind.Publisher => Say.Here["All titles of {0}", package.Of],
        _ => package.Of ?? package.Name,
    };
}
