using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Journals.Archives;
using Recto.Journals.Recommending;
using Recto.Notes.Archives;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations;

/// <summary>
/// Makes the lists of articles: of those that are new or have changed, with those near to them, as soon as it is asked; of all once a night, after the day before was counted, and after it was learned what signals weigh.
/// What the site knows is read anew each time and held no longer than it takes. One node at a time does so; where much is to be done, others take a share of it (<see cref="HelpAsync"/>). What readers are shown meanwhile is what was there before, article by article.
/// </summary>
internal sealed class MakeLists(RecommendationStore store, LearnWeights learn, SiteSecretStore secrets, PublishedPages pages, SiteOptions options, TimeProvider time)
{
    /// <summary>When all lists are made anew: by then usage has counted the day before.</summary>
    internal static readonly TimeSpan Night = TimeSpan.FromMinutes(30);

    // Looking through all articles takes the longer the more there are; what was changed lately is found by an index. The whole is for what came otherwise: a clock that is late, a text that was indexed long after.
    private static readonly TimeSpan Whole = TimeSpan.FromHours(1);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    private DateTimeOffset? _looked;
    private DateTimeOffset _lookedThrough;

    private const int ReadAtOnce = 50;

    // Of so few nobody need take a share: reading what the site knows takes longer.
    private const int WorthHelp = 200;
    private const int WrittenAtOnce = 100;

    // The lists of so many that are near to a new article are made with its own: it may stand in them.
    private const int NearToNew = 50;

    /// <summary>Does what is due.</summary>
    /// <returns>How many articles have other lists now.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var isLess = await store.DropGoneAsync(now, ct);
        var isThrough = _looked is null || now - _lookedThrough >= Whole;
        var read = await ReadNewAsync(isThrough ? null : _looked - Late, ct);
        (_looked, _lookedThrough) = (now, isThrough ? now : _lookedThrough);
        var night = LastNight(now);
        var due = await store.ListDueAsync(night, ct);
        var (changed, isOther) = due.Count == 0 ? (0, false) : await MakeAsync(read, night, now, ct);
        if (isLess || isOther || changed > 0)
        {
            await pages.RenewAsync(ct);
        }

