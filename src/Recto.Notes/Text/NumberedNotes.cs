using System.Globalization;
using System.Text;

namespace Recto.Notes.Text;

/// <summary>Reads notes from plain text, one to a line: <c>12 text</c>, <c>12. text</c>, <c>[12] text</c>, <c>12) text</c>, <c>* text</c>. A line without a label goes on with the note before.</summary>
public static class NumberedNotes
{
    /// <summary>
    /// The notes in order. A line opens a note where it begins with a label: a number of up to four digits, or asterisks or daggers.
    /// Where a bare number begins a line (<c>1935 was a year</c>) it is a label only if it is at most 20 more than the one before: such a line goes on with the note.
    /// Text without any label gives one note for each line, numbered in order.
    /// </summary>
    /// <param name="text">Plain text; any line ends.</param>
    public static IReadOnlyList<Note> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n').Select(line => Collapse(line)).Where(line => line.Length > 0).ToList();
        var labelled = lines.Exists(line => Label(line) is not null);
        var notes = new List<(string Label, StringBuilder Text)>();
        var last = 0;
        foreach (var line in lines)
        {
            var label = labelled ? Label(line) : null;
            if (label is { } found && found.Number is { } number && !found.IsMarked && notes.Count > 0 && last > 0 && (number > last + 20 || number < last - 20 && number != 1))
            {
                label = null;
            }

            if (label is { } opening)
            {
                notes.Add((opening.Text, new StringBuilder(line[opening.Length..])));
                last = opening.Number ?? last;
            }
            else if (!labelled)
            {
                notes.Add(((notes.Count + 1).ToString(CultureInfo.InvariantCulture), new StringBuilder(line)));
            }
            else if (notes.Count > 0)
            {
                notes[^1].Text.Append(notes[^1].Text.Length > 0 ? "\n" : "").Append(line);
            }
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. notes.Select(note => new Note { Id = Unique(ids, "n" + note.Label), Label = note.Label, Text = note.Text.ToString() })];
    }

    private static string Unique(HashSet<string> taken, string id)
    {
        var unique = id;
        for (var k = 2; !taken.Add(unique); k++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}-{k}");
        }

        return unique;
    }

    // The label, how much of the line it takes, its number, and whether a mark shows it to be one.
    private static (string Text, int Length, int? Number, bool IsMarked)? Label(string line)
    {
        var bracket = line[0] is '[' or '(' or '^';
        var start = bracket ? 1 : 0;
        var end = start;
        while (end < line.Length && end - start < 4 && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        var isNumber = end > start;
        if (!isNumber)
        {
            while (end < line.Length && end - start < 4 && line[end] is '*' or '†' or '‡')
            {
                end++;
            }
        }

        if (end == start)
        {
            return null;
        }

        var after = end;
        var isMarked = !isNumber;
        if (bracket && line[0] != '^')
        {
            if (after >= line.Length || line[after] is not (']' or ')'))
            {
                return null;
            }

            isMarked = true;
            after++;
        }
        else if (after < line.Length && line[after] is '.' or ')' or ':')
        {
            after++;
            isMarked = true;
        }

        if (after < line.Length && line[after] != ' ' && isNumber)
        {
            return null;
        }

        var label = line[start..end];
        return (label, after < line.Length && line[after] == ' ' ? after + 1 : after, isNumber ? int.Parse(label, CultureInfo.InvariantCulture) : null, isMarked);
    }

    private static string Collapse(string line)
    {
        var builder = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (!char.IsWhiteSpace(c) && c != '\uFEFF')
            {
                builder.Append(c);
            }
            else if (builder.Length > 0 && builder[^1] != ' ' && c != '\uFEFF')
            {
                builder.Append(' ');
            }
        }

        if (builder.Length > 0 && builder[^1] == ' ')
        {
            builder.Length--;
        }

        return builder.ToString();
    }
}
