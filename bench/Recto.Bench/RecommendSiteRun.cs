using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Recto.Journals.Recommending;

namespace Recto.Bench;

/// <summary>The lists of a site (<see cref="Neighbours"/>): how long they take to build and to ask, and how good they are on questions of a stranger at an article.</summary>
internal static class RecommendSiteRun
{
    private const int Places = 20;

    /// <summary>Runs: <c>recommend-site FOLDER</c>; FOLDER holds <c>split/i2i</c>, <c>mult.dat.gz</c>, <c>citations.dat.gz</c>.</summary>
    public static int Run(string[] args)
    {
        var folder = args[0];
        var texts = RecommendRun.Lines(Path.Combine(folder, "mult.dat.gz")).Select(line => (IReadOnlyList<TermCount>)[.. line.Split(' ').Skip(1).Select(field => field.Split(':')).Select(field => new TermCount(Number(field[0]), Number(field[1])))]).ToArray();
        var links = RecommendRun.Lines(Path.Combine(folder, "citations.dat.gz")).Select(line => line.Split(' ').Skip(1).Select(Number).ToArray()).ToArray();
        var ids = Enumerable.Range(0, texts.Length).Select(Id).ToArray();
        var articles = texts.Select((text, i) => new KnownArticle { Id = ids[i], JournalId = Guid.Empty, Since = DateTimeOffset.UnixEpoch, Terms = text, Cites = [.. links[i].Select(Id)], Works = [.. links[i].Select(Id)] }).ToArray();
        var reads = Pairs(Path.Combine(folder, "split/i2i/train.tsv.gz")).GroupBy(read => read.One).Select(reader => reader.Select(read => read.Other).ToArray()).ToArray();
        var pairs = PairsOf(reads).ToArray();
        Print("articles", articles.Length);
        Print("pairs", pairs.Length);
        GC.Collect();
        var (before, watch, processor) = (GC.GetTotalMemory(true), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var site = new Neighbours(articles, pairs);
        Print("site_build_s", watch.Elapsed.TotalSeconds);
        Print("site_build_cpu_s", (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        Print("site_mb", (GC.GetTotalMemory(true) - before) / 1e6);
        site.Of(ids[0], ListRule.Weighed); // The program is warm.
        var each = new double[500];
        processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < each.Length; i++)
        {
            var from = Stopwatch.GetTimestamp();
            site.Of(ids[(int)((long)i * ids.Length / each.Length)], ListRule.Weighed);
            each[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Print("site_ms_an_article_cpu", (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / each.Length);
        Array.Sort(each);
        Print("site_ms_an_article_median", each[each.Length / 2]);
        Print("site_ms_an_article_p99", each[each.Length * 99 / 100]);
        Quality(folder, site);
        return 0;
    }

    // Weights are learned on one half of the questions and looked at on the other.
    private static void Quality(string folder, Neighbours site)
    {
        var right = Pairs(Path.Combine(folder, "split/i2i/test.tsv.gz")).ToLookup(pair => pair.One, pair => Id(pair.Other));
        var questions = Pairs(Path.Combine(folder, "split/i2i/queries.tsv.gz")).Where(query => right.Contains(query.One))
            .Select(query => (IsChosen: ((uint)query.One * 2654435761u >> 16 & 1) == 0, Question: new RankingQuestion(Id(query.Other), site.Of(Id(query.Other), ListRule.Weighed), right[query.One].Where(id => id != Id(query.Other)).ToHashSet()))).ToArray();
        Print("questions", questions.Length);
        Measure("prior", SignalWeights.Prior);
        Measure("without second steps", SignalWeights.Of(signal => signal is NeighbourSignal.ReadWithLike or NeighbourSignal.ReadOnward ? 0 : SignalWeights.Prior[signal]));
        foreach (var signal in Enum.GetValues<NeighbourSignal>())
        {
            Measure("alone " + signal, SignalWeights.Of(one => one == signal ? 1 : 0));
        }

        var watch = Stopwatch.StartNew();
        var fitted = WeightFit.Of([.. questions.Where(one => one.IsChosen).Select(one => one.Question)], null, CancellationToken.None);
        Print("learned_s", watch.Elapsed.TotalSeconds);
        Console.WriteLine($"recommend site learned on one half: {fitted.Write()}");
        Measure("learned", fitted);

        void Measure(string name, SignalWeights weights)
        {
            var gains = questions.Select(one => one.Question.Measure(weights, Places)).ToArray();
            var (mean, low, high) = RankingMeasures.Interval([.. gains.Select(one => one.Gain)]);
            double Half(bool chosen) => gains.Where((_, i) => questions[i].IsChosen == chosen).Average(one => one.Gain);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recommend site {name}: NDCG@20 {mean:0.0000} [{low:0.0000}, {high:0.0000}], chosen half {Half(true):0.0000}, other {Half(false):0.0000}, Recall@20 {gains.Average(one => one.Recall):0.0000}"));
        }
    }

    private static IEnumerable<CoReadPair> PairsOf(int[][] reads)
    {
        var sums = new Dictionary<(int, int), (long Sessions, double Votes)>();
        foreach (var all in reads)
        {
            int[] read = [.. Enumerable.Range(0, Math.Min(all.Length, CoReadSessions.MostArticles)).Select(i => all[(int)((long)i * all.Length / Math.Min(all.Length, CoReadSessions.MostArticles))])];
            for (var i = 0; i < read.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var pair = (Math.Min(read[i], read[j]), Math.Max(read[i], read[j]));
                    var (sessions, votes) = sums.GetValueOrDefault(pair);
                    sums[pair] = (sessions + 1, votes + (1.0 / read.Length));
                }
            }
        }

        return sums.Select(pair => new CoReadPair(Id(pair.Key.Item1), Id(pair.Key.Item2), pair.Value.Sessions, pair.Value.Votes));
    }

    private static IEnumerable<(int One, int Other)> Pairs(string path) => RecommendRun.Lines(path).Select(line => line.Split('\t')).Select(fields => (Number(fields[0]), Number(fields[1])));

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Print(string figure, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recommend site {figure} {value:0.####}"));
}
