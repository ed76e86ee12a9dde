using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>The index of archives: a directory, a tree under each archive, a page for every unit that notes cite, and lists of what to order in a reading room.</summary>
internal static class SourcesFeature
{
    /// <summary>Address of the directory.</summary>
    public const string Address = "/sources";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what it needs.</summary>
    public static void AddSources(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<ArchiveStore>();
        services.AddSingleton(new UnitReader(RepositoryDirectory.Shipped));
        services.AddSingleton(provider => ResolverFile.Read(options.Database.DataFolder, provider.GetRequiredService<ILogger<ResolverFile>>()));
        services.Configure<RouteOptions>(routing => routing.ConstraintMap[BesideUnit.Name] = typeof(BesideUnit));
        services.AddWork<ArchiveKeeper>();
    }

    /// <summary>Maps its addresses. What stands beside a unit ends in a name with a full stop, which no level of a unit has.</summary>
    public static void MapSources(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, (HttpContext context, ArchiveStore archives, CancellationToken ct) => DirectoryPages.ShowAsync(context, archives, null, ct));
        routes.MapLate(DirectoryPages.Finding, Reading, (HttpContext context, ArchiveStore archives, string? q, CancellationToken ct) => DirectoryPages.ShowAsync(context, archives, q ?? "", ct));
        routes.MapLate(SheetPages.Address, Reading, SheetPages.ShowAsync);

        // One address each for pages and for what stands beside them: an address for every depth would make routing try every mixture of their names.
        routes.MapPage($"{Address}/{{archive}}/{{**path}}", UnitPages.ShowAsync);
        routes.MapMachine($"{Address}/{{archive}}/{{**path:{BesideUnit.Name}}}", (HttpContext context, ArchiveStore archives, FeedStore feeds, UnitReader reader, TimeProvider time, string path, string? after, CancellationToken ct) =>
        {
            var file = BesideUnit.FileOf(path);
            return file.StartsWith(UnitFeeds.Prefix, StringComparison.Ordinal) ? UnitFeeds.WriteAsync(context, archives, feeds, reader, file[UnitFeeds.Prefix.Length..], after, ct)
                : UnitFiles.WriteAsync(context, archives, feeds, reader, file, time, ct);
        });
    }

    /// <summary>The unit that the request names. Another way of writing its address leads to the one that stands, for ever; what is none, or is cited by nobody, is not there.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reader">Reads addresses.</param>
    /// <param name="beside">What stands behind the unit's own address, with its slash; empty for the page itself.</param>
    /// <returns>Null where the request is answered.</returns>
    internal static async Task<UnitAddress?> UnitOfAsync(HttpContext context, UnitReader reader, string beside)
    {
        var values = context.Request.RouteValues;
        var archive = values["archive"] as string ?? "";
        var path = values["path"] as string ?? "";
        var own = path.Length < beside.Length ? "" : path[..^beside.Length].Trim('/'); // The file of an archive itself stands there without its slash.
        string[] segments = own.Length == 0 ? [] : own.Split('/');
        if (!reader.TryRead(archive, segments, out var address))
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        if (address.Archive == archive && address.Segments.SequenceEqual(segments, StringComparer.Ordinal) && !context.Request.Path.Value!.EndsWith('/'))
        {
            return address;
        }

        context.Response.Redirect(address.Path + beside, permanent: true);
        return null;
    }

    /// <summary>Says that nobody cites a unit, and where it goes on.</summary>
    internal static Task UncitedAsync(HttpContext context, UnitAddress unit, Say say)
    {
        var archive = RepositoryDirectory.Shipped.Find(unit.Archive);
        return ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status404NotFound, say["Cited by nobody here"],
            say["No published article cites {0}. It may be cited under another call number: look in the tree of its archive.", CallNumberText.Of(archive, unit.Archive, unit.Segments)], null)
        {
            Link = archive is null ? Address : unit.Line[0].Path,
            LinkWords = archive is null ? say["All archives"] : CallNumberText.NameOf(archive, unit.Archive),
        });
    }
}
