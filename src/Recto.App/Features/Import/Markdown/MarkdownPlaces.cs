using Recto.Journals.Exchange.Fixes;

namespace Recto.App.Features.Import.Markdown;

/// <summary>Finds the words of notes in the source of a Markdown file: from behind <c>[^label]:</c> to where the note ends, and between the brackets of <c>^[text]</c>.</summary>
/// <param name="text">The file.</param>
internal sealed class MarkdownPlaces(string text)
{
    private readonly List<int> _lines = LineStarts(text);

    /// <summary>The place of a note that is defined; null where its line does not hold it.</summary>
    /// <param name="label">As written.</param>
    /// <param name="line">Line of the file, from 0.</param>
    public MarkdownPlace? Defined(string label, int line)
    {
        if (line >= _lines.Count)
        {
            return null;
        }

        var head = $"[^{label}]:";
        var at = text.IndexOf(head, _lines[line], LineEnd(line) - _lines[line], StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var last = line;
        for (var next = line + 1; next < _lines.Count; next++)
        {
            var words = text.AsSpan(_lines[next], LineEnd(next) - _lines[next]);
            if (words.IsWhiteSpace())
            {
                continue;
            }

            // A new note ends this one; behind an empty line, so does what is not indented.
            if (IsDefinition(words) || (next > last + 1 && !(words[0] == '\t' || words.StartsWith("    "))))
            {
                break;
            }

            last = next;
        }

        return new MarkdownPlace(at + head.Length, LineEnd(last));
    }

    /// <summary>The place of a note in the text; null where its words stand there more than once.</summary>
    public MarkdownPlace? InPlace(string words)
    {
        var written = $"^[{words}]";
        var at = text.IndexOf(written, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(written, at + 1, StringComparison.Ordinal) < 0 ? new MarkdownPlace(at + 2, at + written.Length - 1) : null;
    }

    private int LineEnd(int line) => line + 1 < _lines.Count ? _lines[line + 1] : text.Length;

    private static bool IsDefinition(ReadOnlySpan<char> line)
    {
        var words = line.TrimStart(" >");
        return words.StartsWith("[^") && words.IndexOf("]:") > 0;
    }

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.Length || text[at + 1] != '\n')))
            {
                starts.Add(at + 1);
            }
        }

        return starts;
    }
}
