using System.Globalization;
using Recto.Notes.Checks;
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
        var info = "";
        for (; i < lines.Length && !lines[i].StartsWith("## ", StringComparison.Ordinal); i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                if (block is not null)
                {
                    examples.Add(DiagnosticExample.Of(info, block));
                }

                info = lines[i].TrimStart('`');
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

/// <summary>
/// One block of notes and the places marked in it. Behind <c>notes</c> in its first line may stand a house style by name (<c>chicago</c>), <c>year=1999</c> for the year of the article, and <c>italics</c>: then <c>*…*</c> is set in italics.
/// </summary>
internal sealed record DiagnosticExample(IReadOnlyList<Note> Notes, IReadOnlyList<(int Note, TextSpan Span)> Marked, CheckOptions Options)
{
    public static DiagnosticExample Of(string info, IReadOnlyList<string> lines)
    {
        var words = info.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var options = CheckOptions.Default;
        foreach (var word in words.Where(word => word != "italics"))
        {
            options = word.StartsWith("year=", StringComparison.Ordinal)
                ? options with { ArticleYear = int.Parse(word[5..], CultureInfo.InvariantCulture) }
                : options with { Style = HouseStyle.Find(word) ?? throw new FormatException($"There is no house style “{word}”.") };
        }

        var notes = new List<Note>();
        var marked = new List<(int, TextSpan)>();
        foreach (var line in lines)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var text = line[(blank + 1)..];
            while (text.IndexOf("[|", StringComparison.Ordinal) is var open && open >= 0)
            {
                var close = text.IndexOf("|]", open + 2, StringComparison.Ordinal);
                marked.Add((notes.Count, new TextSpan(open, close - 2)));
                text = text[..open] + text[(open + 2)..close] + text[(close + 2)..];
            }

            // Italics last: what is marked shifts with the stars that are taken out.
            var emphasis = new List<EmphasisRun>();
            while (words.Contains("italics") && text.IndexOf('*', StringComparison.Ordinal) is var star && star >= 0)
            {
                var end = text.IndexOf('*', star + 1);
                text = text.Remove(end, 1).Remove(star, 1);
                emphasis.Add(new EmphasisRun(new TextSpan(star, end - 1), Emphasis.Italic));
                for (var k = 0; k < marked.Count; k++)
                {
                    if (marked[k].Item1 == notes.Count)
                    {
                        marked[k] = (notes.Count, new TextSpan(Shifted(marked[k].Item2.Start, star, end), Shifted(marked[k].Item2.End, star, end)));
                    }
                }
            }

            notes.Add(new Note { Id = "n" + notes.Count.ToString(CultureInfo.InvariantCulture), Label = line[..blank], Text = text, Emphasis = emphasis });
        }

        return new DiagnosticExample(notes, marked, options);
    }

    private static int Shifted(int position, int star, int end) => position - (position > star ? 1 : 0) - (position > end ? 1 : 0);
}
