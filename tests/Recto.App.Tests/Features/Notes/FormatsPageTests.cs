using Recto.App.Tests.CommandLine;

namespace Recto.App.Tests.Features.Notes;

/// <summary>The examples of docs/formats.md.</summary>
public sealed class FormatsPageTests : IDisposable
{
    private static readonly string Root = FindRoot();
    private readonly Run _run = new();

    public static TheoryData<string> Formats => ["text", "csl", "bibtex", "ris", "tei", "jats"];

    public void Dispose() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_line_of_an_example_stands_in_the_output_in_that_order(string format)
    {
        Assert.Equal(0, await _run.RectoAsync("notes", "read", Path.Combine(Root, "corpus/demo/tlm-2026-0102.xml"), "--format", format));

        var at = 0;
        var lines = Example(format);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var found = _run.Out.IndexOf(line, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"Not in the output (or not in that order): {line}");
            at = found;
        }
    }

    // The lines of the fenced block below "## format".
    private static List<string> Example(string format)
    {
        var page = File.ReadAllLines(Path.Combine(Root, "docs/formats.md"));
        return [.. page.SkipWhile(line => line != $"## {format}").SkipWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "```")];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Recto.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
