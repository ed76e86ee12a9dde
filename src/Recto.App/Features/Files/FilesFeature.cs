using System.CommandLine;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Programs;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary>Files that are made of articles, to take away: the job that makes them, and its command. Where they are fetched is the article's affair.</summary>
internal static class FilesFeature
{
    private const int MakerCount = 5; // Each is a service of its own, so that a test can put its own in their place.

    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Whether this process makes files.</param>
    public static void AddFiles(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<MadeFileStore>();
        services.AddSingleton(_ => new FileMakers(options.Database.DataFolder));
        services.AddSingleton<SetStatement>(provider => provider.GetRequiredService<FileMakers>().SetAsync);
        foreach (var index in Enumerable.Range(0, MakerCount))
        {
            services.AddSingleton(provider => provider.GetRequiredService<FileMakers>().All[index]);
        }

        services.AddSingleton(provider => new FilesInMaking(
            provider.GetServices<IFileMaker>().Select(maker => maker.Kind).ToHashSet(StringComparer.Ordinal),
            MakeArticleFiles.VersionOf(provider.GetServices<IFileMaker>()), provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton(provider => new MakeArticleFiles(provider.GetRequiredService<Database>(), provider.GetRequiredService<IFileStore>(), provider.GetRequiredService<FinishArticle>(),
            [.. provider.GetServices<IFileMaker>()], provider.GetRequiredService<FilesInMaking>().Since, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MakeArticleFiles>>()));
        services.AddHostedService<FilesWatch>();
        if (options.MakesFiles)
        {
            services.AddWork<MakeFiles>();
        }

        if (options is { SweepsFiles: true, FilesKept: not null })
        {
            services.AddSiteJob<SweepFiles>();
        }
    }

    /// <summary><c>recto files</c></summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="finishing">Reads articles of a database; the import's affair.</param>
    public static Command Command(Terminal terminal, Func<Database, IFileStore, SiteOptions, FinishArticle> finishing) =>
        new("files", "Make and list the files that readers take away: PDF, EPUB, JATS and others; copy and sweep those that the site keeps.") { FilesMakeCommand.Create(terminal, finishing), FilesListCommand.Create(terminal), FilesCopyCommand.Create(terminal), FilesSweepCommand.Create(terminal) };
}
