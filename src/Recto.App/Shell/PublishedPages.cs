using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Sharing;

namespace Recto.App.Shell;

/// <summary>Finished pages, for whoever has just changed what they show: they are thrown away at once, and not at the next look of the watch; the watches of other nodes are woken.</summary>
internal sealed class PublishedPages(JournalFaces faces, KeptTerms terms, OpeningTurns turns, KnownInstitutions institutions, KeptLists lists, IOutputCacheStore cache, PageGeneration generation, RedisServer redis)
{
    /// <summary>Throws them away; call it after the commit.</summary>
    public async Task RenewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await redis.TellAsync();
    }

    /// <summary>Throws them away, where somebody else has changed something.</summary>
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
