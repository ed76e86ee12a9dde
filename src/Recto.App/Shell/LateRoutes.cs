using Microsoft.AspNetCore.Routing.Patterns;

namespace Recto.App.Shell;

/// <summary>
/// Routes whose handler is made ready when it is first asked for. The framework would compile a method for each of some hundred handlers before the first answer, which was most of a site's start;
/// so a start compiles only what somebody asks for.
/// </summary>
internal static class LateRoutes
{
    /// <summary>Maps a handler. Its parameters are filled in as the framework fills in those of <c>MapMethods</c>; what its signature says of the body is not told to routing, for forms are read by the handlers.</summary>
    /// <param name="routes">The site.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="methods">The methods that it answers.</param>
    /// <param name="handler">What answers.</param>
    /// <param name="guard">Asked first, and says false where it has answered itself; null where nothing is asked.</param>
    /// <returns>The route, for what else is to hold there.</returns>
    public static IEndpointConventionBuilder MapLate(this IEndpointRouteBuilder routes, string pattern, IEnumerable<string> methods, Delegate handler, Func<HttpContext, Task<bool>>? guard = null)
    {
        var ready = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, new RequestDelegateFactoryOptions
        {
            ServiceProvider = routes.ServiceProvider,
            RouteParameterNames = [.. RoutePatternFactory.Parse(pattern).Parameters.Select(parameter => parameter.Name)],
        }).RequestDelegate);
        return guard is null ? routes.MapMethods(pattern, methods, context => ready.Value(context)) : routes.MapMethods(pattern, methods, async context =>
        {
            if (await guard(context))
            {
                await ready.Value(context);
            }
        });
    }
}
