using System.Globalization;
using Recto.Notes.Text;

namespace Recto.Journals.Access;

/// <summary>A range in a list that somebody pasted or sent.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Written">As it is written.</param>
/// <param name="Note">What stands beside it; null for nothing.</param>
/// <param name="Range">The addresses; of no meaning where there is a fault.</param>
/// <param name="Fault">Why it was not read; null where it was.</param>
public sealed record RangeLine(int Line, string Written, string? Note, AddressRange Range, RangeFault? Fault);

/// <summary>
/// Reads lists of ranges: one or several a line, what follows them is a note; or a table as The IP Registry and library systems export it, with headings, parted by commas, semicolons or tabs:
/// a column of ranges, or one of first and one of last addresses.
/// </summary>
public static class RangeList
{
    private const int LongestNote = 300;

    private static readonly System.Buffers.SearchValues<char> OfRanges = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF.:*/-–\"");
    private static readonly string[] Ranges = ["iprange", "ipranges", "range", "ranges", "ip", "ips", "ipaddress", "ipaddresses", "address", "addresses", "cidr", "network", "subnet", "value"];
    private static readonly string[] Firsts = ["start", "startip", "ipstart", "startaddress", "rangestart", "startrange", "first", "firstip", "firstaddress", "from", "fromip", "ipfrom", "begin", "low", "lowip", "iplow"];
    private static readonly string[] Lasts = ["end", "endip", "ipend", "endaddress", "rangeend", "endrange", "last", "lastip", "lastaddress", "to", "toip", "ipto", "high", "highip", "iphigh"];
    private static readonly string[] Notes = ["note", "notes", "comment", "comments", "remark", "remarks", "description", "label", "site", "location", "campus", "department"];

    /// <summary>Reads a list. Lines that are empty or begin with <c>#</c> are left out.</summary>
    public static IReadOnlyList<RangeLine> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select((line, i) => (Number: i + 1, Text: line.Trim())).Where(line => line.Text.Length > 0 && line.Text[0] != '#').ToList();
        return lines.Count > 0 && Table.Of(lines[0].Text) is { } table
            ? [.. lines.Skip(1).SelectMany(line => table.Read(line.Text).Select(entry => Line(line.Number, entry)))]
            : [.. lines.SelectMany(line => Split(line.Text).Select(entry => Line(line.Number, entry)))];
    }

    private static RangeLine Line(int number, (string Written, string? Note) entry)
    {
        var fault = RangeReader.TryRead(entry.Written, out var range);
        return new(number, entry.Written, entry.Note, range, fault);
    }

    // Ranges stand first on a line, parted by commas, semicolons or blanks; a dash may have blanks around it. All that follows is a note.
    private static List<(string Written, string? Note)> Split(string line)
    {
        var found = new List<string>();
        var rest = line.AsSpan();
        do
        {
            var word = Word(ref rest);
            var after = rest.TrimStart();
            if (word[^1] is '-' or '–' && IsAddress(Peek(after)))
            {
                word = $"{word}{Word(ref rest)}";
            }
            else if (after.Length > 1 && after[0] is '-' or '–' && after[1..].TrimStart() is var end && (IsAddress(Peek(end)) || byte.TryParse(Peek(end), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                rest = end;
                word = $"{word}-{Word(ref rest)}";
            }

            found.Add(word);
            rest = rest.TrimStart(" \t,;");
        }
        while (IsAddress(Peek(rest)));
        var note = Note(rest.Trim("\"#-–—:|/ \t").ToString());
        return [.. found.Select(word => (word, note))];
    }

    private static string Word(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t,;\"");
        var word = Peek(rest);
        rest = rest[word.Length..];
        return word.Length == 0 ? "?" : word.Trim('"').ToString();
    }

    private static ReadOnlySpan<char> Peek(ReadOnlySpan<char> rest) => rest.IndexOfAny(" \t,;") is >= 0 and var end ? rest[..end] : rest;

    private static bool IsAddress(ReadOnlySpan<char> word) => !word.ContainsAnyExcept(OfRanges) && (word.Count('.') >= 2 || word.Count(':') >= 2);

    private static string? Note(string? text) => string.IsNullOrWhiteSpace(text) ? null : BoundedText.Cut(text.Trim(), LongestNote);

    private sealed record Table(char Separator, int Range, int First, int Last, int[] NoteColumns)
    {
        public static Table? Of(string headings)
        {
            foreach (var separator in "\t;,".Where(separator => headings.Contains(separator, StringComparison.Ordinal)))
            {
                var names = Fields(headings, separator).Select(name => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant()).ToList();
                int Find(string[] known) => names.FindIndex(known.Contains);
                var (range, first, last) = (Find(Ranges), Find(Firsts), Find(Lasts));
                if (range >= 0 || (first >= 0 && last >= 0))
                {
                    return new(separator, range, first, last, [.. names.Index().Where(name => Notes.Contains(name.Item)).Select(name => name.Index)]);
                }
            }

            return null;
        }

        public IEnumerable<(string Written, string? Note)> Read(string line)
        {
            var fields = Fields(line, Separator);
            string Field(int column) => column >= 0 && column < fields.Count ? fields[column] : "";
            var note = Note(string.Join("; ", NoteColumns.Select(Field).Where(text => text.Length > 0)));
            var (first, last) = (Field(First), Field(Last));
            if (first.Length > 0 && Last >= 0)
            {
                return [(last.Length == 0 || last == first ? first : $"{first}-{last}", note)];
            }

            return Field(Range) is { Length: > 0 } ranges ? Split(ranges).Select(entry => (entry.Written, entry.Note ?? note)) : [(line, note)];
        }

        // RFC 4180, but for fields of several lines, which no list of addresses has.
        private static List<string> Fields(string line, char separator)
        {
            var fields = new List<string>();
            var field = new System.Text.StringBuilder();
            var quoted = false;
            for (var i = 0; i <= line.Length; i++)
            {
                if (i == line.Length || (line[i] == separator && !quoted))
                {
                    fields.Add(field.ToString().Trim());
                    field.Clear();
                }
                else if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    field.Append(line[i++]);
                }
                else if (line[i] == '"')
                {
                    quoted = !quoted;
                }
                else
                {
                    field.Append(line[i]);
                }
            }

            return fields;
        }
    }
}
