using Recto.App.Shell;
using Recto.Journals.Archives;
using Recto.Journals.Recommending;
using Recto.Notes.Archives;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations;

/// <summary>
/// Makes the lists of articles: of those that are new or have changed, with those near to them, as soon as it is asked; of all once a night, after the day before was counted, and after it was learned what signals weigh.
/// What the site knows is read anew each time and held no longer than it takes.
/// </summary>
internal sealed class MakeLists(RecommendationStore store, LearnWeights learn, SiteSecretStore secrets, PublishedPages pages, SiteOptions options, TimeProvider time)
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
        night = now >= night ? night : night.AddDays(-1);
        var due = await store.ListDueAsync(night, ct);
        var (changed, isOther) = due.Count == 0 ? (0, false) : await MakeAsync(due, read, DateOnly.FromDateTime(night.UtcDateTime), now, ct);
        if (isLess || isOther || changed > 0)
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

    // How many lists are others, and whether signals weigh something else now.
    private async Task<(int Changed, bool IsOther)> MakeAsync(IReadOnlyList<Guid> due, IReadOnlySet<Guid> read, DateOnly night, DateTimeOffset now, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var threshold = options.Recommendations.Threshold;
        var known = await store.LoadAsync(threshold.Epsilon is null ? threshold.Sessions : 1, ct);
        var secret = threshold.Epsilon is null ? [] : await secrets.GetAsync("co-read noise", now, ct);
        var last = await store.FindLastNightAsync(ct);
        var before = last?.InForce ?? SignalWeights.Prior;
        var site = new Neighbours(known.Articles, threshold.Passing(known.Pairs, secret), before);
        var learned = last?.Night >= night ? null : await learn.RunAsync(site, night, ct);
        if (learned is not null && !learned.InForce.Equals(before))
        {
            site = site.With(threshold.Passing(known.Pairs, secret), learned.InForce);
            due = await store.ListDueAsync(now.AddDays(1), ct); // All.
        }

        var changed = 0;
        foreach (var ids in due.Concat(read.SelectMany(id => site.Of(id, NearToNew)).Select(near => near.Article.Id)).Distinct().Chunk(WrittenAtOnce))
        {
            var made = ids.Where(id => site.Find(id) is not null).Select(id => (id, ListRule.Choose(site, id, known.Choices.GetValueOrDefault(id) ?? ListChoices.None, now, unit => NameOf(known, unit)))).ToList();
            changed += await store.WriteAsync(known, made, now, ct);
            ct.ThrowIfCancellationRequested();
        }

        if (learned is not null)
        {
            var (coverage, _) = await store.MeasureCoverageAsync(ct);
            await store.KeepNightAsync(new() { Night = night, At = time.GetUtcNow(), Took = time.GetElapsedTime(began), Learned = learned, InForce = learned.InForce, Coverage = coverage, Vectors = known.Articles.Count(article => !article.Vector.IsEmpty) }, ct);
        }

        return (changed, learned is not null && !learned.InForce.Equals(before));
    }

    internal static string NameOf(KnownSite known, string key)
    {
        var line = UnitAddress.Of(key).Line;
        string Printed(UnitAddress unit) => known.Printed.GetValueOrDefault(unit.Key) ?? unit.Segments[^1];
        return CallNumberText.Of(RepositoryDirectory.Shipped.Find(line[0].Archive), known.Printed.GetValueOrDefault(line[0].Key) ?? line[0].Archive, [.. line.Skip(1).Select(Printed)]);
    }
}
