using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell.Sharing;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>What the nodes of a site share: finished pages and counts. Without a Redis the same, each node for itself.</summary>
internal static class SharedThings
{
    /// <summary>Adds them. Comes after the framework’s page cache, whose memory stays before the shared one.</summary>
    public static void AddSharing(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(provider => new RedisServer(options.Redis, async ct => await new SiteSecretStore(provider.GetRequiredService<Database>()).GetAsync("redis", provider.GetRequiredService<TimeProvider>().GetUtcNow(), ct),
            provider.GetRequiredService<ILogger<RedisServer>>(), options.RedisCertificate));
        services.AddHostedService(provider => provider.GetRequiredService<RedisServer>());
        services.AddSingleton<Counts>();
        services.AddSingleton<PageGeneration>();
        if (options.Redis is not null && services.LastOrDefault(service => service.ServiceType == typeof(IOutputCacheStore)) is { ImplementationFactory: { } near } memory)
        {
            services.Remove(memory);
            services.AddSingleton<IOutputCacheStore>(provider => new SharedPages((IOutputCacheStore)near(provider), provider.GetRequiredService<RedisServer>(), provider.GetRequiredService<PageGeneration>(), provider.GetRequiredService<TimeProvider>()));
        }
    }
}
