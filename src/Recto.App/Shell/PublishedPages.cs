using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;

namespace Recto.App.Shell;

/// <summary>Finished pages, for whoever has just changed what they show: they are thrown away at once, and not at the next look of the watch.</summary>
internal sealed class PublishedPages(JournalFaces faces, KeptTerms terms, OpeningTurns turns, KnownInstitutions institutions, KeptLists lists, IOutputCacheStore cache)
{
    /// <summary>Throws them away; call it after the commit.</summary>
    public async Task RenewAsync(CancellationToken ct)
    {
        await faces.LoadAsync(ct);
        await turns.LoadAsync(ct);
        terms.Forget();
        lists.Forget();
        await institutions.RenewAsync(ct);
        await cache.EvictByTagAsync(PageCache.Tag, ct);
    }
}
