using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0133: a new sentence begins with a word that begins nothing else (See, Cf., Vgl., См.), and no mark stands before it: <c>pp. 28–29 See also …</c>. Only behind a number or a bracket, and not in a title.</summary>
internal sealed class MissingStopBetweenSentences : Check
{
    private static readonly WordSet Openers = new("See Cf Compare Vgl Siehe Voir См Ср Véase Vedi");
    private static readonly WordSet BehindSee = new("also e.g for especially esp note n the my his her their too");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0133", "missing-stop-between-sentences", "A new sentence begins without a stop before it", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            var text = tokens.Text;
            for (var i = 1; i + 1 < tokens.Count; i++)
            {
                if (!Openers.Contains(tokens, i) || !char.IsUpper(text[tokens[i].Start]) || tokens.QuotationAt(i) >= 0 || tokens.IsItalic(i))
                {
                    continue;
                }

                var at = tokens[i].Start;
                if (at < 2 || text[at - 1] is not (' ' or '\u00a0') || !(char.IsAsciiDigit(text[at - 2]) || text[at - 2] is ')' or ']') || !(tokens.TextOf(i) is not ("See" or "Compare") ? tokens.Is(i + 1, '.') || !IsAbbreviation(tokens.TextOf(i)) : BehindSee.Contains(tokens, i + 1)))
                {
                    continue;
                }

                yield return At(note, new TextSpan(at - 2, tokens[i].End), $"A new sentence begins with “{tokens.TextOf(i)}”, and no stop stands before it.", Suggest(new TextSpan(at - 1, at - 1), "."));
            }
        }
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> word) => word is "Cf" or "Vgl" or "См" or "Ср";
}
