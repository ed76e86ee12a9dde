using Recto.Notes.Diagnostics;
using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0216: a Roman numeral that is written by no rule (<c>VX</c>, <c>IC</c>) or by an old one (<c>IIII</c>), as the number of a volume or chapter. Years of old imprints (<c>MDCCCCX</c>) are quoted as they stand.</summary>
internal sealed class InvalidRomanNumeral : Check
{
    private const int Longest = 9;

    private static readonly WordSet Parts = new("chap chapter chapters chaps ch cap kap kapitel capítulo chapitre book bk livre libro buch part pt partie teil глава гл");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0216", "invalid-roman-numeral", "A Roman numeral that is none", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 1; i < tokens.Count; i++)
            {
                if (tokens[i].Span.Length is < 2 or > Longest || !RomanNumber.HasItsLetters(tokens.TextOf(i)) || !IsCounted(tokens, i))
                {
                    continue;
                }

                var numeral = tokens.TextOf(i).ToString();
                if (RomanNumber.IsRight(numeral) || numeral[0] == 'M' || tokens.QuotationAt(i) >= 0)
                {
                    continue;
                }

                yield return RomanNumber.Sum(numeral) is { } value
                    ? At(note, tokens[i].Span, $"{numeral} is written {RomanNumber.Of(value)} today. If it is no quotation of the title page, write it so.", Suggest(tokens[i].Span, RomanNumber.Of(value)))
                    : At(note, tokens[i].Span, $"{numeral} is no Roman numeral. Look the number up.");
            }
        }
    }

    // "vol. VX", "vols. IV–VX"
    private static bool IsCounted(NoteTokens tokens, int i)
    {
        var before = i - 1;
        if (tokens.Is(before, TokenKind.Dash) && before > 0 && RomanNumber.HasItsLetters(tokens.TextOf(before - 1)))
        {
            before -= 2;
        }

        before -= tokens.Is(before, '.') ? 1 : 0;
        return Vocabulary.Volume.Contains(tokens, before) || Parts.Contains(tokens, before);
    }
}
