using Recto.App.Shell;
using Recto.Journals.Archives;
using Recto.Journals.Recommending;
using Recto.Notes.Archives;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations;

/// <summary>
/// Makes the lists of articles: of those that are new or have changed, with those near to them, as soon as it is asked; of all once a night, after the day before was counted.
/// What the site knows is read anew each time and held no longer than it takes.
/// </summary>
internal sealed class MakeLists(RecommendationStore store, SiteSecretStore secrets, PublishedPages pages, SiteOptions options, TimeProvider time)
{
    /// <summary>When all lists are made anew: by then usage has counted the day before.</summary>
    internal static readonly TimeSpan Night = TimeSpan.FromMinutes(30);

    private const int ReadAtOnce = 200;
    private const int WrittenAtOnce = 100;

    // The lists of so many that are near to a new article are made with its own: it may stand in them.
    private const int NearToNew = 50;

    /// <summary>Does what is due.</summary>
    /// <returns>How many articles have other lists now.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var isLess = await store.DropGoneAsync(now, ct);
        var read = await ReadNewAsync(ct);
        var night = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Night;
        var due = await store.ListDueAsync(now >= night ? night : night.AddDays(-1), ct);
        var changed = due.Count == 0 ? 0 : await MakeAsync(due, read, now, ct);
        if (isLess || changed > 0)
        {
            await pages.RenewAsync(ct);
        }

        return changed;
    }

    private async Task<IReadOnlySet<Guid>> ReadNewAsync(CancellationToken ct)
    {
        var read = new HashSet<Guid>();
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            foreach (var id in await store.ListBehindAsync(ReadAtOnce, ct))
            {
                if (read.Add(id))
                {
                    await store.ReadAsync(id, ct);
                    goesOn = true; // One that changes all the time is left to the next run.
                }
            }
        }

        return read;
    }

    private async Task<int> MakeAsync(IReadOnlyList<Guid> due, IReadOnlySet<Guid> read, DateTimeOffset now, CancellationToken ct)
    {
        var threshold = options.Recommendations.Threshold;
        var known = await store.LoadAsync(threshold.Epsilon is null ? threshold.Sessions : 1, ct);
        var secret = threshold.Epsilon is null ? [] : await secrets.GetAsync("co-read noise", now, ct);
        var site = new Neighbours(known.Articles, threshold.Passing(known.Pairs, secret));
        var changed = 0;
        foreach (var ids in due.Concat(read.SelectMany(id => site.Of(id, NearToNew)).Select(near => near.Article.Id)).Distinct().Chunk(WrittenAtOnce))
        {
            var made = ids.Where(id => site.Find(id) is not null).Select(id => (id, ListRule.Choose(site, id, known.Choices.GetValueOrDefault(id) ?? ListChoices.None, now, unit => NameOf(known, unit)))).ToList();
            changed += await store.WriteAsync(known, made, now, ct);
            ct.ThrowIfCancellationRequested();
        }

        return changed;
    }

    internal static string NameOf(KnownSite known, string key)
    {
        var line = UnitAddress.Of(key).Line;
        string Printed(UnitAddress unit) => known.Printed.GetValueOrDefault(unit.Key) ?? unit.Segments[^1];
        return CallNumberText.Of(RepositoryDirectory.Shipped.Find(line[0].Archive), known.Printed.GetValueOrDefault(line[0].Key) ?? line[0].Archive, [.. line.Skip(1).Select(Printed)]);
    }
}
