using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recto.Journals.Matching;
using Recto.Journals.Matching.Evaluation;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Scoring;
using Recto.Storage.Matching;

namespace Recto.Bench;

/// <summary>Matching references: works indexed a second, references matched a second, and how many are right; on the works given, and on so many more that are generated from them.</summary>
internal static class MatchRun
{
    /// <summary>Runs: <c>match WORKS GOLD [GENERATED] [FOLDER]</c>.</summary>
    public static int Run(string[] args)
    {
        var (works, gold) = (args[0], args[1]);
        var generated = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        var folder = args.Length > 3 ? args[3] : Directory.CreateTempSubdirectory("recto-bench-").FullName;
        Directory.CreateDirectory(folder);
        using var lines = File.OpenText(gold);
        var references = GoldReference.ReadAll(lines);
        Measure("given", works, folder, references);
        if (generated > 0)
        {
            var more = Path.Combine(folder, "generated.jsonl");
            if (!File.Exists(more))
            {
                Generate(works, generated, more);
            }

            Measure("generated", more, folder, references);
        }

        return 0;
    }

    private static void Measure(string name, string works, string folder, IReadOnlyList<GoldReference> references)
    {
        var index = Path.Combine(folder, name + ".index");
        File.Delete(index);
        var (peak, read) = (0L, 0L);
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var open = WorksIndexFile.OpenOrBuild(new WorksSource(works), index, count =>
        {
            read = count;
            peak = Math.Max(peak, GC.GetTotalMemory(false));
        }, CancellationToken.None);
        Print(name, "works", open.Index.Works);
        Print(name, "index_mb", new FileInfo(index).Length / 1e6);
        Print(name, "build_works_per_s", open.Index.Works / watch.Elapsed.TotalSeconds);
        Print(name, "build_works_per_cpu_s", open.Index.Works / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        Print(name, "build_managed_peak_mb", peak / 1e6);

        var matcher = new WorksMatcher(open.Index, MatchModel.Shipped);
        Match(matcher, [.. references.Take(500)]); // The program and the file's pages are warm.
        (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var answers = Match(matcher, references);
        Print(name, "references_per_s", references.Count / watch.Elapsed.TotalSeconds);
        Print(name, "references_per_cpu_s", references.Count / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        Print(name, "managed_mb_after", GC.GetTotalMemory(true) / 1e6);
        Print(name, "working_set_beyond_files_mb", OwnMemory());
        var right = references.Zip(answers).Count(one => one.Second.Doi is { } doi && one.First.Right.Contains(doi.ToLowerInvariant()));
        Print(name, "precision", (double)right / Math.Max(1, answers.Count(one => one.IsMatch)));
        Print(name, "recall", (double)right / Math.Max(1, references.Count(one => one.Right.Count > 0)));
    }

    private static MatchAnswer[] Match(WorksMatcher matcher, IReadOnlyList<GoldReference> references)
    {
        var answers = new MatchAnswer[references.Count];
        Parallel.For(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => answers[i] = matcher.Match(new ReferenceToMatch { Text = references[i].Reference }));
        return answers;
    }

    // What the process holds that is no page of a file (Linux); 0 elsewhere.
    private static double OwnMemory() => !File.Exists("/proc/self/status") ? 0
        : File.ReadLines("/proc/self/status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1e3).FirstOrDefault();

    // The works themselves, and works put together of parts of theirs: half a title and half of another, authors of a third, the journal of a fourth; one word in thirty is new, as vocabularies grow.
    private static void Generate(string works, int count, string path)
    {
        var lines = new List<string>();
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(works), CompressionMode.Decompress)))
        {
            while (reader.ReadLine() is { } line)
            {
                lines.Add(line);
            }
        }

        var parts = lines.ConvertAll(Part.Of);
        var random = new Random(5);
        using var output = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        lines.ForEach(line => output.Write(line + "\n"));
        var text = new StringBuilder();
        for (var i = lines.Count; i < count; i++)
        {
            Part Any() => parts[random.Next(parts.Count)];
            var (one, other, people, place) = (Any().Title, Any().Title, Any().Authors, Any());
            text.Clear();
            Words(one, 0, (one.Length + 1) / 2);
            Words(other, other.Length / 2, other.Length);
            var page = random.Next(1, 2000);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"doi\":\"10.5555/generated.{i}\",\"title\":{JsonSerializer.Serialize(text.ToString())},\"authors\":{people},\"year\":{1960 + random.Next(64)},\"container\":{place.Container},\"volume\":\"{random.Next(1, 200)}\",\"issue\":\"{random.Next(1, 13)}\",\"pages\":\"{page}-{page + random.Next(1, 30)}\",\"type\":\"journal-article\"}}\n"));
        }

        void Words(string[] title, int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                text.Append(text.Length > 0 ? " " : "").Append(title[i]);
                if (random.Next(30) == 0)
                {
                    text.Append((char)('a' + random.Next(26))).Append((char)('a' + random.Next(26)));
                }
            }
        }
    }

    private static void Print(string name, string figure, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"match {name} {figure} {value:0.####}"));

    private sealed record Part(string[] Title, string Authors, string Container)
    {
        public static Part Of(string line)
        {
            var work = JsonNode.Parse(line)!;
            return new Part(((string?)work["title"] ?? "untitled").Split(' '), work["authors"]?.ToJsonString() ?? "[]", work["container"]?.ToJsonString() ?? "null");
        }
    }
}
