namespace Recto.App.Shell.Usage;

/// <summary>What stands before pages and caches, and looks at each request once it is answered.</summary>
internal static class UsageDoor
{
    /// <summary>Puts it before what follows; nothing where the site does not count. Comes after the reader's door and before the page cache.</summary>
    public static void UseUsageDoor(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<UsageQueue>() is not { } queue)
        {
            return;
        }

        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            await next(context);
            queue.Take(context);
        });
    }
}
