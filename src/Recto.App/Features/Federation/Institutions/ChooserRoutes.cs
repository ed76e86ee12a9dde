using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>Choosing an institution, and the links that spare readers the choice.</summary>
internal static class ChooserRoutes
{
    /// <summary>Where the Shibboleth SP begins a sign-in and ends one: its handlers as they are called unless somebody calls them otherwise.</summary>
    private const string SpLogin = "/Shibboleth.sso/Login", SpLogout = "/Shibboleth.sso/Logout";

    private const int PageSize = 20;

    /// <summary>Maps them.</summary>
    public static void MapChooser(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(ChooserView.Address, ShowAsync);
        routes.MapDeskPage("/login/saml", (HttpContext context, InstitutionChoices choices, Say say, LibrarySessions sessions, SiteOptions site, string? entityID, CancellationToken ct) => EntityAsync(context, choices, say, sessions, site, entityID, Target(context, site), ct));
        routes.MapDeskPage("/login/discover", DiscoverAsync);
        routes.MapDeskPage("/login/discovered", (HttpContext context, InstitutionChoices choices, Say say, LibrarySessions sessions, SiteOptions site, string? entityID, CancellationToken ct) => EntityAsync(context, choices, say, sessions, site, entityID, Target(context, site), ct));
        routes.MapDeskPage("/login/{key}", ChosenAsync);
        routes.MapDeskForm("/login/leave", LeaveAsync);
        routes.MapDeskForm("/login/forget", ForgetAsync);
    }

    private static Task ShowAsync(HttpContext context, InstitutionChoices choices, LibrarySessions sessions, SiteOptions site, Say say, CancellationToken ct) =>
        WriteAsync(context, choices, sessions, site, say, Target(context, site), context.Request.Query["done"].ToString() switch
        {
            "left" => say["You have left your institution. What it opened is closed again in this browser."],
            "forgotten" => say["This browser remembers no institution any more."],
            _ => null,
        }, StatusCodes.Status200OK, ct);

    private static async Task ChosenAsync(HttpContext context, InstitutionChoices choices, LibrarySessions sessions, SiteOptions site, Say say, string key, CancellationToken ct)
    {
        if ((await choices.LoadAsync(ct)).FindKey(key) is { } choice)
        {
            Lead(context, choice, Target(context, site));
            return;
        }

        await WriteAsync(context, choices, sessions, site, say, Target(context, site), say["Nobody can sign in here through the institution of this link. It may have another address by now; find it below."], StatusCodes.Status404NotFound, ct);
    }

    private static async Task EntityAsync(HttpContext context, InstitutionChoices choices, Say say, LibrarySessions sessions, SiteOptions site, string? entityId, string? to, CancellationToken ct)
    {
        if (entityId is not null && (await choices.LoadAsync(ct)).FindEntity(entityId) is { } choice)
        {
            Lead(context, choice, to);
            return;
        }

        await WriteAsync(context, choices, sessions, site, say, to, entityId is null ? say["No institution was chosen. Find it below."] : say["The sign-in page of this link belongs to no institution that this site knows. Find yours below."],
            entityId is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, ct);
    }

    // SAML V2.0 Identity Provider Discovery Service Protocol, 2.4: the choice comes back to “return” as entityID.
    private static async Task DiscoverAsync(HttpContext context, SiteOptions site)
    {
        if (site.Saml is not { Discovery: { } service, EntityId: { } own })
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var back = context.Origin() + "/login/discovered" + (Target(context, site) is { } to ? "?to=" + Uri.EscapeDataString(to) : "");
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{service.AbsoluteUri}{(service.Query.Length > 0 ? "&" : "?")}entityID={Uri.EscapeDataString(own)}&return={Uri.EscapeDataString(back)}&returnIDParam=entityID");
    }

    private static async Task LeaveAsync(HttpContext context, LibrarySessions sessions, SiteOptions site)
    {
        if (await FederationPages.IsForeignAsync(context) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var session = sessions.Of(context);
        LibrarySessions.End(context);
        var home = "/login?done=left" + (LocalAddress.Of(form.Text("to")) is { } to ? "&to=" + Uri.EscapeDataString(to) : "");
        // Else the SP, which has a session of its own, would let the next one in at this machine without a question.
        DeskDoor.Done(context, session?.How == IdentityKind.Saml && site.Saml is not null ? $"{SpLogout}?return={Uri.EscapeDataString(context.Origin() + home)}" : home);
    }

    private static async Task ForgetAsync(HttpContext context)
    {
        if (await FederationPages.IsForeignAsync(context) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        LastInstitutions.Forget(context);
        DeskDoor.Done(context, "/login?done=forgotten" + (LocalAddress.Of(form.Text("to")) is { } to ? "&to=" + Uri.EscapeDataString(to) : ""));
    }

    private static void Lead(HttpContext context, InstitutionChoice choice, string? to)
    {
        context.Response.Headers.CacheControl = "no-store";
        var back = to is null ? "" : "?to=" + Uri.EscapeDataString(to);
        context.Response.Redirect(choice.EntityId is { } entityId
            ? $"{SpLogin}?entityID={Uri.EscapeDataString(entityId)}&target={Uri.EscapeDataString(ShibbolethDoor.Address + back)}"
            : $"/login/oidc/{choice.Provider}{back}");
    }

    // Whereto: a path of this site, also where a library has written it whole. “target” is what such links of libraries call it.
    private static string? Target(HttpContext context, SiteOptions site)
    {
        var said = context.Request.Query["to"].ToString() is { Length: > 0 } to ? to : context.Request.Query["target"].ToString();
        var origin = site.AddressFor(context.Request);
        return LocalAddress.Of(said.StartsWith(origin + "/", StringComparison.OrdinalIgnoreCase) ? said[origin.Length..] : said);
    }

    private static async Task WriteAsync(HttpContext context, InstitutionChoices choices, LibrarySessions sessions, SiteOptions site, Say say, string? to, string? notice, int status, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var all = await choices.LoadAsync(ct);
        var typed = context.Request.Query["q"].ToString().Trim() is { Length: > 0 and <= ChooserView.LongestTyped } text ? text : null;
        var found = all.Seek(typed);
        var begin = int.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) && after < found.Count ? after : 0;
        var session = sessions.Of(context);
        await PageWriter.WriteAsync<ChooserPage>(context, new ChooserView
        {
            Typed = typed,
            To = to,
            Found = [.. found.Skip(begin).Take(PageSize)],
            Count = found.Count,
            All = all.Seek(null).Count,
            Next = begin + PageSize < found.Count ? (begin + PageSize).ToString(CultureInfo.InvariantCulture) : null,
            IsFirst = begin == 0,
            Last = [.. LastInstitutions.Of(context).Select(all.FindKey).OfType<InstitutionChoice>()],
            Through = session is null ? [] : [.. session.Institutions.Select(context.RequestServices.GetRequiredService<KnownInstitutions>().Find).OfType<KnownInstitution>().Select(institution => institution.Name)],
            Until = session?.Until.UtcDateTime.ToString("HH:mm", say.Culture),
            Networks = session is null ? [.. ProvidedBy.Through(context).Select(institution => institution.Name)] : [],
            HasDiscovery = site.Saml?.Discovery is not null,
            Notice = notice,
            Masthead = FederationPages.Head(say, say["Log in via your institution"]),
        }, status: status);
    }
}
