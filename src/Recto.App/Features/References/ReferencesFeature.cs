using Microsoft.Extensions.Logging.Abstractions;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Storage.Matching;
using Recto.Storage.Sql;

namespace Recto.App.Features.References;

/// <summary>The site’s index of works: it is asked for references, and kept up with the site’s own articles.</summary>
internal static class ReferencesFeature
{
    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Where the index is, and whether this process works behind everything else.</param>
    public static void AddReferences(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton(FolderOf(options.Database));
        services.AddSingleton<ReferenceMatcher>();
        services.AddSingleton(provider => new AskOwnIndex(provider.GetRequiredService<WorksFolder>(), provider.GetRequiredService<ReferenceMatcher>(), provider.GetRequiredService<ILogger<AskOwnIndex>>()).ToOwnIndex());
        services.AddSingleton<OwnWorksKeeper>();
        if (options.AsksForCitations)
        {
            services.AddWork<OwnWorksKeeper>();
        }
    }

    /// <summary>The index of a site, for a command.</summary>
    public static OwnIndex Open(DatabaseOptions data)
    {
        var folder = FolderOf(data);
        return new AskOwnIndex(folder, new ReferenceMatcher(folder, TimeProvider.System), NullLogger.Instance).ToOwnIndex();
    }

    private static WorksFolder FolderOf(DatabaseOptions data) => new(Path.Combine(data.DataFolder, WorksFolder.Name));
}
