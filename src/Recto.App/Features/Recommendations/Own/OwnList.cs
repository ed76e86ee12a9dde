using Recto.Journals.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations.Own;

/// <summary>Makes somebody’s list of what is kept of them at this moment, by two statements; the list itself is kept nowhere, so that what they delete is out of it at once.</summary>
internal sealed class OwnList(ReadingStore store, TimeProvider time)
{
    /// <summary>The list; empty where nothing speaks for anything, or nothing was read yet.</summary>
    public async Task<IReadOnlyList<OwnLine>> MakeAsync(Guid account, CancellationToken ct)
    {
        var read = await store.ListWithNearAsync(account, ct);
        var leftOut = read.Select(one => one.Read.ArticleId).Concat(read.Select(one => one.About).OfType<Guid>()).ToHashSet();

        // Because of an article that is not public any more nothing is told.
        var candidates = PersonalListRule.Gather([.. read.Where(one => one.Read.Title is not null).Select(one => (one.Read.ArticleId, NearArticle.Read(one.Near)))], leftOut);
        var rows = (await store.ListCandidatesAsync([.. candidates.Select(candidate => candidate.Id)], ct)).ToDictionary(row => row.Id);
        var list = PersonalListRule.Choose(candidates, rows.ToDictionary(row => row.Key, row => new CandidateFacts(row.Value.Language, row.Value.Since, row.Value.People)), read.Select(one => one.Read.Language), time.GetUtcNow());
        var byId = read.ToDictionary(one => one.Read.ArticleId, one => one.Read);
        return [.. list.Select(line => new OwnLine(rows[line.Id], byId[line.Because], line.Reasons))];
    }
}

/// <summary>A line of somebody’s list.</summary>
/// <param name="Article">The article.</param>
/// <param name="Because">The article that they read, for which it stands there most.</param>
/// <param name="Reasons">What the two have to do with each other.</param>
public sealed record OwnLine(CandidateRow Article, KeptRead Because, IReadOnlyList<ListReason> Reasons);
