using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>One place where a siglum stands.</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Span">Where in that note.</param>
/// <param name="IsBracketed">Whether it stands alone in brackets: <c>Public Record Office (PRO)</c>.</param>
/// <param name="IsExplained">Whether an explanation follows: <c>PRO (Public Record Office)</c>, <c>PRO = Public Record Office</c>.</param>
internal readonly record struct SiglumUse(int Note, TextSpan Span, bool IsBracketed, bool IsExplained);

/// <summary>Where certain sigla stand in the notes, however they are spaced.</summary>
internal static class SiglumUses
{
    private const int MostWords = 4;

    /// <summary>All places of these sigla, each list in document order; a siglum that stands nowhere is not among them.</summary>
    public static Dictionary<string, List<SiglumUse>> Of(CheckContext context, IReadOnlySet<string> keys)
    {
        var uses = new Dictionary<string, List<SiglumUse>>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count && keys.Count > 0; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].Kind == TokenKind.Word && char.IsUpper(tokens.TextOf(i)[0]))
                {
                    Add(uses, keys, note, tokens, i);
                }
            }
        }

        return uses;
    }

    private static void Add(Dictionary<string, List<SiglumUse>> uses, IReadOnlySet<string> keys, int note, NoteTokens tokens, int first)
    {
        var end = first;
        for (var words = 1; words <= MostWords && tokens.Is(end, TokenKind.Word); words++)
        {
            end++;
            var span = tokens.Span(first, end);
            if (KeyAt(tokens, span, keys, words == 1) is { } key)
            {
                if (!uses.TryGetValue(key, out var list))
                {
                    uses.Add(key, list = []);
                }

                var explained = tokens.Is(end, '=') || (tokens.Is(end, TokenKind.Opening) && tokens.Is(end + 1, TokenKind.Word) && tokens.Partner(end) - end > 3 && !tokens.Is(end + 1, "hereafter"));
                list.Add(new SiglumUse(note, span, tokens.Is(first - 1, TokenKind.Opening) && tokens.Partner(first - 1) == end, explained));
            }

            if (tokens.Is(end, '.') || tokens.Is(end, '/') || tokens.Is(end, TokenKind.Dash))
            {
                end++;
            }
        }
    }

    // "FRUS", "FRUS’s", "FRUS-Bände": what is joined to a siglum by an apostrophe or a hyphen is no part of it.
    private static string? KeyAt(NoteTokens tokens, TextSpan span, IReadOnlySet<string> keys, bool isOneWord)
    {
        var printed = span.In(tokens.Text);
        var key = Siglum.Key(printed);
        if (keys.Contains(key))
        {
            return key;
        }

        var joined = isOneWord ? printed.IndexOfAny("'’-‐‑") : -1;
        return joined > 1 && Siglum.Key(printed[..joined]) is var own && keys.Contains(own) ? own : null;
    }
}
