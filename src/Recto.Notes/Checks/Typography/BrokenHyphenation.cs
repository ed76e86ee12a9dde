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
        Dictionary<string, int>? words = null;
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 1; i + 2 < text.Length; i++)
            {
                if (!(text[i] is '-' or '‐' or '¬' && char.IsWhiteSpace(text[i + 1]) && char.IsLower(text[i + 2]) && char.IsLower(text[i - 1])))
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

                words ??= Words.Counted(context);
                var (solid, hyphened) = (first + second, first + "-" + second);
                // A half that is a word of its own may stand before a dash that lost its other blank, or be a shared part.
                var isSolid = words.ContainsKey(solid);
                var isHyphened = words.ContainsKey(hyphened);
                if (!isSolid && !isHyphened && (words.ContainsKey(second) || words.ContainsKey(first)))
                {
                    continue;
                }

                var span = new TextSpan(start, end);
                yield return At(note, span, $"“{text[start..end]}” is parted as at the end of a line; it is probably “{(isHyphened && !isSolid ? hyphened : solid)}”.",
                    Suggest(isHyphened && !isSolid ? new TextSpan(i + 1, i + 2) : new TextSpan(i, i + 2), ""));
            }
        }
    }
}
