using System.Data.Common;
using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Sharing;
using Recto.Storage.Articles;

namespace Recto.App.Shell;

/// <summary>Finished pages, for whoever has just changed what they show: they are thrown away at once, and not at the next look of the watch; the watches of other nodes are woken.</summary>
internal sealed class PublishedPages(JournalFaces faces, KeptTerms terms, OpeningTurns turns, KnownInstitutions institutions, KeptLists lists, IOutputCacheStore cache, PageGeneration generation, RedisServer redis, ArticleStore articles, ILogger<PublishedPages> log)
{
    private static readonly Action<ILogger, Exception?> CouldNotTell = LoggerMessage.Define(LogLevel.Warning, new EventId(5, nameof(CouldNotTell)), "Other nodes were not told that pages have changed; most changes they find by themselves");

    /// <summary>Throws them away, and has other nodes do so; call it after the commit.</summary>
    public async Task RenewAsync(CancellationToken ct)
    {
        try
        {
            await articles.TellChangeAsync(ct);
        }
        catch (DbException fault)
        {
            CouldNotTell(log, fault); // What was changed is kept: that it is told of must not fail it.
        }

        await LoadAsync(ct);
        await redis.TellAsync();
    }

    /// <summary>Throws those of this process away, where somebody else has changed something.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await faces.LoadAsync(ct);
        await turns.LoadAsync(ct);
        terms.Forget();
        lists.Forget();
        await institutions.RenewAsync(ct);
        generation.Unsettle(); // Last: what has the new word was made of what was loaded before.
        await cache.EvictByTagAsync(PageCache.Tag, ct);
    }
}
