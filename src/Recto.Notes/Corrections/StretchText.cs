using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>A stretch of a note by itself, everything else of the note blank: so that every position stays what it is.</summary>
internal static class StretchText
{
    /// <summary>The stretch without white space and separating marks at its ends; null where no letter or digit is in it.</summary>
    public static TextSpan? Trimmed(string text, TextSpan stretch)
    {
        var (start, end) = (Math.Clamp(stretch.Start, 0, text.Length), Math.Clamp(stretch.End, 0, text.Length));
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ';' or ',' or '.' or ':'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ';' or ',' or '.' or ':'))
        {
            end--;
        }

        if (start >= end)
        {
            return null;
        }

        // A stop that ends an abbreviation at the very end of a note belongs to the note; none is put back.
        (start, end) = (char.IsLowSurrogate(text[start]) && start > 0 && char.IsHighSurrogate(text[start - 1]) ? start - 1 : start, end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? end + 1 : end);
        return text[start..end].Any(char.IsLetterOrDigit) ? new TextSpan(start, end) : null;
    }

    /// <summary>The note with nothing but the stretch.</summary>
    public static Note Alone(Note note, TextSpan span) => note with
    {
        Text = new string(' ', span.Start) + note.Text[span.Start..span.End],
        Emphasis = [.. note.Emphasis.Where(run => span.Contains(run.Span))],
        Citations = [.. note.Citations.Where(citation => span.Contains(citation.Span))],
        FileBlanks = [],
    };
}
