namespace Recto.App.Shell;

/// <summary>What a node answers that works behind the pages: probes, and to everything else that this is no place for readers.</summary>
internal static class WorkerDoor
{
    private const string Nothing = "This node of the site works in the background and shows no pages. Readers are answered by others.\n";

    /// <summary>Puts the door up, where this node only works.</summary>
    public static void UseWorkerDoor(this IApplicationBuilder app, SiteOptions options)
    {
        if (options.Role != NodeRole.Worker)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/metrics"))
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(Nothing, context.RequestAborted);
        });
    }
}
