using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.OutputCaching;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>
/// What stands before everything where the database has several servers: the one place that says which requests may read from a replica, and the one that says no where nothing can be written. Where there is one server nothing stands here.
/// <list type="bullet">
/// <item>A page that is asked for comes from a replica, which may be some seconds behind.</item>
/// <item>A browser that has written something brings, for five minutes, up to where it wrote; until the replica has come so far, it reads where it wrote. So does a request that has written.</item>
/// <item>Where people work (desk, account, library, shop, sign-in) nothing comes from a replica while there is a primary.</item>
/// </list>
/// See docs/decisions/0036.
/// </summary>
internal static class ReplicaDoor
{
    /// <summary>Says up to where its browser has written: a place in the log of the database, and nothing about anybody. Whoever makes one up reads from the primary.</summary>
    public const string Cookie = "recto-position";

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    // Where what is read is read to be changed, or was just changed by somebody else: a payment house, another site that knows who one is.
    private static readonly string[] AtWork = ["/desk", "/account", "/library", "/cart", "/orders", "/login", "/read", "/hooks", "/health"];

    /// <summary>Puts the first door before what follows: where the request reads. Comes before error pages, which read too.</summary>
    public static void UseReplicaDoor(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<Database>().Hosts is not { } hosts)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            var from = IsReading(context.Request) && !IsAtWork(context.Request) && await HasSeenAsync(context, hosts) ? ReadFrom.Replica : ReadFrom.Primary;
            using var scope = hosts.Enter(from);
            scope.Committed = () => Tell(context, scope);
            context.Features.Set(scope);
            await next(context);
        });
    }

    /// <summary>Puts the second before what follows: a page that fails because a server went away is made once more, from another; nobody has seen anything of it. Comes after error pages, and before what opens anything.</summary>
    public static void UseSecondTry(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<Database>().Hosts is not { } hosts)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            if (!IsReading(context.Request) || context.Features.Get<ReadScope>() is not { } scope)
            {
                await next(context);
                return;
            }

            KeyValuePair<object, object?>[] items = [.. context.Items];
            var services = context.Features.Get<IServiceProvidersFeature>();
            try
            {
                await next(context);
            }
            catch (Exception fault) when (DatabaseFaults.IsPassing(fault) && !scope.HasWritten && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                hosts.TurnAway(scope, fault);
                BeginAnew(context, items, new RequestServicesFeature(context, context.RequestServices.GetRequiredService<IServiceScopeFactory>())); // The answer disposes of it.
                try
                {
                    await next(context);
                }
                finally
                {
                    context.Features.Set(services);
                }
            }
        });
    }

    /// <summary>Puts the third before what follows: while nothing can be written, nothing is taken, and whoever sends something is told so before it is looked at. Comes after routing.</summary>
    public static void UseReadOnlyDoor(this IApplicationBuilder app)
    {
        var database = app.ApplicationServices.GetRequiredService<Database>();
        if (database.Hosts is null)
        {
            return;
        }

        app.Use((context, next) => database.IsReadOnly && !IsReading(context.Request) && !HttpMethods.IsOptions(context.Request.Method) && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<OnlyReads>() is null
            ? ErrorPages.WriteReadOnlyAsync(context, isUnsure: false)
            : next(context));
    }

    /// <summary>Whether the request is to read what is newest: it is made anew, and not kept for others, since what is kept may be older.</summary>
    public static bool ReadsNewest(this HttpContext context) => context.Features.Get<ReadScope>() is { } scope && (scope.From == ReadFrom.Primary || scope.HasWritten);

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsAtWork(HttpRequest request)
    {
        foreach (var place in AtWork)
        {
            if (request.Path.StartsWithSegments(place, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask<bool> HasSeenAsync(HttpContext context, DatabaseHosts hosts) => HostCookies.Find(context, Cookie) is not { } cookie
        || (long.TryParse(cookie, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var position) && await hosts.HasComeToAsync(position, context.RequestAborted));

    // When the answer begins, once: by then all is written.
    private static void Tell(HttpContext context, ReadScope scope)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        scope.Committed = null;
        context.Response.OnStarting(() =>
        {
            HostCookies.Set(context, Cookie, scope.Position.ToString("X", CultureInfo.InvariantCulture), Kept);
            return Task.CompletedTask;
        });
    }

    // As the framework's own handler of faults does it, and what is found out once a request is found out again.
    private static void BeginAnew(HttpContext context, IEnumerable<KeyValuePair<object, object?>> items, IServiceProvidersFeature services)
    {
        context.Response.Clear();
        SecurityHeaders.Set(context.Response.Headers);
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.Items.Clear();
        foreach (var (key, value) in items)
        {
            context.Items[key] = value;
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity());
        context.Features.Set<IAuthenticateResultFeature>(null);
        context.Features.Set<IHttpAuthenticationFeature>(null);
        context.Features.Set<IOutputCacheFeature>(null);
        context.Features.Set(services);
    }
}

/// <summary>Marks what is sent and changes nothing: it is answered also while nothing can be written.</summary>
internal sealed record OnlyReads
{
    /// <summary>The mark.</summary>
    public static OnlyReads Mark { get; } = new();
}
