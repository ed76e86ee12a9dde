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

        // <source>Bull. Hist. Med</source>.
        end += end > start && end < text.Length && text[end] == '.' && char.IsLetter(text[end - 1]) && text.AsSpan(start, end - start).Contains('.') && EndsAbbreviation(text, start, end + 1) ? 1 : 0;
        return end > start ? References.Field.Of(text, new TextSpan(start, end)) : null;
    }

    /// <summary>A tagged title up to its closing quotation mark, where only the book around it follows: <c>“Primary Research,” in Austoker and Bryder</c>.</summary>
    public static TextSpan? WithoutContainer(string text, TextSpan? title)
    {
        if (title is not { } span || span.IsEmpty || text[span.Start] is not ('“' or '"' or '«' or '„'))
        {
            return title;
        }

        var words = span.In(text);
        var close = words[1..].LastIndexOfAny("”\"»“") + 1;
        return close > 1 && words[(close + 1)..].TrimStart(" ,") is var rest && (rest.StartsWith("in ") || rest.StartsWith("In ")) ? span with { End = span.Start + close + 1 } : title;
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
        var before = words[..^last.Length].TrimEnd(' ');
        return last.Contains('.') || (last.Length is > 0 and <= 5 && char.IsUpper(last[0]) && before.Length > 0 && before[^1] is ',' or '&') || (last.Length <= 5 && last.Length > 0 && char.IsLetter(last[^1]) && words.Length < 60 && words.Contains('.')) || last is "ed" or "Aufl" or "vol";
    }
}
