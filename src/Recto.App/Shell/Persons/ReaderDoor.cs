using Recto.Storage.Access;

namespace Recto.App.Shell.Persons;

/// <summary>Tells by what a request is known where rights are kept: an address range, a sign-in, a link. Each feature that lets somebody in brings one.</summary>
/// <returns>Null where it knows nothing of whoever asks.</returns>
internal delegate ValueTask<RightKeys?> FindRightKeys(HttpContext context, CancellationToken ct);

/// <summary>
/// What stands before pages, files and caches: learns what the reader holds, by one statement, and by none for a stranger. The decision then is <c>context.Reader().Decide(terms)</c>, wherever it is asked.
/// </summary>
internal static class ReaderDoor
{
    /// <summary>Puts the door before what follows. Comes after authentication and before the page cache.</summary>
    public static void UseReaderDoor(this IApplicationBuilder app)
    {
        var sources = app.ApplicationServices.GetServices<FindRightKeys>().ToArray();
        var rights = app.ApplicationServices.GetRequiredService<RightStore>();
        var crawlers = app.ApplicationServices.GetRequiredService<VerifiedCrawlers>();
        app.Use(async (context, next) =>
        {
            var known = await KeysOfAsync(context, sources, context.RequestAborted);
            context.Know(known.IsEmpty ? [] : ProvidedBy.Attribute(context, await rights.ListHeldAsync(known, context.RequestAborted)), crawlers.IsVerified(context));
            await next(context);
        });
    }

    /// <summary>By what a request is known where rights are kept: all that accounts, networks, orders and links tell.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sources">Whoever tells something.</param>
    /// <param name="ct">Cancels.</param>
    public static async ValueTask<RightKeys> KeysOfAsync(HttpContext context, FindRightKeys[] sources, CancellationToken ct)
    {
        var known = RightKeys.None;
        foreach (var find in sources)
        {
            if (await find(context, ct) is { } keys)
            {
                known = known.With(keys);
            }
        }

        return known;
    }
}
