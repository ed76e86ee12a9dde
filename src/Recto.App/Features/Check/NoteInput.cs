using System.Globalization;
using System.Text;
using Recto.App.Shell.Reports;
using Recto.Notes.Text;

namespace Recto.App.Features.Check;

/// <summary>The notes of what was sent.</summary>
/// <param name="Notes">The notes; null where they cannot be read.</param>
/// <param name="Refusal">Why not, as its reader says it; null where they were read.</param>
/// <param name="Unnumbered">Whether no numbers were found and each line was taken for a note.</param>
internal sealed record NoteInput(IReadOnlyList<Note>? Notes, string? Refusal, bool Unnumbered = false)
{
    /// <summary>Reads them.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="read">Reads a document of any format.</param>
    public static NoteInput Of(CheckSubmission sent, ReadDocument read)
    {
        if (sent.File is { } file)
        {
            var (notes, refusal) = read(file.Bytes, file.Name);
            return new NoteInput(notes, refusal);
        }

        var (pasted, why) = read(Encoding.UTF8.GetBytes(sent.Text), "notes.txt");
        return pasted is not { Count: > 0 } && !sent.Text.AsSpan().TrimStart().StartsWith("<") ? OfLines(sent.Text) : new NoteInput(pasted, why);
    }

    // A person who pastes three notes need not number them; who pastes notes 40 to 46 under a heading has numbered them.
    private static NoteInput OfLines(string text)
    {
        List<string> lines = [.. text.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0)];
        var numbered = lines.Count(line => LabelLength(line) > 0) * 2 > lines.Count;
        return new NoteInput([.. lines.Select((line, i) =>
        {
            var label = numbered ? LabelLength(line) : 0;
            var place = (i + 1).ToString(CultureInfo.InvariantCulture);
            return new Note { Id = "l" + place, Label = label > 0 ? line[..label].Trim('[', ']', '(', ')', '.', ':', ' ') : numbered ? "*" : place, Text = line[label..].Trim() };
        }).Where(note => note.Text.Length > 0)], null, !numbered);
    }

    // "40 ", "40. ", "[40] ": how much of the line is its number; 0 where it has none.
    private static int LabelLength(string line)
    {
        var at = line[0] is '[' or '(' ? 1 : 0;
        var digits = at;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
        {
            at++;
        }

        if (at == digits || at - digits > 4)
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
