using System.Globalization;
using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>A run of numbered notes among the lines of a page.</summary>
/// <param name="Start">Index of its first line.</param>
/// <param name="End">Index of the line after its last.</param>
/// <param name="Notes">The notes.</param>
internal sealed record NoteRun(int Start, int End, IReadOnlyList<NumberedNote> Notes);

/// <summary>One note of a run.</summary>
/// <param name="Label">As printed.</param>
/// <param name="Line">Line of the source where it begins.</param>
/// <param name="Paragraphs">Its paragraphs, without the label.</param>
internal sealed record NumberedNote(string Label, int Line, IReadOnlyList<string> Paragraphs);

/// <summary>Finds runs of numbered lines: 1, 2, 3 … in order. A page need not say "Notes" above them.</summary>
internal static partial class PageNotes
{
    // A number may be missing, but not many.
    private const int LongestGap = 4;

    /// <summary>All runs that count up from 1 (or, under a heading, from anywhere), in order, not overlapping.</summary>
    public static IReadOnlyList<NoteRun> Find(IReadOnlyList<PageLine> lines)
    {
        var runs = new List<NoteRun>();
        var (starred, tried) = (0, (-1, false));
        for (var i = 0; i < lines.Count; i++)
        {
            var heading = i > 0 ? PageHeadings.Find(lines[i - 1].Text) : null;
            var underHeading = heading is PagePart.Notes;
            starred = starred > i ? starred : Starred(lines, i);
            if (starred > i && starred < lines.Count && tried != (starred, underHeading) && Read(lines[starred].Text) is { Number: 1 } afterStars)
            {
                tried = (starred, underHeading);
                if (TryRun(lines, starred, afterStars, underHeading) is { } starredRun)
                {
                    var stars = lines.Skip(i).Take(starred - i).Select(line => new NumberedNote(line.Text[..1], line.Number, [line.Text[1..].Trim()]));
                    runs.Add(starredRun with { Start = i, Notes = [.. stars, .. starredRun.Notes] });
                    i = starredRun.End - 1;
                    continue;
                }
            }

            var isHeaded = heading is PagePart.Notes or PagePart.References;
            if (Read(lines[i].Text) is { } first && (first.Number == 1 || isHeaded) && TryRun(lines, i, first, isHeaded) is { } run)
            {
                runs.Add(run);
                i = run.End - 1;
            }
        }

        return runs;
    }

    // "* I thank the archivists …" right above note 1: the index after such lines, i where there are none.
    private static int Starred(IReadOnlyList<PageLine> lines, int i)
    {
        while (i < lines.Count && lines[i].Text.Length > 3 && lines[i].Text[0] is '*' or '†' or '‡' or '§' or '¶')
        {
            i++;
        }

        return i;
    }

    private static NoteRun? TryRun(IReadOnlyList<PageLine> lines, int start, (int Number, string Label, string Text) first, bool headed)
    {
        var notes = new List<NumberedNote>();
        var paragraphs = new List<string>();
        var (number, label, line) = (first.Number, first.Label, lines[start].Number);
        AddIfAny(first.Text);
        var i = start + 1;
        var end = i;
        for (; i < lines.Count; i++)
        {
            var text = lines[i].Text;
            if (Read(text) is { } next && Follows(lines, i, number, next))
            {
                Close();
                (number, label, line) = (next.Number, next.Label, lines[i].Number);
                AddIfAny(next.Text);
                end = i + 1;
            }
            else if (paragraphs.Count == 0 && PageHeadings.Find(text) is null)
            {
                AddIfAny(text); // The number stood on a line of its own.
                end = i + 1;
            }
            else if (PageHeadings.Find(text) is null && ComesAgain(lines, i + 1, number))
            {
                if (!BackLink().IsMatch(text))
                {
                    paragraphs.Add(text);
                }

                end = i + 1;
            }
            else if (BackLink().IsMatch(text))
            {
                end = i + 1;
            }
            else
            {
                break;
            }
        }

        Close();
        var enough = headed ? notes.Count >= 1 : notes.Count >= 2 && notes[0].Label == "1" && notes.Sum(note => note.Paragraphs.Sum(text => text.Length)) >= notes.Count * 6;
        return enough && notes.All(note => note.Paragraphs.Count > 0) ? new NoteRun(start, end, notes) : null;

        void AddIfAny(string text)
        {
            var clean = EndLink().Replace(text, "");
            if (clean.Length > 0)
            {
                paragraphs.Add(clean);
            }
        }

        void Close()
        {
            notes.Add(new NumberedNote(label, line, [.. paragraphs]));
            paragraphs.Clear();
        }
    }

    // The next number, the same again (a label used twice), or one after a small gap that nothing fills later.
    private static bool Follows(IReadOnlyList<PageLine> lines, int i, int last, (int Number, string Label, string Text) next)
    {
        if (next.Number == last + 1)
        {
            return true;
        }

        if (next.Number == last)
        {
            return lines.Skip(i + 1).Take(3).Any(line => Read(line.Text)?.Number == last + 1);
        }

        return next.Number > last + 1
            && next.Number <= last + 1 + LongestGap
            && !lines.Skip(i + 1).Take(40).Any(line => Read(line.Text) is { } later && later.Number == last + 1)
            && lines.Skip(i + 1).Take(6).Any(line => Read(line.Text)?.Number == next.Number + 1);
    }

    // Whether the numbering goes on soon: then the lines between are further paragraphs of the note.
    private static bool ComesAgain(IReadOnlyList<PageLine> lines, int from, int last)
    {
        for (var i = from; i < Math.Min(lines.Count, from + 12); i++)
        {
            if (PageHeadings.Find(lines[i].Text) is not null)
            {
                return false;
            }

            if (Read(lines[i].Text) is { } next && next.Number == last + 1)
            {
                return true;
            }
        }

        return false;
    }

    internal static (int Number, string Label, string Text)? Read(string text)
    {
        var match = Numbered().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return null;
        }

        return (number, match.Groups["n"].Value, text[match.Length..].Trim());
    }

    // "12 Haslam, …", "12. Haslam", "[12] Haslam", "(12) Haslam", "12) Haslam", "^ 12", "↑12 Haslam", "12" alone
    [GeneratedRegex(@"^[\^↑↩]? ?(?:\[(?<n>\d{1,6})\]|\((?<n>\d{1,6})\)|(?<n>\d{1,6})(?:[.)\]:](?=\s|$|\D)|(?=\s|$)))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();

    // Links that a site adds to a note.
    [GeneratedRegex(@"^(\[?(google scholar|crossref|web of science|pubmed|scopus|view all notes|view all references|back to text|return to (note|text|ref)\w*( \d+)?|return to citation|go to reference|view|find it|get it)\]?[\s|,;.•]*)+$|^[↩↑⤴⬏^]+\uFE0E?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex BackLink();

    [GeneratedRegex(@"\s*[↩↑⤴]\uFE0E?\s*$|\s*\[?(View all notes|Back to text|Return to (note|text))\]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EndLink();
}
