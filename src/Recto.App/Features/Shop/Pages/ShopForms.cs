using Recto.App.Shell;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Routes of the shop: nothing of them is kept by anybody, and what is sent comes from a page of this very site (docs/decisions/0021).</summary>
internal static class ShopForms
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page.</summary>
    public static void MapShopPage(this IEndpointRouteBuilder routes, string pattern, Delegate page) => routes.MapLate(pattern, Reading, page, context =>
    {
        context.Response.Headers.CacheControl = "no-store";
        return Task.FromResult(true);
    });

    /// <summary>Maps what a form is sent to.</summary>
    /// <returns>The route, for what else is to hold there.</returns>
    public static IEndpointConventionBuilder MapShopForm(this IEndpointRouteBuilder routes, string pattern, Delegate form) => routes.MapLate(pattern, [HttpMethods.Post], form, async context =>
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!ForeignForms.IsForeign(context.Request) && !ForeignForms.IsSilent(context.Request))
        {
            return true;
        }

        await ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden);
        return false;
    }).DisableAntiforgery();
}
