using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary><c>recto recommend evaluate</c>: how good the lists are of which <c>rank</c> gives the same, beside those of single signals.</summary>
internal static class EvaluateCommand
{
    private const int Places = 20;

    public static Command Create(Terminal terminal)
    {
        var options = new TableFiles.Options();
        var right = new Option<string>("--right") { Description = "What was really read: query or reader, tab, article", HelpName = "FILE", Required = true };
        var alone = new Option<bool>("--alone") { Description = "Measure each signal alone too, and by how much the blend is better" };
        var command = new Command("evaluate", "Measure recommending on reads that are known: means with the 95 % intervals of a paired bootstrap");
        options.AddTo(command);
        command.Add(right);
        command.Add(alone);
        command.SetAction((parsed, ct) =>
        {
            var known = parsed.GetValue(right)!;
            if ((options.FindUnusable(parsed) ?? (known == "-" || File.Exists(known) ? null : $"“{known}” does not exist; check the path")) is { } refusal)
            {
                return Task.FromResult(terminal.Refuse(refusal + "."));
            }

            try
            {
                var files = options.Of(parsed);
                var table = ReadingTable.Read(files, terminal, ct);
                var truth = Truth(known, table, terminal, ct);
                var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                var recommender = Recommender.Build(table.Data, options.OptionsOf(parsed), ct);
                Print(terminal, "build_s", watch.Elapsed.TotalSeconds);
                Print(terminal, "build_cpu_s", (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
                var ranks = new RankTable(table, files.Task, recommender);
                processor = Environment.CpuUsage.TotalTime;
                Signal[] signals = parsed.GetValue(alone) ? [.. Blend.For(files.Task).Select(one => one.Signal)] : [];
                var answers = ranks.Answer(100, signals, ct).ToList();
                Print(terminal, "ms_a_query_cpu", (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Math.Max(1, table.Questions.Count));
                var blend = Measure("blend", answers.Select(one => (one.Question, one.Lists[0])), truth, files.Task, null, terminal);
                if (parsed.GetValue(alone))
                {
                    for (var i = 0; i < signals.Length; i++)
                    {
                        Measure(signals[i].ToString(), answers.Select(one => (one.Question, one.Lists[i + 1])), truth, files.Task, blend, terminal);
                    }

                    if (files.Task == RecommendTask.AlsoRead)
                    {
                        Measure("cosine of readers", Cosine(table), truth, files.Task, blend, terminal);
                        var uncut = CoReading.Count(table.Data.Reads, 1, int.MaxValue);
                        Measure("walk, sessions uncut", Walk(table, uncut), truth, files.Task, blend, terminal);
                    }
                }

                using var process = Process.GetCurrentProcess();
                Print(terminal, "peak_mb", process.PeakWorkingSet64 / 1e6);
                return Task.FromResult(0);
            }
            catch (InvalidDataException refused)
            {
                terminal.Out.Flush();
                return Task.FromResult(terminal.Refuse($"{refused.Message.TrimEnd('.')}."));
            }
        });
        return command;
    }

    private static Dictionary<string, HashSet<int>> Truth(string path, ReadingTable table, Terminal terminal, CancellationToken ct)
    {
        var truth = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        ReadingTable.EachLine(path, terminal, (lines, line) =>
        {
            var (name, article) = ReadingTable.Pair(lines, line, "query");
            (truth.TryGetValue(name, out var right) ? right : truth[name] = []).Add(table.Names.Find(article, lines));
        }, ct);
        return truth;
    }

    // A value for each question that has an answer; those are compared one by one with the blend’s.
    private static List<double> Measure(string name, IEnumerable<(Question Question, IReadOnlyList<Recommendation> List)> answers, Dictionary<string, HashSet<int>> truth, RecommendTask task, List<double>? blend, Terminal terminal)
    {
        var (values, halves, others) = (new List<double>(), new List<bool>(), new double[3]);
        foreach (var (question, list) in answers)
        {
            if (truth.TryGetValue(question.Name, out var right))
            {
                // What nothing speaks for was added to fill the list: it is the list that is measured for the blend, and the signal for a signal.
                int[] articles = [.. list.Where(one => blend is null || one.Score > 0).Select(one => one.Article)];
                var (gain, recall) = (RankingMeasures.Gain(articles, right, Places), RankingMeasures.Recall(articles, right, Places));
                values.Add(task == RecommendTask.AlsoRead ? gain : recall);
                halves.Add(Half(question.Name));
                others[0] += task == RecommendTask.AlsoRead ? recall : gain;
                others[1] += RankingMeasures.Recall(articles, right, 100);
                others[2] += articles.Take(10).Any(right.Contains) ? 1 : 0;
            }
        }

        var (main, other) = task == RecommendTask.AlsoRead ? ("NDCG@20", "Recall@20") : ("Recall@20", "NDCG@20");
        var count = Math.Max(1, values.Count);
        var (mean, low, high) = RankingMeasures.Interval(values);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {main} {mean:0.0000} [{low:0.0000}, {high:0.0000}], {other} {others[0] / count:0.0000}, Recall@100 {others[1] / count:0.0000}, Hit@10 {others[2] / count:0.0000}, {values.Count} questions"));
        if (blend is null)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {main} of the half that settings were chosen on {Mean(true):0.0000}, of the other {Mean(false):0.0000}"));
        }
        else
        {
            var (gain, least, most) = RankingMeasures.Interval([.. blend.Zip(values, (one, two) => one - two)]);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the blend is better by {gain:0.0000} [{least:0.0000}, {most:0.0000}]{(mean > 0 ? $", {gain / mean:P1}" : "")}"));
        }

        return values;

        double Mean(bool half) => values.Zip(halves).Where(one => one.Second == half).Select(one => one.First).DefaultIfEmpty().Average();
    }

    // By the name, so that the same readers are always in the same half.
    private static bool Half(string name) => !uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || ((number * 2654435761u) >> 16 & 1) == 0;

    private static IEnumerable<(Question, IReadOnlyList<Recommendation>)> Cosine(ReadingTable table)
    {
        var likeness = Likeness.ByReaders(table.Data.Reads);
        return Ranked(table, likeness.AddTo);
    }

    private static IEnumerable<(Question, IReadOnlyList<Recommendation>)> Walk(ReadingTable table, CoReading together) => Ranked(table, together.AddTo);

    private static IEnumerable<(Question, IReadOnlyList<Recommendation>)> Ranked(ReadingTable table, Action<int, float, float[]> add)
    {
        var values = new float[table.Data.Articles];
        foreach (var question in table.Questions)
        {
            Array.Clear(values);
            add(question.Article, 1, values);
            values[question.Article] = 0;
            var best = Enumerable.Range(0, values.Length).Where(article => values[article] > 0).OrderByDescending(article => values[article]).Take(100);
            yield return (question, [.. best.Select(article => new Recommendation(article, values[article], []))]);
        }
    }

    private static void Print(Terminal terminal, string name, double value) => terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.##}"));
}
