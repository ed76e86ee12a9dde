using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>Answers the questions of a table; the one way in which commands ask the recommender.</summary>
/// <param name="table">The table.</param>
/// <param name="task">What is asked.</param>
/// <param name="recommender">Built of the table.</param>
internal sealed class RankTable(ReadingTable table, RecommendTask task, Recommender recommender)
{
    private const int Together = 256;

    /// <summary>Answers all, in order, each once with the blend and once more with each of some signals alone.</summary>
    /// <param name="top">How long lists are at most.</param>
    /// <param name="alone">The signals that are heard alone too.</param>
    /// <param name="ct">Stops it half-way.</param>
    public IEnumerable<(Question Question, IReadOnlyList<IReadOnlyList<Recommendation>> Lists)> Answer(int top, IReadOnlyList<Signal> alone, CancellationToken ct)
    {
        Func<int, bool>? may = table.Candidates is { } candidates ? candidates.Contains : null;
        var rooms = new System.Collections.Concurrent.ConcurrentBag<Workspace>();
        foreach (var batch in table.Questions.Chunk(Together))
        {
            var answers = new IReadOnlyList<IReadOnlyList<Recommendation>>[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                var room = rooms.TryTake(out var free) ? free : new Workspace(recommender.Articles);
                int[] own = batch[i] switch
                {
                    { Article: >= 0 and var article } => [article],
                    { Reader: >= 0 and var reader } => table.Data.Reads.ColumnsOf(reader).ToArray(),
                    _ => [],
                };
                var blend = task == RecommendTask.AlsoRead ? recommender.AlsoRead(own[0], may, top, room) : recommender.ForReader(own, task, may, top, room);
                answers[i] = [blend, .. alone.Select(signal => recommender.Weigh(task, own, may, top, room, [(signal, 1f)]))];
                rooms.Add(room);
            });
            for (var i = 0; i < batch.Length; i++)
            {
                yield return (batch[i], answers[i]);
            }
        }
    }
}
