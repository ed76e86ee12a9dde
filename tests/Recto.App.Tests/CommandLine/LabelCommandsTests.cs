using System.Text;
using System.Text.Json;
using Recto.App.Features.Notes;
using Recto.App.Shell;
using Recto.Notes.Labelling;

namespace Recto.App.Tests.CommandLine;

/// <summary><c>recto notes label</c>, <c>train</c> and <c>evaluate</c> by exit code and text.</summary>
public sealed class LabelCommandsTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_line_of_references_is_answered_by_a_line_and_a_blank_one_too()
    {
        var model = await TrainedAsync();
        var text = "Orlova, A. Salt roads. Leiden: Kite, 1994.\r\n\n  Reyes, B. Tin 𝔐ines.\u00A0Paris: Kite, 1991.";

        Assert.Equal(0, await _run.RectoAsync(["notes", "label", "-", "--model", model], new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken));

        Assert.Equal(["Orlova, A. Salt roads. Leiden: Kite, 1994.", "", "  Reyes, B. Tin 𝔐ines.\u00A0Paris: Kite, 1991."], _run.Lines.Select(line => line.GetProperty("text").GetString()));
        Assert.Equal(0, _run.Lines[1].GetProperty("labels").GetArrayLength());
        Assert.All(_run.Lines, CoversEveryWord);
        Assert.Equal(["author", "title", "location", "publisher", "date"], _run.Lines[0].GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("label").GetString()));
    }

    [Fact]
    public async Task What_is_labelled_is_written_before_the_whole_input_is_read()
    {
        var labeller = LabelModels.Find(await TrainedAsync());
        using var endless = new Endless("Orlova, A. Salt roads. Leiden: Kite, 1994.\n");
        using var lines = InputLines.Open(endless, "endless", LabelLines.Longest, "reference");
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(1000, stop);

        Assert.Throws<OperationCanceledException>(() => LabelLines.Write(lines, labeller, output, stop.Token));

        Assert.Equal(1000, output.Lines);
        Assert.InRange(endless.Given, 1, 400_000);
    }

    [Fact]
    public async Task A_line_that_is_no_reference_by_its_length_ends_the_reading_with_its_number()
    {
        var model = await TrainedAsync();
        var text = "Orlova, A. Salt roads.\n" + new string('x', LabelLines.Longest + 1) + "\n";

        Assert.Equal(2, await _run.RectoAsync(["notes", "label", "-", "--model", model], new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken));

        Assert.Single(_run.Lines);
        Assert.Contains("standard input, line 2, is longer than", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_twice_makes_the_same_model_bit_for_bit()
    {
        var works = _run.Write("works.jsonl", """
            {"title":"The roads of the north","authors":[{"family":"Orlova","given":"Anna"},{"name":"B. Reyes"}],"year":1994,"publisher":"Leiden: Kite","type":"book"}

            {"title":"Ports and tolls","authors":[],"year":"1950","container":"Journal of Salt","volume":"3","pages":"1-9","type":"journal-article"}
            """);
        var data = Data();
        string[] args = ["notes", "train", "--data", data, "--works", works, "--generate", "60", "--seed", "5", "--iterations", "12"];

        Assert.Equal(0, await _run.RectoAsync([.. args, "--out", Path.Combine(_run.Folder, "a.model")]));
        Assert.Contains("strings of", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync([.. args, "--out", Path.Combine(_run.Folder, "b.model")]));

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_run.Folder, "a.model"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(_run.Folder, "b.model"), TestContext.Current.CancellationToken));
        Assert.Equal(["a.model", "b.model", "data.xml", "works.jsonl"], Directory.GetFiles(_run.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_training_data_can_be_looked_at_and_used_again()
    {
        var data = Data();

        Assert.Equal(0, await _run.RectoAsync("notes", "train", "--data", data, "--most", "10", "--print"));

        var printed = _run.Write("printed.xml", _run.Out);
        Assert.Equal(0, await _run.RectoAsync("notes", "train", "--data", printed, "--print"));
        Assert.Equal(await File.ReadAllTextAsync(printed, TestContext.Current.CancellationToken), _run.Out);
        Assert.Equal(10, _run.Out.Split("<sequence>").Length - 1);
    }

    [Fact]
    public async Task Cross_validation_reports_for_people_and_for_machines()
    {
        var data = Data();

        Assert.Equal(0, await _run.RectoAsync("notes", "evaluate", "--data", data, "--folds", "3", "--iterations", "15"));
        Assert.StartsWith("sequences  48, exact ", _run.Out, StringComparison.Ordinal);
        Assert.Equal("", _run.Error);
        Assert.Equal(0, await _run.RectoAsync("notes", "evaluate", "--data", data, "--folds", "3", "--iterations", "15", "--format", "json"));
        var score = Assert.Single(_run.Lines);
        Assert.InRange(score.GetProperty("fields").GetProperty("micro").GetProperty("f1").GetDouble(), 0.9, 1);
        Assert.Equal(48, score.GetProperty("fields").GetProperty("labels").GetProperty("title").GetProperty("gold").GetInt32());
    }

    [Fact]
    public async Task A_model_is_measured_on_all_the_data_without_training()
    {
        var model = await TrainedAsync();

        Assert.Equal(0, await _run.RectoAsync("notes", "evaluate", "--data", Path.Combine(_run.Folder, "data.xml"), "--model", model, "--format", "json"));

        Assert.Equal(48, Assert.Single(_run.Lines).GetProperty("sequences").GetInt32());
    }

    [Theory]
    [InlineData("no option here", "label", "--nothing")]
    [InlineData("does not exist", "label", "absent.txt")]
    [InlineData("is no model", "label", "-", "--model", "data.xml")]
    [InlineData("“absent.model” does not exist", "label", "-", "--model", "absent.model")]
    [InlineData("--out FILE is missing", "train", "--data", "data.xml")]
    [InlineData("nothing to train on", "train", "--out", "x.model")]
    [InlineData("need --works FILE", "train", "--generate", "5", "--out", "x.model")]
    [InlineData("leave --task at fields", "train", "--generate", "5", "--works", "data.xml", "--task", "span", "--out", "x.model")]
    [InlineData("line 1, is no record of a work", "train", "--generate", "5", "--works", "data.xml", "--out", "x.model")]
    [InlineData("has no labels for the task “component”", "evaluate", "--data", "data.xml", "--task", "component")]
    [InlineData("none of the known formats", "evaluate", "--data", "notes.txt")]
    [InlineData("--folds is a number from 2 on", "evaluate", "--data", "data.xml", "--folds", "1")]
    [InlineData("does not exist", "evaluate", "--data", "absent.xml")]
    public async Task What_cannot_be_used_is_refused_in_one_line(string says, params string[] args)
    {
        Data();
        _run.Write("notes.txt", "1. A note.\n");
        var placed = args.Select(arg => arg is "data.xml" or "notes.txt" or "x.model" ? Path.Combine(_run.Folder, arg) : arg);

        Assert.Equal(2, await _run.RectoAsync(["notes", .. placed]));

        Assert.Contains(says, _run.Error, StringComparison.Ordinal);
        Assert.Single(_run.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Path.Combine(_run.Folder, "x.model")));
    }

    private async Task<string> TrainedAsync()
    {
        var model = Path.Combine(_run.Folder, "small.model");
        Assert.Equal(0, await _run.RectoAsync("notes", "train", "--data", Data(), "--iterations", "20", "--out", model));
        return model;
    }

    // 48 references of one shape, so that a few steps of training suffice.
    private string Data()
    {
        string[] names = ["Orlova, A.", "Reyes, B.", "Kay, C.", "Lund, D."];
        string[] titles = ["Salt roads.", "Tin mines.", "The ports of the north.", "A history of tolls."];
        string[] places = ["Leiden:", "Paris:", "Bonn:"];
        var sequences = from name in names
                        from title in titles
                        from place in places
                        select $"<sequence><author>{name}</author><title>{title}</title><location>{place}</location><publisher>Kite,</publisher><date>{1950 + name.Length + title.Length}.</date></sequence>";
        return _run.Write("data.xml", $"<dataset>{string.Concat(sequences)}</dataset>");
    }

    private static void CoversEveryWord(JsonElement line)
    {
        var text = line.GetProperty("text").GetString()!;
        var spans = line.GetProperty("labels").EnumerateArray().Select(label => (Start: label.GetProperty("start").GetInt32(), End: label.GetProperty("end").GetInt32())).ToList();
        var at = 0;
        foreach (var (start, end) in spans)
        {
            Assert.True(string.IsNullOrWhiteSpace(text[at..start]));
            Assert.False(char.IsWhiteSpace(text[start]) || char.IsWhiteSpace(text[end - 1]));
            at = end;
        }

        Assert.True(string.IsNullOrWhiteSpace(text[at..]));
    }

    /// <summary>One text over and over; counts what was taken.</summary>
    private sealed class Endless(string text) : Stream
    {
        private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
            {
                buffer[offset + i] = _text[Given++ % _text.Length];
            }

            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>Forgets what it is given, counts lines and stops the work after some.</summary>
    private sealed class StoppingWriter(int after, CancellationTokenSource stop) : TextWriter
    {
        public int Lines { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            Lines += value == '\n' ? 1 : 0;
            if (Lines == after)
            {
                stop.Cancel();
            }
        }

        public override void Write(string? value)
        {
        }
    }
}
