using Recto.App.Shell;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Routes of the shop: nothing of them is kept by anybody, and what is sent comes from a page of this very site (docs/decisions/0021).</summary>
internal static class ShopForms
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page.</summary>
    public static void MapShopPage(this IEndpointRouteBuilder routes, string pattern, Delegate page) => routes.MapMethods(pattern, Reading, page).AddEndpointFilter((invocation, next) =>
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    });

    /// <summary>Maps what a form is sent to.</summary>
    public static RouteHandlerBuilder MapShopForm(this IEndpointRouteBuilder routes, string pattern, Delegate form) => routes.MapPost(pattern, form).DisableAntiforgery().AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        if (ForeignForms.IsForeign(context.Request) || ForeignForms.IsSilent(context.Request))
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden);
            return Results.Empty;
        }

        return await next(invocation);
    });
}
