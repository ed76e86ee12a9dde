using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Reports;
using Recto.App.Shell.Works;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>The published works that notes cite, over all articles.</summary>
internal static class WorksFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddWorks(this IServiceCollection services)
    {
        services.AddSingleton<WorkStore>();
        services.AddSingleton<IndexWorks>();
        services.AddHostedService<WorksKeeper>();
    }

    /// <summary><c>recto works</c></summary>
    public static Command Command(Terminal terminal, ReadDocument read) => WorksCommand.Create(terminal, read);
}
