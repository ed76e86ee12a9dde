using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>What stands around a place, for a message.</summary>
internal static class Words
{
    private const int Longest = 24;

    /// <summary>The run without blanks around a stretch, cut where it is long, without the stops at its end.</summary>
    public static string Around(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && span.Start - start < Longest)
        {
            start--;
        }

        while (end < text.Length && !char.IsWhiteSpace(text[end]) && end - span.End < Longest)
        {
            end++;
        }

        while (end > span.End && text[end - 1] is ',' or ';' or '.' or ':')
        {
            end--;
        }

        return text[start..end];
    }
}
