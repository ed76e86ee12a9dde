using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>Answers the questions of a table; the one way in which commands ask the recommender.</summary>
/// <param name="table">The table.</param>
/// <param name="task">What is asked.</param>
/// <param name="recommender">Built of the table.</param>
internal sealed class RankTable(ReadingTable table, RecommendTask task, Recommender recommender)
{
    private const int Together = 256;

    /// <summary>Answers all, in order.</summary>
    /// <param name="top">How long lists are at most.</param>
    /// <param name="only">The one signal that is heard; null for the blend.</param>
    /// <param name="ct">Stops it half-way.</param>
    public IEnumerable<(Question Question, IReadOnlyList<Recommendation> List)> Answer(int top, Signal? only, CancellationToken ct)
    {
        Func<int, bool>? may = table.Candidates is { } candidates ? candidates.Contains : null;
        var rooms = new System.Collections.Concurrent.ConcurrentBag<Workspace>();
        var blend = only is { } signal ? [(signal, 1f)] : Blend.For(task);
        foreach (var batch in table.Questions.Chunk(Together))
        {
            var answers = new IReadOnlyList<Recommendation>[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                var room = rooms.TryTake(out var free) ? free : new Workspace(recommender.Articles);
                answers[i] = batch[i] switch
                {
                    { Article: >= 0 and var article } => recommender.AlsoRead(article, may, top, room, blend),
                    { Reader: >= 0 and var reader } => recommender.ForReader(table.Data.Reads.ColumnsOf(reader).ToArray(), task, may, top, room, blend),
                    _ => recommender.ForReader([], task, may, top, room, blend),
                };
                rooms.Add(room);
            });
            for (var i = 0; i < batch.Length; i++)
            {
                yield return (batch[i], answers[i]);
            }
        }
    }
}
