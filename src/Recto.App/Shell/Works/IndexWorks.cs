using Recto.App.Shell.Jobs;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Works;
using Recto.Notes.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Shell.Works;

/// <summary>Brings articles into the index of works: what was imported in bulk, what an older program left, what was changed by another way.</summary>
/// <param name="database">Where articles are kept.</param>
/// <param name="clock">Gives the instant of the change.</param>
internal sealed class IndexWorks(Database database, TimeProvider clock)
{
    // A transaction for so many articles: more would make whoever else writes wait.
    private const int AtOnce = 8;

    private readonly WorkStore _works = new(database);
    private readonly ApparatusStore _apparatus = new(database);

    /// <summary>Puts in these articles as they are now. What is changed meanwhile is put in again by whoever changes it, or by <see cref="CatchUpAsync"/>.</summary>
    public async Task PutAsync(IReadOnlyList<Guid> articles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(articles);
        await PutAsync(await _works.ListVersionsAsync(articles, ct), ct);
    }

    /// <summary>Puts in what the index does not know; several nodes do it together, each with other articles.</summary>
    /// <param name="progress">Is told how many articles are done; null for nobody.</param>
    /// <param name="ct">Cancels between two transactions.</param>
    /// <returns>How many articles were put in.</returns>
    public async Task<int> CatchUpAsync(Action<int>? progress, CancellationToken ct)
    {
        var done = 0;
        await SharedWork.RunAsync(_works.Claims, WorkStore.ClaimedWork, () => _works.TakeBehindAsync(AtOnce * 4, ct), async ids =>
        {
            await PutAsync(ids, ct);
            done += ids.Count;
            progress?.Invoke(done);
        }, ct);
        await _works.SweepAsync(clock.GetUtcNow(), ct);
        return done;
    }

    private async Task PutAsync(IReadOnlyList<(Guid ArticleId, int Version)> articles, CancellationToken ct)
    {
        foreach (var some in articles.Chunk(AtOnce))
        {
            // Reading and comparing words is most of the work, and nobody need wait for it. The version was read before: what is changed meanwhile is behind again.
            var read = new List<(Guid Id, int Version, IReadOnlyList<CitedWork> Cited)>();
            foreach (var (id, version) in some)
            {
                var apparatus = await _apparatus.FindAsync(id, ct);
                read.Add((id, version, apparatus is null ? [] : CitedWorks.Of(Bibliography.Of(apparatus, RepositoryDirectory.Shipped))));
            }

            await using var tx = await database.BeginAsync(ct);
            var now = clock.GetUtcNow();
            foreach (var (id, version, cited) in read)
            {
                await _works.PutAsync(tx, id, version, cited, now, ct);
            }

            await tx.CommitAsync(ct);
        }
    }
}
