using System.Globalization;
using System.Text;
using Recto.App.Shell.Reports;
using Recto.Journals.Exchange.Fixes;
using Recto.Notes.Text;

namespace Recto.App.Features.Check;

/// <summary>The notes of what was sent.</summary>
/// <param name="Notes">The notes; null where they cannot be read.</param>
/// <param name="Year">The year in which the article appeared; null where that is not told.</param>
/// <param name="Refusal">Why the notes cannot be read, as their reader says it; null where they were read.</param>
/// <param name="IsLines">Whether no list of notes was found in the text and each line was taken for one.</param>
/// <param name="IsUnnumbered">Whether the lines have no numbers.</param>
internal sealed record NoteInput(IReadOnlyList<Note>? Notes, int? Year, string? Refusal, bool IsLines = false, bool IsUnnumbered = false)
{
    /// <summary>Reads them.</summary>
    public static NoteInput Of(CheckSubmission sent, NoteDoors doors)
    {
        var (notes, year, refusal) = doors.Dated(sent.Bytes, sent.Name);
        return sent.File is null && notes is not { Count: > 0 } && !sent.Text.AsSpan().TrimStart().StartsWith("<") ? OfLines(sent.Text) : new NoteInput(notes, year, refusal);
    }

    /// <summary>Where the notes stand in what was sent; or null and why that is not known.</summary>
    public (DocumentMap? Map, string? Refusal) Map(CheckSubmission sent, NoteDoors doors) =>
        IsLines && EncodedText.Of(sent.Bytes, Encoding.UTF8, 0) is { } text ? (PlainTextMap.Of(text, Notes!), null) : doors.Map(sent.Bytes, sent.Name);

    // A person who pastes three notes need not number them; who pastes notes 40 to 46 under a heading has numbered them.
    private static NoteInput OfLines(string text)
    {
        List<string> lines = [.. text.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0)];
        var numbered = lines.Count(line => LabelLength(line) > 0) * 2 > lines.Count;
        return new NoteInput([.. lines.Select((line, i) => OfLine(line, (i + 1).ToString(CultureInfo.InvariantCulture), numbered)).Where(note => note.Text.Length > 0)], null, null, IsLines: true, IsUnnumbered: !numbered);
    }

    private static Note OfLine(string line, string place, bool numbered)
    {
        var label = numbered ? LabelLength(line) : 0;
        return new Note { Id = "l" + place, Label = label > 0 ? line[..label].Trim('[', ']', '(', ')', '.', ':', ' ') : numbered ? "*" : place, Text = line[label..].Trim() };
    }

    // "40 ", "40. ", "[40] ": how much of the line is its number; 0 where it has none.
    private static int LabelLength(string line)
    {
        var first = line[0] is '[' or '(' ? 1 : 0;
        var at = first;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        if (at == first || at - first > 4)
        {
            return 0;
        }

        while (at < line.Length && line[at] is ']' or ')' or '.' or ':')
        {
            at++;
        }

        return at < line.Length && line[at] == ' ' ? at + 1 : 0;
    }
}
