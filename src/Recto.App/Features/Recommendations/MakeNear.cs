using Recto.App.Shell;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations;

/// <summary>
/// Keeps what is near to each article for lists of one’s own, once a night, and for new articles with those near to them at once; nothing as long as nobody has switched such a list on. What was read too long ago is deleted here too.
/// What readers with a list foretell is worked out at night only, and kept by article: of single readers nothing comes out of it.
/// </summary>
internal sealed class MakeNear(ReadingStore reading, RecommendationStore store, SiteSecretStore secrets, SiteOptions options, TimeProvider time)
{
    private const int WrittenAtOnce = 200;
    private const int NearToNew = 50;

    private DateOnly _faded;
    private Dictionary<Guid, IReadOnlyDictionary<Guid, float>> _foretold = [];
    private DateTimeOffset _foretoldOf;

    /// <summary>Does what is due.</summary>
    /// <returns>Of how many articles it was made.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_faded != today)
        {
            await reading.FadeAsync(today.AddMonths(-options.Recommendations.ReadingMonths), ct);
            _faded = today;
        }

        if (!await reading.AnyAsync(ct))
        {
            await reading.DropNearAsync(ct);
            _foretold = [];
            return 0;
        }

        var night = MakeLists.LastNight(now);
        var due = await reading.ListNearDueAsync(night, ct);
        return due.Count == 0 ? 0 : await MakeAsync(due, night, now, ct);
    }

    private async Task<int> MakeAsync(IReadOnlyList<Guid> due, DateTimeOffset night, DateTimeOffset now, CancellationToken ct)
    {
        var threshold = options.Recommendations.Threshold;
        var known = await store.LoadAsync(threshold.FewestToWeigh, ct);
        var secret = threshold.Epsilon is null ? [] : await secrets.GetAsync("co-read noise", now, ct);
        var passing = threshold.Passing(known.Pairs, secret);
        var site = new Neighbours(known.Articles, passing, (await store.FindLastNightAsync(ct))?.InForce);
        if (_foretoldOf != night)
        {
            // Where numbers are blurred by chance before they are told, nothing is reckoned of lists that are not.
            var readers = threshold.Epsilon is null ? await reading.ListReadersAsync(ct) : [];
            _foretold = new(ForetoldArticles.Of(known.Articles, readers, passing, threshold.Sessions, Math.Max(1, Environment.ProcessorCount / 2), ct));
            _foretoldOf = night;
        }

        var nothing = new Dictionary<Guid, float>();
        var fresh = due.Count <= NearToNew ? due.SelectMany(id => site.Of(id, NearToNew)).Select(near => near.Article.Id) : []; // At night all are due anyhow.
        foreach (var ids in due.Concat(fresh).Distinct().Chunk(WrittenAtOnce))
        {
            var made = ids.Where(id => site.Find(id) is not null).Select(id => (id, NearArticle.Write(NearRule.Of(site, id, Foretold(site, id, nothing), known.Choices.GetValueOrDefault(id) ?? ListChoices.None, unit => MakeLists.NameOf(known, unit))))).ToList();
            await reading.WriteNearAsync(made, now, ct);
            ct.ThrowIfCancellationRequested();
        }

        return due.Count;
    }

    private IReadOnlyDictionary<Guid, float> Foretold(Neighbours site, Guid id, IReadOnlyDictionary<Guid, float> nothing) => NearRule.Whole(site, id) is { } whole && _foretold.TryGetValue(whole.Id, out var foretold) ? foretold : nothing;
}
