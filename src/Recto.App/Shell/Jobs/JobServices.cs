using Microsoft.Extensions.DependencyInjection.Extensions;
using Recto.Storage.Jobs;

namespace Recto.App.Shell.Jobs;

/// <summary>How features bring the work that is done behind the pages.</summary>
internal static class JobServices
{
    /// <summary>Adds work that every node does that works; what is to be done, and by whom, is asked in the database: it is leased, claimed, or the same whoever does it.</summary>
    public static void AddWork<T>(this IServiceCollection services) where T : class, IHostedService
    {
        services.TryAddSingleton<T>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SiteOptions>().IsWorker ? provider.GetRequiredService<T>() : Nothing.Instance);
    }

    /// <summary>Adds work that one node at a time does for all.</summary>
    public static void AddSiteJob<T>(this IServiceCollection services) where T : SiteJob
    {
        services.TryAddSingleton<T>();
        services.AddSingleton<SiteJob>(provider => provider.GetRequiredService<T>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SiteOptions>() is { IsWorker: true, IsClustered: false }
            ? new JobRounds(provider.GetRequiredService<T>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<JobRounds>>()) : Nothing.Instance);
    }

    /// <summary>Adds mails that are kept until they are sent.</summary>
    public static void AddKeptMails(this IServiceCollection services)
    {
        services.AddSingleton<WaitingMailStore>();
        services.AddBell<MailsBell>();
        services.AddSingleton<KeptMails>();
        services.AddWork<SendKeptMails>();
    }

    /// <summary>Adds a bell that is heard on all nodes.</summary>
    public static void AddBell<T>(this IServiceCollection services) where T : JobBell
    {
        services.AddSingleton<T>();
        services.AddSingleton<JobBell>(provider => provider.GetRequiredService<T>());
    }

    private sealed class Nothing : IHostedService
    {
        public static Nothing Instance { get; } = new();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
