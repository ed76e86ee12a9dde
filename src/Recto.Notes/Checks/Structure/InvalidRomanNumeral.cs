using Recto.Notes.Diagnostics;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
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
                if (!tokens.Is(i, TokenKind.Word) || tokens[i].Span.Length is < 2 or > 2 * Longest || !IsCounted(tokens, i) || tokens.QuotationAt(i) >= 0)
                {
                    continue;
                }

                foreach (var span in Numerals(tokens, i))
                {
                    var numeral = tokens.Text[span.Start..span.End];
                    if (RomanNumeral.ValueOf(numeral) is not null || numeral[0] == 'M')
                    {
                        continue;
                    }

                    yield return RomanNumeral.Sum(numeral) is { } value
                        ? At(note, span, $"{numeral} is written {RomanNumeral.Of(value)} today. If it is no quotation of the title page, write it so.", Suggest(span, RomanNumeral.Of(value)))
                        : At(note, span, $"{numeral} is no Roman numeral. Look the number up.");
                }
            }
        }
    }

    // "VX"; both of "IV-VX", which is one word.
    private static IEnumerable<TextSpan> Numerals(NoteTokens tokens, int i)
    {
        var start = tokens[i].Start;
        for (var at = start; at <= tokens[i].End; at++)
        {
            if (at < tokens[i].End && RomanNumeral.HasItsLetters(tokens.Text.AsSpan(at, 1)))
            {
                continue;
            }

            if (at < tokens[i].End && tokens.Text[at] is not ('-' or '‑'))
            {
                yield break;
            }

            if (at > start)
            {
                yield return new TextSpan(start, at);
            }

            start = at + 1;
        }
    }

    // "vol. VX", "vols. IV–VX"
    private static bool IsCounted(NoteTokens tokens, int i)
    {
        var before = i - 1;
        if (tokens.Is(before, TokenKind.Dash) && before > 0 && RomanNumeral.HasItsLetters(tokens.TextOf(before - 1)))
        {
            before -= 2;
        }

        before -= tokens.Is(before, '.') ? 1 : 0;
        return Vocabulary.Volume.Contains(tokens, before) || Parts.Contains(tokens, before);
    }
}
