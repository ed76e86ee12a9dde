using Recto.App.Shell.Persons;
using Recto.Journals.Desk;

namespace Recto.App.Shell.Desk;

/// <summary>
/// What stands before every address of the desk, of accounts and of librarians: nothing of it is kept by anybody, nothing is sent to it from a page of another site, and the desk is for those who have a place at it.
/// Handlers ask <see cref="DeskRule"/> for the act itself.
/// </summary>
internal static class DeskDoor
{
    /// <summary>Where one signs in.</summary>
    public const string SignIn = "/account/sign-in";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Sending = [HttpMethods.Post];

    /// <summary>Puts the door before what follows. Comes after authentication.</summary>
    public static void UseDeskDoor(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var desk = context.Request.Path.StartsWithSegments("/desk");
        if (!desk && !context.Request.Path.StartsWithSegments("/account") && !context.Request.Path.StartsWithSegments("/library"))
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        var sends = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (sends && (ForeignForms.IsForeign(context.Request) || ForeignForms.IsSilent(context.Request)))
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden);
        }
        else if (desk && context.Person() is null && sends)
        {
            await LateForms.AnswerAsync(context); // Nothing that was typed is lost.
        }
        else if (desk && context.Person() is null)
        {
            context.Response.Redirect($"{SignIn}?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        }
        else if (desk && context.Person() is { HasPlace: false })
        {
            await ForbiddenAsync(context);
        }
        else
        {
            await next(context);
        }
    });

    /// <summary>Maps a page of the desk or of accounts.</summary>
    public static void MapDeskPage(this IEndpointRouteBuilder routes, string pattern, Delegate page) => routes.MapLate(pattern, Reading, page);

    /// <summary>Maps what a form of the desk or of accounts is sent to.</summary>
    /// <param name="routes">The site.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="form">What takes it.</param>
    /// <param name="limit">How much may be sent; null for what holds for the whole site.</param>
    /// <returns>The route, for what else is to hold there.</returns>
    public static IEndpointConventionBuilder MapDeskForm(this IEndpointRouteBuilder routes, string pattern, Delegate form, BodyLimit? limit = null)
    {
        var route = routes.MapLate(pattern, Sending, form).DisableAntiforgery(); // The door looks where a form comes from: docs/decisions/0011.
        if (limit is not null)
        {
            route.WithMetadata(limit);
        }

        return route;
    }

    /// <summary>Says that this is not theirs to do.</summary>
    public static Task ForbiddenAsync(HttpContext context) => ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden);

    /// <summary>Whether whoever asks may do that; where not, they are told so and the handler is done.</summary>
    public static async Task<bool> MayAsync(HttpContext context, DeskAct act, Guid? journalId)
    {
        if (DeskRule.May(context.Person(), act, journalId))
        {
            return true;
        }

        await ForbiddenAsync(context);
        return false;
    }

    /// <summary>Leads on after a form was taken, so that a reload sends nothing again.</summary>
    /// <param name="context">The request.</param>
    /// <param name="address">A path of this site, or a whole address; letters of any script may stand in it.</param>
    public static void Done(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = LocalAddress.Escaped(address);
    }
}
