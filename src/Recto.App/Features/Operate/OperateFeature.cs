using Recto.App.Shell;
using Recto.Storage.Sql;
using Recto.Storage.Status;

namespace Recto.App.Features.Operate;

/// <summary>What an operator asks of the program: health, backup, restore.</summary>
internal static class OperateFeature
{
    /// <summary>Requests that are under way when the program is stopped may take this long to end.</summary>
    public static readonly TimeSpan Leave = TimeSpan.FromSeconds(10);

    /// <summary>Address that says whether the process answers at all.</summary>
    public const string Live = "/health/live";

    /// <summary>Adds what it needs.</summary>
    public static void AddOperate(this IServiceCollection services, SiteOptions options)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Leave);
        services.AddSingleton<StatusStore>();
        services.AddSingleton<AskStatus>();
        if (options.Telemetry.IsOn)
        {
            services.AddHostedService<TellQueues>();
        }

        services.AddSingleton(provider => new SiteHealth(new DatabaseReadiness(provider.GetRequiredService<Database>()), provider.GetRequiredService<SiteOptions>().Database.DataFolder, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapOperate(this IEndpointRouteBuilder routes)
    {
        StatusPages.Map(routes);
        routes.MapFile(Live, (HttpContext context) => AnswerAsync(context, []));
        routes.MapFile("/health/startup", (HttpContext context) => AnswerAsync(context, [])); // Who answers here has started; until then the anteroom does.
        routes.MapFile("/health/ready", async (HttpContext context, SiteHealth health, CancellationToken ct) => await AnswerAsync(context, await health.FindObstaclesAsync(ct)));
    }

    /// <summary>Answers a probe: 200 where nothing stands in the way, else 503 with the reasons.</summary>
    public static Task AnswerAsync(HttpContext context, IReadOnlyList<Obstacle> obstacles)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = obstacles.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsJsonAsync(new HealthAnswer(obstacles.Count == 0 ? "ok" : "unready", obstacles), context.RequestAborted);
    }

    private sealed record HealthAnswer(string Status, IReadOnlyList<Obstacle> Reasons);
}
