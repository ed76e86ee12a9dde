using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Rounds;
using Recto.Storage.Files;

namespace Recto.App.Features.Files;

/// <summary>Looks of which articles files were made, by whatever process, and throws the kept pages of these away: they tell what can be taken away. The pages of all others stay.</summary>
internal sealed class FilesWatch(MadeFileStore made, KeptTerms terms, IOutputCacheStore cache, SiteOptions options, TimeProvider time, ILogger<FilesWatch> log) : BackgroundService
{
    // Clocks of several machines differ, and what is written last need not be seen last.
    private static readonly TimeSpan Back = TimeSpan.FromMinutes(2);
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say of which articles files were made");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.LookForChanges, time);
        DateTimeOffset? last = null;
        var (seen, again) = (new HashSet<string>(), new List<string>());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await JobDoor.TryAsync("made-files", async ct =>
            {
                last ??= await made.LastTriedAsync(ct) ?? DateTimeOffset.UnixEpoch.Add(Back);
                var tried = await made.ListTriedAsync(last.Value - Back, ct);
                var news = tried.Where(row => !seen.Contains($"{row.Slug} {row.Stamp}")).Select(row => row.Slug).Distinct().ToList();
                foreach (var slug in news.Union(again))
                {
                    terms.Forget(slug); // What was last tried stands there, and in the key of the page.
                    await cache.EvictByTagAsync(PageCache.TagOf(slug), ct);
                }

                // Once more at the next look: a page that was begun before may be kept after.
                again = news;
                seen = [.. tried.Select(row => $"{row.Slug} {row.Stamp}")];
                last = tried.Count > 0 ? tried[^1].At : last;
            }, fault => CouldNotLook(log, fault), log, stoppingToken);
        }
    }
}
