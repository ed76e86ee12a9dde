using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>Writes runs of a part again with tracked changes in them (ISO/IEC 29500-1, 17.13.5): what was there is <c>w:del</c>, what shall be there <c>w:ins</c>. Everything else keeps its characters.</summary>
/// <param name="text">The text of the part.</param>
/// <param name="tokens">Its pieces.</param>
/// <param name="marks">Gives the attributes of a change.</param>
internal sealed class WordRunWriter(string text, IReadOnlyList<XmlToken> tokens, WordMarks marks)
{
    /// <summary>The part with the edits made.</summary>
    /// <param name="runs">All runs that the edits may stand in, in order.</param>
    /// <param name="edits">In order; each inside the text of one run.</param>
    public string Write(IReadOnlyList<WordRun> runs, IReadOnlyList<SourceEdit> edits)
    {
        var result = new StringBuilder(text.Length + (edits.Count * 600));
        var (at, next) = (0, 0);
        foreach (var run in runs)
        {
            var mine = new List<SourceEdit>();
            while (next < edits.Count && edits[next].End <= tokens[run.Closing].Start)
            {
                mine.Add(edits[next++]);
            }

            if (mine.Count == 0)
            {
                continue;
            }

            result.Append(text, at, tokens[run.Opening].Start - at);
            WriteRun(result, run, mine);
            at = tokens[run.Closing].End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private void WriteRun(StringBuilder result, WordRun run, List<SourceEdit> edits)
    {
        var open = Source(tokens[run.Opening]);
        var prefix = tokens[run.Opening].Prefix(text);
        var first = run.Opening + 1;
        var properties = "";
        var kept = new StringBuilder();
        var pieces = 0;
        var next = 0;
        for (var i = first; i < run.Closing; i++)
        {
            var end = tokens[i].Kind is XmlTokenKind.Start or XmlTokenKind.Empty ? XmlToken.Closing(tokens, i) : i;
            var (start, after) = (tokens[i].Start, tokens[end].End);
            if (tokens[i].Name == "rPr")
            {
                properties = text[start..after];
            }
            else if (tokens[i].Name == "t" && next < edits.Count && edits[next].End <= after)
            {
                WriteText(tokens[i].End, tokens[end].Start);
            }
            else
            {
                kept.Append(text, start, after - start);
            }

            i = end;
        }

        Flush();

        void WriteText(int from, int to)
        {
            for (; next < edits.Count && edits[next].Start >= from && edits[next].End <= to; next++)
            {
                var edit = edits[next];
                Keep(from, edit.Start);
                Flush();
                if (edit.End > edit.Start)
                {
                    result.Append(CultureInfo.InvariantCulture, $"<{prefix}del {marks.Change(prefix)}>{open}{Properties()}<{prefix}delText xml:space=\"preserve\">{text.AsSpan(edit.Start, edit.End - edit.Start)}</{prefix}delText></{prefix}r></{prefix}del>");
                }

                if (edit.Text.Length > 0)
                {
                    Insert(XmlCharacters.Escaped(edit.Text));
                }

                from = edit.End;
            }

            Keep(from, to);
        }

        void Keep(int from, int to)
        {
            if (to > from)
            {
                kept.Append(CultureInfo.InvariantCulture, $"<{prefix}t xml:space=\"preserve\">{text.AsSpan(from, to - from)}</{prefix}t>");
            }
        }

        void Flush()
        {
            if (kept.ToString().AsSpan().IsWhiteSpace())
            {
                result.Append(kept);
                kept.Clear();
            }
            else
            {
                result.Append(open).Append(Properties()).Append(kept).Append("</").Append(prefix).Append("r>");
                kept.Clear();
            }
        }

        // What another has inserted is closed before our insertion and opened again behind it: one insertion in another is nothing that Word writes.
        void Insert(string words)
        {
            var around = run.Insertion is { } insertion ? tokens[insertion] : (XmlToken?)null;
            if (around is not null)
            {
                result.Append(CultureInfo.InvariantCulture, $"</{prefix}ins>");
            }

            result.Append(CultureInfo.InvariantCulture, $"<{prefix}ins {marks.Change(prefix)}>{open}{Properties()}<{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}r></{prefix}ins>");
            if (around is { } other)
            {
                result.Append(marks.Renumbered(Source(other), prefix));
            }
        }

        // A tracked change of the fount has an id too.
        string Properties() => pieces++ == 0 ? properties : marks.Renumbered(properties, prefix);
    }

    private string Source(XmlToken token) => text[token.Start..token.End];
}
