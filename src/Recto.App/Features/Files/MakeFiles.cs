using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Persons;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary>Makes what is due, one article after the other behind everything else, and rests as long as it works: readers come first. Wakes by the clock, and at once when something was changed.</summary>
internal sealed class MakeFiles(MakeArticleFiles make, MadeFileStore made, Database database, FilesInMaking files, KeptTerms terms, IOutputCacheStore cache, TimeProvider time, ILogger<MakeFiles> log) : BackgroundService
{
    /// <summary>How often it looks by itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);
    private static readonly HashSet<Guid> Nothing = [];
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say of which articles files are to be made");

    /// <summary>Makes everything that is due now.</summary>
    /// <returns>Of how many articles.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        if (await made.HasUnpublishedAsync(ct))
        {
            await using var tx = await database.BeginAsync(ct);
            await made.ForgetUnpublishedAsync(tx, ct);
            await tx.CommitAsync(ct);
        }

        for (var articles = 0; ; articles++)
        {
            var began = time.GetTimestamp();
            if (await make.MakeNextAsync(Nothing, ct) is not { } done)
            {
                return articles;
            }

            if (done.Files.Any(file => file.IsNew))
            {
                terms.Forget(done.Slug);
                await cache.EvictByTagAsync(PageCache.TagOf(done.Slug), ct);
            }

            await Task.Delay(time.GetElapsedTime(began) is var spent && spent > LongestRest ? LongestRest : spent, time, ct);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Beginning, time, stoppingToken); // Who starts the site wants to see it first.
        while (true)
        {
            await JobRuns.TryAsync("files", Every, RunOnceAsync, fault => CouldNotLook(log, fault), time, log, stoppingToken);
            await files.WaitAsync(Every, time, stoppingToken);
        }
    }
}
