using Recto.App.Shell.Feeds;

namespace Recto.App.Features.Sources;

/// <summary>Tells the feeds and files beside a unit from the unit: their names hold a full stop, which no level of a unit has.</summary>
internal sealed class BesideUnit : IRouteConstraint
{
    /// <summary>Its name in patterns of addresses.</summary>
    public const string Name = "beside-unit";

    private static readonly HashSet<string> Files = new([.. FeedAnswer.Endings.Select(ending => UnitFeeds.Prefix + ending), .. UnitFiles.Formats], StringComparer.Ordinal);

    /// <summary>The last part of a path.</summary>
    public static string FileOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <inheritdoc/>
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) => values[routeKey] is string path && Files.Contains(FileOf(path));
}