        return changed;
    }

    /// <summary>Takes a share of what another node is at, where there is much of it.</summary>
    /// <returns>How many articles have other lists now by what was done here.</returns>
    public async Task<int> HelpAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await store.Claims.AreInHandAsync(RecommendationStore.ReadingWork, ct) && (await store.CountDueAsync(LastNight(now), ct)).Behind >= WorthHelp)
        {
            await ReadNewAsync(null, ct);
        }

        if (!await store.Claims.AreInHandAsync(RecommendationStore.ListingWork, ct) || (await store.CountDueAsync(LastNight(now), ct)).Due < WorthHelp)
        {
            return 0;
        }

        var known = await LoadAsync(ct);
        return await WorkOffAsync(known, new Neighbours(known.Articles, await PassingAsync(known, now, ct), (await store.FindLastNightAsync(ct))?.InForce ?? SignalWeights.Prior), LastNight(now), now, ct);
    }

    // The last instant at which all lists were due.
    internal static DateTimeOffset LastNight(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Night is var night && now >= night ? night : night.AddDays(-1);

    private async Task<IReadOnlySet<Guid>> ReadNewAsync(DateTimeOffset? changedSince, CancellationToken ct)
    {
        var read = new HashSet<Guid>();
        await SharedWork.RunAsync(store.Claims, RecommendationStore.ReadingWork, async () => await store.TakeBehindAsync(ReadAtOnce, changedSince, ct) is { } claim && await IsNewAsync(claim, read) ? claim : null, async ids =>
        {
            foreach (var id in ids)
            {
                read.Add(id);
                await store.ReadAsync(id, ct);
            }
        }, ct);
        return read;
    }

    // One that changes all the time is left to the next run.
    private async Task<bool> IsNewAsync(ArticleClaim claim, HashSet<Guid> seen)
    {
        if (claim.Ids.Any(id => !seen.Contains(id)))
        {
            return true;
        }

        await store.Claims.GiveBackAsync(claim, CancellationToken.None);
        return false;
    }

    private Task<KnownSite> LoadAsync(CancellationToken ct) => store.LoadAsync(options.Recommendations.Threshold.FewestToWeigh, ct);

    private async Task<IReadOnlyList<CoReadPair>> PassingAsync(KnownSite known, DateTimeOffset now, CancellationToken ct) =>
        options.Recommendations.Threshold is var threshold && threshold.Epsilon is null ? threshold.Passing(known.Pairs, []) : threshold.Passing(known.Pairs, await secrets.GetAsync("co-read noise", now, ct));

    // How many lists are others, and whether signals weigh something else now.
    private async Task<(int Changed, bool IsOther)> MakeAsync(IReadOnlySet<Guid> read, DateTimeOffset night, DateTimeOffset now, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var today = DateOnly.FromDateTime(night.UtcDateTime);
        var known = await LoadAsync(ct);
        var passing = await PassingAsync(known, now, ct);
        var last = await store.FindLastNightAsync(ct);
        var before = last?.InForce ?? SignalWeights.Prior;
        var site = new Neighbours(known.Articles, passing, before);
        var learned = last?.Night >= today ? null : await learn.RunAsync(site, today, ct);
        var isOther = learned is not null && !learned.InForce.Equals(before);
        if (isOther)
        {
            site = site.With(passing, learned!.InForce);
            await store.MarkDueAsync(null, ct);
        }
        else
        {
            await store.MarkDueAsync([.. read.SelectMany(id => site.Of(id, NearToNew)).Select(near => near.Article.Id).Distinct()], ct);
        }

        // Weights are in force before lists are made by them: whoever helps, or goes on where this node dies, makes them alike.
        await KeepNightAsync(learned, today, began, known, ct);
        var changed = await WorkOffAsync(known, site, night, now, ct);
        await KeepNightAsync(learned, today, began, known, ct);
        return (changed, isOther);
    }

    private async Task KeepNightAsync(LearnedWeights? learned, DateOnly night, long began, KnownSite known, CancellationToken ct)
    {
        if (learned is not null)
        {
            var (coverage, _) = await store.MeasureCoverageAsync(ct);
            await store.KeepNightAsync(new() { Night = night, At = time.GetUtcNow(), Took = time.GetElapsedTime(began), Learned = learned, InForce = learned.InForce, Coverage = coverage, Vectors = known.Articles.Count(article => !article.Vector.IsEmpty) }, ct);
        }
    }

    // An article of which an editor has said something since the site was read stays due, and is left to the next run.
    private async Task<int> WorkOffAsync(KnownSite known, Neighbours site, DateTimeOffset night, DateTimeOffset now, CancellationToken ct)
    {
        var (changed, seen) = (0, new HashSet<Guid>());
        await SharedWork.RunAsync(store.Claims, RecommendationStore.ListingWork, async () => await store.TakeDueAsync(night, WrittenAtOnce, ct) is { } claim && await IsNewAsync(claim, seen) ? claim : null, async ids =>
        {
            seen.UnionWith(ids);
            var made = ids.Where(id => site.Find(id) is not null).Select(id => (id, ListRule.Choose(site, id, known.Choices.GetValueOrDefault(id) ?? ListChoices.None, now, unit => NameOf(known, unit)))).ToList();
            changed += await store.WriteAsync(known, made, now, ct);
            ct.ThrowIfCancellationRequested();
        }, ct);
        return changed;
    }

    internal static string NameOf(KnownSite known, string key)
    {
        var line = UnitAddress.Of(key).Line;
        string Printed(UnitAddress unit) => known.Printed.GetValueOrDefault(unit.Key) ?? unit.Segments[^1];
        return CallNumberText.Of(RepositoryDirectory.Shipped.Find(line[0].Archive), known.Printed.GetValueOrDefault(line[0].Key) ?? line[0].Archive, [.. line.Skip(1).Select(Printed)]);
    }
}
