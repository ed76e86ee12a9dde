using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>The records of all articles for harvesters, by OAI-PMH 2.0.</summary>
internal static class OaiFeature
{
    /// <summary>Where they are asked for.</summary>
    public const string Address = "/oai";

    private const int LargestForm = 64 * 1024;

    /// <summary>Adds what it needs.</summary>
    public static void AddOai(this IServiceCollection services)
    {
        services.AddSingleton<HarvestStore>();
        services.AddSingleton<SiteSecretStore>();
        services.AddSingleton<OaiLimits>();
        services.AddSingleton<OaiSignature>();
        services.AddSingleton<OaiStores>();
        services.AddSingleton<OaiProvider>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, OaiRate>(OaiRate.Name));
    }

    /// <summary>Maps the address. POST changes nothing: it is for long arguments.</summary>
    public static void MapOai(this IEndpointRouteBuilder routes) =>
        routes.MapLate(Address, [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post], (HttpContext context, OaiProvider provider, CancellationToken ct) => provider.AnswerAsync(context, ct))
            .RequireRateLimiting(OaiRate.Name).WithMetadata(OnlyReads.Mark).WithMetadata(new BodyLimit(LargestForm, () => "The arguments of a request are at most 64 KB long."));
}
