using System.Text;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>Maps the numbered notes of a plain text. A note's place is certain where its words stand once in the file, or once behind its number at the beginning of a line.</summary>
public static class PlainTextMap
{
    /// <summary>A label with what surrounds it, in UTF-16 code units.</summary>
    private const int LongestHead = 200;

    /// <summary>Maps a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="notes">The notes whose places are wanted.</param>
    public static DocumentMap Of(EncodedText source, IReadOnlyList<Note> notes)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(notes);
        var text = source.Text;
        var (folded, places) = Folded(text);
        return new TextDocumentMap(source, [.. notes.Select(Align)], isXml: false);

        NoteAlignment? Align(Note note)
        {
            var words = Folded(note.Text).Text;
            if (words.Length == 0 || Only(words, note.Label) is not { } at)
            {
                return null;
            }

            // Characters of the stretch with the white space between them.
            var (start, end) = (places[at], places[at + words.Length - 1] + 1);
            return NoteAlignment.Of(note.Text, [.. Enumerable.Range(start, end - start).Select(index => new SourceCharacter(text[index], index, index + 1))]);
        }

        int? Only(string words, string label)
        {
            int? labelled = null;
            int? any = null;
            var (found, behindLabel) = (0, 0);
            for (var at = folded.IndexOf(words, StringComparison.Ordinal); at >= 0 && found < 1000; at = folded.IndexOf(words, at + 1, StringComparison.Ordinal))
            {
                found++;
                any = at;
                if (IsBehindLabel(at, label) && EndsLine(at + words.Length))
                {
                    behindLabel++;
                    labelled = at;
                }
            }

            return behindLabel == 1 ? labelled : found == 1 ? any : null;
        }

        // "12. Ibid."   "[12] Ibid."   "12" and the words on the next line
        bool IsBehindLabel(int at, string label)
        {
            var line = LineOf(places[at]);
            if (line == places[at] || text.AsSpan(line, places[at] - line).IsWhiteSpace())
            {
                line = at > 0 ? LineOf(places[at - 1]) : 0;
            }

            return (line == 0 || text[line - 1] is '\n' or '\r') && text.AsSpan(line, places[at] - line).Trim("^↑↩[](). :\t\r\n\u00A0\uFEFF").SequenceEqual(label);
        }

        // Where a line begins, or a place in it where no label stands any more.
        int LineOf(int place)
        {
            var line = place;
            while (line > 0 && place - line < LongestHead && text[line - 1] is not ('\n' or '\r'))
            {
                line--;
            }

            return line;
        }

        bool EndsLine(int after) => after >= places.Count || text.AsSpan(places[after - 1] + 1, places[after] - places[after - 1] - 1).IndexOfAny('\n', '\r') >= 0;
    }

    private static (string Text, List<int> Places) Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsWhiteSpace(text[at]))
            {
                folded.Append(text[at]);
                places.Add(at);
            }
        }

        return (folded.ToString(), places);
    }
}
