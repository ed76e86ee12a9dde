using Recto.Notes.Text;

namespace Recto.Notes.References.Markup;

/// <summary>Cuts tagged spans to what a field holds: no surrounding punctuation, quotation marks or brackets without partner.</summary>
internal static class MarkedSpans
{
    private const string Quotes = "\"“”„‟«»‘‚‹›";
    private const string Around = " \u00a0\n,;:";

    /// <summary>The field of a tagged span; null where nothing is left of it.</summary>
    public static Field? Field(string text, TextSpan? tagged)
    {
        if (tagged is not { } span)
        {
            return null;
        }

        var (start, end) = (span.Start, span.End);
        for (var isDone = false; !isDone;)
        {
            (var before, isDone) = (end - start, true);
            while (start < end && (Around.Contains(text[start], StringComparison.Ordinal) || text[start] == '.'))
            {
                start++;
            }

            while (end > start && (Around.Contains(text[end - 1], StringComparison.Ordinal) || (text[end - 1] == '.' && !EndsAbbreviation(text, start, end))))
            {
                end--;
            }

            if (end - start > 1 && IsOpen(text[start]) && text.AsSpan(start, end - start) is var words && (IsClosed(words) || !words[1..].ContainsAny(Quotes + "’)]")))
            {
                (start, end) = (start + 1, IsClosed(words) ? end - 1 : end);
            }
            else if (end > start && text[end - 1] is ')' or ']' && !text.AsSpan(start, end - start).ContainsAny("(["))
            {
                end--;
            }
            else if (end > start && text[end - 1] is '”' or '»' && !text.AsSpan(start, end - start).ContainsAny("“„«"))
            {
                end--;
            }

            isDone = end - start == before;
        }

        return end > start ? References.Field.Of(text, new TextSpan(start, end)) : null;
    }

    private static bool IsOpen(char character) => character is '(' or '[' || Quotes.Contains(character, StringComparison.Ordinal);

    // One pair around the whole: “…”, not “…” and “…”.
    private static bool IsClosed(ReadOnlySpan<char> words)
    {
        var (open, close) = (words[0], words[^1]);
        var closing = open switch { '(' => ")", '[' => "]", '"' => "\"", '‘' or '‚' => "’‘", '“' => "”\"", '„' or '‟' => "“”\"", '«' => "»", '»' => "«", '‹' => "›", '›' => "‹", _ => "" };
        return closing.Contains(close, StringComparison.Ordinal) && (open is not ('(' or '[' or '“' or '«' or '"') || words[1..^1].IndexOf(open) < 0);
    }

    // "J. Brit. Stud.", "Washington, D.C.", "2nd ed.": the full stop belongs to the word.
    private static bool EndsAbbreviation(string text, int start, int end)
    {
        var words = text.AsSpan(start, end - start - 1);
        var last = words[(words.LastIndexOf(' ') + 1)..];
        return last.Contains('.') || (last.Length <= 5 && last.Length > 0 && char.IsLetter(last[^1]) && words.Length < 60 && words.Contains('.')) || last is "ed" or "Aufl" or "vol";
    }
}
