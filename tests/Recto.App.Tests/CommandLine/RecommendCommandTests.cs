using System.Globalization;
using System.IO.Compression;
using System.Text;
using Recto.Tests.Shared;

namespace Recto.App.Tests.CommandLine;

/// <summary><c>recto recommend rank</c> and <c>evaluate</c> by exit code and text.</summary>
public sealed class RecommendCommandTests : IDisposable
{
    private const string Reads = "ann\t0\nann\t1\nann\t2\nbob\t0\nbob\t1\r\nbob\t0\n\ncleo\t3\ncleo\t4\ndan\t3\ndan\t4\ndan\t5\n";
    private const string Text = "2 0:1 1:2\n2 0:1 2:1\n1 1:1\n2 7:1 8:1\n2 7:2 9:1\n1 8:3\n2 7:1 8:1\n0\n";
    private const string Citations = "1 2\n0\n1 0\n1 5\n0\n1 3\n1 5\n\n";

    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_article_is_answered_by_what_its_readers_read_besides()
    {
        Assert.Equal(0, await RankAsync("i2i", Reads, "one\t0\ntwo\t3\n", "--top", "2"));

        Assert.Equal(["one\t1\t1", "one\t2\t2", "two\t4\t1", "two\t5\t2"], Lines);
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public async Task A_reader_is_given_what_was_not_read_yet_and_best_first()
    {
        Assert.Equal(0, await RankAsync("warm", Reads, "bob\ncleo\nnobody\n", "--text", Write("text", Text), "--citations", Write("citations", Citations)));

        var lists = Lines.Select(line => line.Split('\t')).ToLookup(fields => fields[0], fields => fields[1]);
        Assert.Equal("2", lists["bob"].First());
        Assert.Equal("5", lists["cleo"].First());
        Assert.DoesNotContain("0", lists["bob"]);
        Assert.DoesNotContain("1", lists["bob"]);
        Assert.Equal(["0", "1", "3", "4"], lists["nobody"].Take(4)); // Of a reader who is not known: what is read most.
        Assert.All(Lines.Select(line => line.Split('\t')).GroupBy(fields => fields[0]), list => Assert.Equal(Enumerable.Range(1, list.Count()).Select(rank => rank.ToString(CultureInfo.InvariantCulture)), list.Select(fields => fields[2])));
    }

    [Fact]
    public async Task New_articles_are_ranked_by_text_and_citations_and_nothing_else_is_shown()
    {
        string[] content = ["--text", Write("text", Text), "--citations", Write("citations", Citations)];

        Assert.Equal(0, await RankAsync("cold", Reads, "ann\ndan\n", [.. content, "--candidates", Write("candidates", "6\n7\n6\n")]));
        Assert.Equal(["dan\t6\t1"], Lines.Where(line => line.StartsWith("dan", StringComparison.Ordinal)));
        Assert.All(Lines, line => Assert.Contains(line.Split('\t')[1], (string[])["6", "7"]));

        // Without candidates: those that nobody has read.
        Assert.Equal(0, await RankAsync("cold", Reads, "ann\ndan\n", content));
        Assert.Equal(["dan\t6\t1"], Lines.Where(line => line.StartsWith("dan", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Packed_tables_and_standard_input_are_read_and_names_may_be_anything_where_no_lines_number_them()
    {
        var reads = _run.Write("reads.gz", Packed("a\tsalt\na\ttin\nb\tsalt\nb\ttin\nb\tcoal\n"));

        Assert.Equal(0, await _run.RectoAsync(["recommend", "rank", "--task", "i2i", "--reads", reads, "--queries", "-"], new MemoryStream("q\tsalt\n"u8.ToArray()), TestContext.Current.CancellationToken));

        Assert.Equal(["q\ttin\t1", "q\tcoal\t2"], Lines);
    }

    [Fact]
    public async Task The_same_question_twice_is_answered_once_and_the_same_read_twice_counts_once()
    {
        Assert.Equal(0, await RankAsync("i2i", Reads, "one\t0\none\t0\n"));
        var once = _run.Out;

        Assert.Equal(0, await RankAsync("i2i", Reads + "ann\t2\nann\t2\n", "one\t0\n"));

        Assert.Equal(once, _run.Out);
    }

    [Fact]
    public async Task A_pair_shows_only_from_so_many_readers_and_long_sessions_count_in_part()
    {
        // By the regression everything remains foretold; what is read together alone is cut, so that lists change but stay.
        Assert.Equal(0, await RankAsync("i2i", Reads, "one\t0\n", "--fewest", "2", "--longest", "2", "--top", "1"));

        Assert.Equal(["one\t1\t1"], Lines);
    }

    [Fact]
    public async Task Articles_beyond_all_lines_are_known_by_their_reads_alone()
    {
        Assert.Equal(0, await RankAsync("i2i", Reads + "ann\t2147483648\n", "one\t2147483648\n", "--text", Write("text", Text), "--top", "3"));

        Assert.Equal(["0", "1", "2"], Lines.Select(line => line.Split('\t')[1]).Order());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "one\t0\n")]
    [InlineData(Reads, "")]
    public async Task Empty_tables_give_empty_lists(string reads, string queries)
    {
        Assert.Equal(0, await RankAsync("i2i", reads, queries, "--text", Write("text", ""), "--citations", Write("citations", "")));

        Assert.Equal("", _run.Out);
        Assert.Equal(reads.Length == 0, _run.Error.Contains("holds no reads", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ann 0\n", "", "reads”, line 1: “ann 0” is no reader and article")]
    [InlineData("ann\t0\nann\t\n", "", "reads”, line 2")]
    [InlineData("ann\t0\nann\tx1\n", "", "reads”, line 2: “x1” is no article")]
    [InlineData("ann\t-1\n", "", "reads”, line 1: “-1” is no article")]
    [InlineData("ann\t0\n", "2 0:1\n", "text”, line 1: it says that “2” terms follow, but 1 do")]
    [InlineData("ann\t0\n", "1 0:1\n1 5\n", "text”, line 2: “5” is no term:frequency")]
    [InlineData("ann\t0\n", "1 0:0\n", "text”, line 1: “0:0” is no term:frequency")]
    [InlineData("ann\t0\n", "1 0:-3\n", "text”, line 1: “0:-3” is no term:frequency")]
    [InlineData("ann\t0\n", "1 99999999999:1\n", "text”, line 1: “99999999999:1” is no term:frequency")]
    public async Task What_cannot_be_used_is_refused_with_file_and_line(string reads, string text, string says)
    {
        Assert.Equal(2, await RankAsync("i2i", reads, "one\t0\n", "--text", Write("text", text)));

        Assert.Contains(says, _run.Error, StringComparison.Ordinal);
        Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_refused_by_name()
    {
        var packed = Packed(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 1000}\t{i}\n")));
        var reads = _run.Write("cut.gz", packed[..(packed.Length / 2)]);

        Assert.Equal(2, await _run.RectoAsync("recommend", "rank", "--task", "i2i", "--reads", reads, "--queries", Write("queries", "one\t0\n")));

        Assert.Contains("cut.gz” is damaged after line", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--task is i2i, warm or cold", "--task", "hot")]
    [InlineData("--top is a number from 1", "--task", "i2i", "--top", "0")]
    [InlineData("--longest is a number from 2", "--task", "i2i", "--longest", "1")]
    [InlineData("--fewest is a number from 1", "--task", "i2i", "--fewest", "0")]
    [InlineData("“nowhere” does not exist", "--task", "i2i", "--text", "nowhere")]
    [InlineData("only one table can come from standard input", "--task", "i2i", "--text", "-", "--citations", "-")]
    public async Task A_command_line_that_cannot_be_used_is_refused(string says, params string[] args)
    {
        Assert.Equal(2, await _run.RectoAsync(["recommend", "rank", "--reads", Write("reads", Reads), "--queries", Write("queries", "one\t0\n"), .. args]));

        Assert.Contains(says, _run.Error, StringComparison.Ordinal);
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public async Task Measuring_gives_means_with_intervals_and_what_each_signal_does_alone()
    {
        Assert.Equal(0, await _run.RectoAsync("recommend", "evaluate", "--task", "i2i", "--reads", Write("reads", Reads), "--queries", Write("queries", "one\t0\ntwo\t3\nlost\t5\n"), "--right", Write("right", "one\t1\ntwo\t4\n"), "--alone"));

        Assert.Contains(Lines, line => line.StartsWith("blend: NDCG@20 1.0000 [1.0000, 1.0000]", StringComparison.Ordinal) && line.EndsWith("2 questions", StringComparison.Ordinal));
        Assert.Contains(Lines, line => line.StartsWith("Terms: NDCG@20 0.0000", StringComparison.Ordinal));
        Assert.Contains(Lines, line => line.StartsWith("cosine of readers: NDCG@20 1.0000", StringComparison.Ordinal));
    }

    /// <summary>The lists of real readers stay as good as they were: below the figures of docs/evaluation.md by what chance may do among these readers.</summary>
    [Theory]
    [InlineData("citeulike-a", "i2i", .150)]
    [InlineData("citeulike-a", "cold", .37)]
    public async Task Lists_of_real_readers_stay_good(string set, string task, double floor)
    {
        string Of(string file) => SharedData.Require($"data/recommend/{set}/{file}");
        using var queries = new StreamReader(new GZipStream(File.OpenRead(Of($"split/{task}/{(task == "i2i" ? "queries" : "test")}.tsv.gz")), CompressionMode.Decompress));
        var some = (await queries.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => task == "i2i" ? line : line.Split('\t')[0]).Distinct().Take(600);

        Assert.Equal(0, await _run.RectoAsync(["recommend", "evaluate", "--task", task, "--reads", Of($"split/{task}/train.tsv.gz"), "--queries", Write("queries", string.Join('\n', some)),
            "--right", Of($"split/{task}/test.tsv.gz"), "--citations", Of("citations.dat.gz"), .. task == "cold" ? ["--candidates", Of("split/cold/candidates.tsv.gz"), "--pairs"] : Array.Empty<string>()]));

        var measured = double.Parse(Lines.Single(line => line.StartsWith("blend:", StringComparison.Ordinal) && line.EndsWith("600 questions", StringComparison.Ordinal)).Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.True(measured > floor, $"{set} {task}: {measured}, and the floor is {floor}");
    }

    private string[] Lines => _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RankAsync(string task, string reads, string queries, params string[] more) =>
        _run.RectoAsync(["recommend", "rank", "--task", task, "--reads", Write("reads", reads), "--queries", Write("queries", queries), .. more]);

    private string Write(string name, string content) => _run.Write(name, content);

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
