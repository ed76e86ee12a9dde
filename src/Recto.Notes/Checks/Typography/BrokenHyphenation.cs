using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0121: a word still parted as it was at the end of a line: <c>Ge- schichte</c>. What stands for a shared part (vor- und nachher, pre- or post-war) is right.</summary>
internal sealed class BrokenHyphenation : Check
{
    // A shared part is left hanging before these, in any language.
    private static readonly WordSet Joining = new(
        "and or nor to but as than vs versus not und oder bzw beziehungsweise sowie als auch noch wie statt bis u o et ou ni que y e o u ni ed od en of tot dan og eller och samt i oraz lub albo ani a nebo či és vagy ja tai sekä и или да а либо та й або by through via plus minus über gegen in im am an on at for from with von vom zu zum zur für mit");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0121", "broken-hyphenation", "A word is still parted as at the end of a line", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        // Every word of the article: it says whether the two halves are one.
        HashSet<string>? words = null;
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 1; i + 2 < text.Length; i++)
            {
                if (!(text[i] is '-' or '‐' or '¬' or '\u00ad' && char.IsWhiteSpace(text[i + 1]) && char.IsLower(text[i + 2]) && char.IsLower(text[i - 1])))
                {
                    continue;
                }

                var (start, end) = (i, i + 2);
                while (start > 0 && char.IsLetter(text[start - 1]))
                {
                    start--;
                }

                while (end < text.Length && char.IsLetter(text[end]))
                {
                    end++;
                }

                var (first, second) = (text[start..i], text[(i + 2)..end]);
                if (first.Length < 2 || second.Length < 2 || Joining.Contains(second) || (start > 0 && text[start - 1] is '-' or '‐') || (untouchables ??= Untouchables.Of(text)).Has(i))
                {
                    continue;
                }

                words ??= Words(context);
                var (solid, hyphened) = (first + second, first + "-" + second);
                // A half that is a word of its own may stand before a dash that lost its other blank, or be a shared part.
                var isSolid = words.Contains(solid);
                var isHyphened = words.Contains(hyphened);
                if (!isSolid && !isHyphened && (words.Contains(second) || words.Contains(first)))
                {
                    continue;
                }

                var span = new TextSpan(start, end);
                yield return At(note, span, $"“{text[start..end]}” is parted as at the end of a line; it is probably “{(isHyphened && !isSolid ? hyphened : solid)}”.",
                    Suggest(isHyphened && !isSolid ? new TextSpan(i + 1, i + 2) : new TextSpan(i, i + 2), ""));
            }
        }
    }

    private static HashSet<string> Words(CheckContext context)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                // The halves themselves prove nothing.
                if (tokens.Is(i, TokenKind.Word) && !(tokens.Is(i + 1, TokenKind.Dash) && !tokens.HasGapBefore(i + 1)) && !(tokens.Is(i - 1, TokenKind.Dash) && i > 1 && !tokens.HasGapBefore(i - 1)))
                {
                    words.Add(tokens.TextOf(i).ToString());
                }
            }
        }

        return words;
    }
}
