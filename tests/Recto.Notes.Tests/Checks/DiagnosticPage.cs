using System.Globalization;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Checks;

/// <summary>A page of docs/diagnostics: its examples, with the marked places taken out of the text.</summary>
internal sealed record DiagnosticPage(string Id, string Rule, IReadOnlyList<DiagnosticExample> Reported, IReadOnlyList<DiagnosticExample> NotReported)
{
    public static string Folder { get; } = FindFolder();

    public static DiagnosticPage Read(string id)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, id + ".md"));
        var heading = lines[0].Split(": ");
        var page = new DiagnosticPage(heading[0].TrimStart('#', ' '), heading[1], Examples(lines, "## Reported"), Examples(lines, "## Not reported"));
        return page;
    }

    private static List<DiagnosticExample> Examples(string[] lines, string heading)
    {
        var examples = new List<DiagnosticExample>();
        var i = Array.IndexOf(lines, heading) + 1;
        Assert.True(i > 0, $"The page has no “{heading}”.");
        List<string>? block = null;
        for (; i < lines.Length && !lines[i].StartsWith("## ", StringComparison.Ordinal); i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                if (block is not null)
                {
                    examples.Add(DiagnosticExample.Of(block));
                }

                block = block is null ? [] : null;
            }
            else
            {
                block?.Add(lines[i]);
            }
        }

        return examples;
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var docs = Path.Combine(folder.FullName, "docs", "diagnostics");
            if (Directory.Exists(docs))
            {
                return docs;
            }
        }

        throw new DirectoryNotFoundException("docs/diagnostics does not stand above the test's folder.");
    }
}

/// <summary>One block of notes and the places marked in it.</summary>
internal sealed record DiagnosticExample(IReadOnlyList<Note> Notes, IReadOnlyList<(int Note, TextSpan Span)> Marked)
{
    public static DiagnosticExample Of(IReadOnlyList<string> lines)
    {
        var notes = new List<Note>();
        var marked = new List<(int, TextSpan)>();
        foreach (var line in lines)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var text = line[(blank + 1)..];
            while (text.IndexOf("[|", StringComparison.Ordinal) is var open && open >= 0)
            {
                var close = text.IndexOf("|]", StringComparison.Ordinal);
                marked.Add((notes.Count, new TextSpan(open, close - 2)));
                text = text[..open] + text[(open + 2)..close] + text[(close + 2)..];
            }

            notes.Add(new Note { Id = "n" + notes.Count.ToString(CultureInfo.InvariantCulture), Label = line[..blank], Text = text });
        }

        return new DiagnosticExample(notes, marked);
    }
}
