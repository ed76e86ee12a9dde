using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>The words of an article, and what stands around a place, for a message.</summary>
internal static class Words
{
    private const int Longest = 24;

    /// <summary>Every word of the article, whatever its case, and how often it stands there; the halves around a dash or a hyphen between blanks are not counted, since they may be no words.</summary>
    public static Dictionary<string, int> Counted(CheckContext context)
    {
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens.Is(i, TokenKind.Word) && !tokens.Is(i + 1, TokenKind.Dash) && !tokens.Is(i - 1, TokenKind.Dash))
                {
                    var word = tokens.TextOf(i).ToString();
                    words[word] = words.GetValueOrDefault(word) + 1;
                }
            }
        }

        return words;
    }

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
