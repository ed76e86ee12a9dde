using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Recto.Journals.Recommending;

namespace Recto.Bench;

/// <summary>Recommending: how long building takes and how much memory, how long a list, a session folded in and a list read; on the data of a folder, and on as many articles as wanted that are generated from them with the same degrees.</summary>
internal static class RecommendRun
{
    /// <summary>Runs: <c>recommend FOLDER ARTICLES</c>, 0 for the articles as they are; FOLDER holds <c>split/warm/train.tsv.gz</c>, <c>mult.dat.gz</c>, <c>citations.dat.gz</c>.</summary>
    public static int Run(string[] args)
    {
        var wanted = int.Parse(args[1], CultureInfo.InvariantCulture);
        var data = Generate(args[0], wanted);
        var name = wanted == 0 ? "as_given" : args[1];
        Print(name, "articles", data.Articles);
        Print(name, "readers", data.Reads.Rows);
        Print(name, "reads", data.Reads.Filled);
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var recommender = Recommender.Build(data, new RecommenderOptions(), CancellationToken.None);
        Print(name, "build_s", watch.Elapsed.TotalSeconds);
        Print(name, "build_cpu_s", (Environment.CpuUsage.TotalTime - processor).TotalSeconds);

        var room = new Workspace(data.Articles);
        recommender.AlsoRead(0, null, 100, room); // The program is warm, and what is usual is known.
        recommender.ForReader([0], RecommendTask.Reader, null, 100, room);
        Time(name, "ms_an_article", 200, i => recommender.AlsoRead((int)((long)i * data.Articles / 200), null, 100, room));
        Time(name, "ms_a_reader", 200, i => recommender.ForReader(data.Reads.ColumnsOf((int)((long)i * data.Reads.Rows / 200)).ToArray(), RecommendTask.Reader, null, 100, room));

        using var process = Process.GetCurrentProcess();
        Print(name, "peak_mb", process.PeakWorkingSet64 / 1e6);
        return 0;
    }

    private static void Time(string name, string what, int times, Action<int> act)
    {
        act(0);
        var each = new double[times];
        for (var i = 0; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            act(i);
            each[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Array.Sort(each);
        Print(name, what + "_median", each[times / 2]);
        Print(name, what + "_p99", each[times * 99 / 100]);
    }

    // Copies side by side; one read, term and citation in ten leads into another copy, and every second term of a copy is a word of its own, as vocabularies grow.
    private static RecommenderTables Generate(string folder, int wanted)
    {
        var texts = Lines(Path.Combine(folder, "mult.dat.gz")).Select(line => line.Split(' ').Skip(1).Select(field => field.Split(':')).Select(field => (Term: Number(field[0]), Count: Number(field[1]))).ToArray()).ToArray();
        var links = Lines(Path.Combine(folder, "citations.dat.gz")).Select(line => line.Split(' ').Skip(1).Select(Number).ToArray()).ToArray();
        var reads = Lines(Path.Combine(folder, "split/warm/train.tsv.gz")).Select(line => line.Split('\t')).Select(fields => (Reader: Number(fields[0]), Article: Number(fields[1]))).ToArray();
        var (given, readers, terms) = (texts.Length, reads.Max(read => read.Reader) + 1, texts.SelectMany(text => text).Max(term => term.Term) + 1);
        var articles = wanted == 0 ? given : wanted;
        var (copies, random) = ((articles + given - 1) / given, new Random(7));
        var (readCells, textCells, linkCells) = (new List<(int, int, float)>(), new List<(int, int, float)>(), new List<(int, int, float)>());
        for (var copy = 0; copy < copies; copy++)
        {
            int Elsewhere() => copies > 1 && random.Next(10) == 0 ? random.Next(copies) : copy;
            foreach (var (reader, article) in reads)
            {
                Add(readCells, copy * readers + reader, Elsewhere() * given + article, 1);
            }

            for (var article = 0; article < given && copy * given + article < articles; article++)
            {
                foreach (var (term, count) in texts[article])
                {
                    Add(textCells, copy * given + article, term % 2 == 0 ? term : Elsewhere() * terms + term, count);
                }

                foreach (var link in links[article])
                {
                    var other = Elsewhere() * given + link;
                    Add(linkCells, copy * given + article, other, 1);
                    Add(linkCells, other, copy * given + article, 1);
                }
            }
        }

        return new RecommenderTables(articles, Ones(copies * readers, articles, readCells), SparseRows.Of(articles, copies * terms, textCells), Ones(articles, articles, linkCells));

        void Add(List<(int, int, float)> cells, int row, int column, float value)
        {
            if (ReferenceEquals(cells, textCells) || (column < articles && (ReferenceEquals(cells, readCells) || row < articles)))
            {
                cells.Add((row, column, value));
            }
        }
    }

    private static SparseRows Ones(int rows, int columns, List<(int, int, float)> cells) => SparseRows.Of(rows, columns, [.. cells.Distinct()]);

    internal static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Print(string name, string figure, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recommend {name} {figure} {value:0.####}"));
}
