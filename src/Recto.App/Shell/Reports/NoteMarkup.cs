using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.App.Shell.Reports;

/// <summary>A note as HTML: its words encoded, set as the source sets them, and every place that a finding is about marked and linked to the finding.</summary>
internal static class NoteMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes it.</summary>
    /// <param name="note">The note.</param>
    /// <param name="places">What is marked, in order of start.</param>
    /// <returns>The HTML, and for each place the id of the mark in which it begins.</returns>
    public static (string Html, IReadOnlyList<string> MarkIds) Of(Note note, IReadOnlyList<Marking> places)
    {
        var html = new StringBuilder(note.Text.Length + 160 * places.Count);
        var ids = new string[places.Count];
        List<TextSpan> spans = [.. places.Select(place => Visible(place.Span, note.Text))];
        List<int> cuts = [0, note.Text.Length, .. spans.SelectMany(span => new[] { span.Start, span.End })];
        cuts = [.. cuts.Distinct().Order()];
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var piece = new TextSpan(cuts[i], cuts[i + 1]);
            List<int> over = [.. Enumerable.Range(0, places.Count).Where(k => spans[k].Contains(piece))];
            if (over.Count == 0)
            {
                Words(note, piece, html);
                continue;
            }

            // Where several findings meet, the most severe gives the line and is what the link leads to.
            var first = over.MaxBy(k => places[k].Severity);
            var begins = over.Where(k => spans[k].Start == piece.Start && ids[k] is null).ToList();
            var id = FormattableString.Invariant($"m{places[first].Finding}-{piece.Start}");
            begins.ForEach(k => ids[k] = id);
            html.Append(CultureInfo.InvariantCulture, $"<mark class=\"{string.Join(' ', over.Select(k => places[k].Class).Distinct())}\" id=\"{id}\"><a href=\"#f{places[first].Finding}\">");
            Words(note, piece, html);
            html.Append("</a></mark>");
        }

        return (html.ToString(), ids);
    }

    /// <summary>Text as HTML.</summary>
    public static string Encode(ReadOnlySpan<char> text) => Encoder.Encode(text.ToString());

    // What is missing has no length: the character before it is marked, or the one after at the beginning.
    private static TextSpan Visible(TextSpan span, string text)
    {
        var (start, end) = (Math.Clamp(span.Start, 0, text.Length), Math.Clamp(span.End, 0, text.Length));
        if (start == end && text.Length > 0)
        {
            (start, end) = start > 0 ? (start - 1, start) : (0, 1);
        }

        // Never through the middle of a character.
        return new TextSpan(start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) ? start - 1 : start, end > 0 && end < text.Length && char.IsLowSurrogate(text[end]) ? end + 1 : end);
    }

    private static void Words(Note note, TextSpan piece, StringBuilder html)
    {
        var at = piece.Start;
        foreach (var run in note.Emphasis.Where(run => run.Span.Overlaps(piece) && Tag(run.Emphasis) is not null))
        {
            var (start, end) = (Math.Max(at, run.Span.Start), Math.Min(piece.End, run.Span.End));
            if (start < end)
            {
                Plain(note.Text.AsSpan(at, start - at), html);
                var (open, close) = Tag(run.Emphasis)!.Value;
                html.Append(open);
                Plain(note.Text.AsSpan(start, end - start), html);
                html.Append(close);
                at = end;
            }
        }

        Plain(note.Text.AsSpan(at, piece.End - at), html);
    }

    private static void Plain(ReadOnlySpan<char> text, StringBuilder html)
    {
        if (!text.IsEmpty)
        {
            html.Append(Encode(text).Replace("&#xA;", "<br>", StringComparison.Ordinal));
        }
    }

    // No bold in text: rank is made by size, italic and small capitals.
    private static (string Open, string Close)? Tag(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Italic => ("<i>", "</i>"),
        Emphasis.SmallCaps => ("<span class=\"sc\">", "</span>"),
        Emphasis.Underline => ("<span class=\"underline\">", "</span>"),
        Emphasis.Superscript => ("<sup>", "</sup>"),
        Emphasis.Subscript => ("<sub>", "</sub>"),
        _ => null,
    };
}

/// <summary>A place in a note that a finding is about.</summary>
/// <param name="Finding">Number of the finding on the page.</param>
/// <param name="Span">In the note's text.</param>
/// <param name="Severity">How wrong it is.</param>
/// <param name="Class">Classes of its mark.</param>
internal sealed record Marking(int Finding, TextSpan Span, Severity Severity, string Class);
