using System.Globalization;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange.Kbart;
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
        routes.MapPage("/kbart", ShowAsync);
        routes.MapMachine("/kbart/{file}.txt", SendAsync);
    }

    private static async Task ShowAsync(HttpContext context, HoldingsStore holdings, SiteOptions options, TimeProvider time, CancellationToken ct)
    {
        var (origin, today) = (options.AddressFor(context.Request), Today(time));
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
