using System.Globalization;
using Recto.Journals.Recommending;

namespace Recto.Bench;

/// <summary>Finds what signals weigh, for a stranger at an article or for a known reader: coordinate ascent on one half of the development questions of several sets, looked at on the other half.</summary>
internal static class RecommendFitRun
{
    private const int Places = 20;
    private const int Candidates = 300;

    private static Signal[] Signals = [];

    /// <summary>Runs: <c>recommend-fit i2i|warm FOLDER...</c>; each folder holds <c>split</c>, <c>citations.dat.gz</c> and perhaps <c>mult.dat.gz</c>.</summary>
    public static int Run(string[] args)
    {
        var task = args[0] == "i2i" ? RecommendTask.AlsoRead : RecommendTask.Reader;
        Signals = [.. Blend.For(task).Select(one => one.Signal)];
        var sets = args[1..].Select(folder => Read(folder, args[0], task)).ToArray();
        var weights = Blend.For(task).Select(one => one.Weight).ToArray();
        var begun = sets.Select(set => Mean(set, true, weights)).ToArray();
        Tell("begin", sets, weights);
        foreach (var signal in Signals)
        {
            Tell("alone " + signal, sets, [.. Signals.Select(one => one == signal ? 1f : 0f)]);
        }

        for (var step = .4f; step >= .05f; step /= 2)
        {
            for (var better = true; better;)
            {
                better = false;
                for (var i = 0; i < weights.Length; i++)
                {
                    foreach (var to in new[] { weights[i] + step, Math.Max(0, weights[i] - step) })
                    {
                        var tried = (float[])weights.Clone();
                        tried[i] = to;
                        if (Goal(tried) > Goal(weights) + 1e-5)
                        {
                            (weights, better) = (tried, true);
                        }
                    }
                }
            }
        }

        Tell("found", sets, weights);
        return 0;

        double Goal(float[] tried) => sets.Select((set, i) => Mean(set, true, tried) / begun[i]).Average();
    }

    private static void Tell(string name, Question[][] sets, float[] weights) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"recommend fit {name}: {string.Join(", ", sets.Select(set => string.Create(CultureInfo.InvariantCulture, $"{(set[0].CountsOnly ? "Recall" : "NDCG")}@20 {set.Average(one => one.Gain(weights)):0.0000} (chosen {Mean(set, true, weights):0.0000}, other {Mean(set, false, weights):0.0000})")))}; {string.Join(' ', Signals.Zip(weights, (signal, weight) => string.Create(CultureInfo.InvariantCulture, $"{signal}={weight:0.###}")))}"));

    private static double Mean(Question[] set, bool chosen, float[] weights)
    {
        var gains = new double[set.Length];
        Parallel.For(0, set.Length, i => gains[i] = set[i].IsChosen == chosen ? set[i].Gain(weights) : double.NaN);
        return gains.Where(gain => !double.IsNaN(gain)).Average();
    }

    private static Question[] Read(string folder, string split, RecommendTask task)
    {
        var texts = File.Exists(Path.Combine(folder, "mult.dat.gz")) ? RecommendRun.Lines(Path.Combine(folder, "mult.dat.gz")).Select(line => line.Split(' ').Skip(1).Select(field => field.Split(':')).Select(field => (Column: Number(field[0]), Value: (float)Number(field[1]))).ToArray()).ToArray() : null;
        var links = RecommendRun.Lines(Path.Combine(folder, "citations.dat.gz")).Select(line => line.Split(' ').Skip(1).Select(Number).Distinct().ToArray()).ToArray();
        var readers = new Dictionary<int, int>();
        var reads = Pairs(folder, split, "train").Distinct().Select(read => (readers.TryGetValue(read.One, out var row) ? row : readers[read.One] = readers.Count, read.Other, 1f)).ToList();
        var data = new RecommenderTables(links.Length, SparseRows.Of(readers.Count, links.Length, reads),
            texts is null ? null : SparseRows.Of(texts.Length, texts.Max(text => text.Select(one => one.Column).DefaultIfEmpty().Max()) + 1, [.. texts.SelectMany((text, row) => text.Select(one => (row, one.Column, one.Value)))]),
            SparseRows.Of(links.Length, links.Length, [.. links.SelectMany((of, row) => of.Select(other => (row, other, 1f)))]));
        var recommender = Recommender.Build(data, new RecommenderOptions(), CancellationToken.None);
        var right = Pairs(folder, split, "test").ToLookup(pair => pair.One, pair => pair.Other);
        var blend = Blend.For(task);
        var rooms = new ThreadLocal<Workspace>(() => new Workspace(recommender.Articles));
        var asking = task == RecommendTask.AlsoRead ? Pairs(folder, split, "queries").Where(query => right.Contains(query.One)).ToArray() : [.. right.Select(reader => (reader.Key, -1))];
        return [.. asking.AsParallel().AsOrdered().Select(query =>
        {
            var list = task == RecommendTask.AlsoRead ? recommender.AlsoRead(query.Item2, null, Candidates, rooms.Value!)
                : recommender.ForReader(readers.TryGetValue(query.Item1, out var row) ? data.Reads.ColumnsOf(row).ToArray() : [], task, null, Candidates, rooms.Value!);
            var rights = right[query.Item1].Where(article => article != query.Item2).ToHashSet();
            return new Question(((uint)query.Item1 * 2654435761u >> 16 & 1) == 0, task == RecommendTask.Reader, [.. list.Select(one => new Candidate(rights.Contains(one.Article), [.. blend.Select(signal => one.Because.Where(part => part.Signal == signal.Signal).Sum(part => part.Share) / signal.Weight)]))], rights.Count);
        })];
    }

    private static IEnumerable<(int One, int Other)> Pairs(string folder, string split, string name) => RecommendRun.Lines(Path.Combine(folder, "split", split, name + ".tsv.gz")).Select(line => line.Split('\t')).Select(fields => (Number(fields[0]), Number(fields[1])));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Candidate(bool IsRight, float[] Signals);

    private sealed record Question(bool IsChosen, bool CountsOnly, Candidate[] List, int Right)
    {
        public double Gain(float[] weights)
        {
            Span<float> scores = stackalloc float[Candidates];
            for (var i = 0; i < List.Length; i++)
            {
                var signals = List[i].Signals;
                var sum = 0f;
                for (var s = 0; s < signals.Length; s++)
                {
                    sum += weights[s] * signals[s];
                }

                scores[i] = sum;
            }

            // The place of each right one is how many stand before it.
            var gain = 0.0;
            for (var i = 0; i < List.Length; i++)
            {
                if (!List[i].IsRight)
                {
                    continue;
                }

                var place = 0;
                for (var other = 0; other < List.Length && place < Places; other++)
                {
                    place += scores[other] > scores[i] || (scores[other] == scores[i] && other < i) ? 1 : 0;
                }

                gain += place >= Places ? 0 : CountsOnly ? 1 : 1 / Math.Log2(place + 2);
            }

            return gain / (CountsOnly ? Right : Enumerable.Range(0, Math.Min(Places, Right)).Sum(place => 1 / Math.Log2(place + 2)));
        }
    }
}
