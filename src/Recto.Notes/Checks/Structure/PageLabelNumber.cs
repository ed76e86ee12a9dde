using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0215: <c>pp.</c> before one page; <c>p.</c> before a range where the article writes <c>pp.</c> before ranges (in French and Portuguese <c>p.</c> may stand before either). <c>S.</c> and <c>с.</c> do not tell.</summary>
internal sealed class PageLabelNumber : Check
{
    private static readonly WordSet Joins = new("and et und y e и u i to a bis of or ou o f ff sq sqq ss ssq seq seqq segg sgg passim n nn note notes note fn");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0215", "page-label-number", "“pp.” before one page, or “p.” before several", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                var (one, several) = (tokens.Is(i, "p"), tokens.Is(i, "pp"));
                if ((!one && !several) || (i > 0 && (tokens.Is(i - 1, '.') || tokens.Is(i - 1, TokenKind.Number)) && !tokens.HasGapBefore(i)) || !char.IsLower(tokens.TextOf(i)[0]))
                {
                    continue;
                }

                var at = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
                if (Digits.Value(tokens, at) is not (> 0 and var first))
                {
                    continue;
                }

                if (several && IsOnePage(tokens, at) && !tokens.Is(i - 1, TokenKind.Closing))
                {
                    yield return At(note, tokens.Span(i, at + 1), $"“{Printed(tokens, i, at + 1)}” is one page, and pp. stands for several. Write p., or add the last page.", Suggest(tokens[i].Span, "p"));
                }
                else if (tokens.Is(at + 1, TokenKind.Dash) && Digits.Value(tokens, at + 2) > 0 && Digits.Expanded(tokens.TextOf(at), tokens.TextOf(at + 2)) > first)
                {
                    habit.Add(several, note, tokens.Span(i, at + 3));
                }
            }
        }

        if (habit.TryFind(out var isPlural) && isPlural)
        {
            foreach (var use in habit.Others(true))
            {
                var printed = context.Printed(use);
                yield return At(use.Note, use.Span, $"“{printed}” is several pages, for which this article writes pp. mostly. Write pp.", Suggest(new TextSpan(use.Span.Start, use.Span.Start + 1), "pp"));
            }
        }
    }

    private static string Printed(NoteTokens tokens, int from, int to) => tokens.Span(from, to).In(tokens.Text).ToString();

    // "(Washington, 1946) pp. 7" without a comma counts pages. Behind the number comes an end, or words that count nothing.
    private static bool IsOnePage(NoteTokens tokens, int number)
    {
        var next = number + 1;
        if (next >= tokens.Count || tokens.Is(next, ';') || tokens.Is(next, TokenKind.Closing))
        {
            return true;
        }

        if (tokens.Is(next, '.'))
        {
            return next + 1 >= tokens.Count || (tokens.HasGapBefore(next + 1) && tokens.Is(next + 1, TokenKind.Word) && char.IsUpper(tokens.TextOf(next + 1)[0]));
        }

        return tokens.Is(next, ',') && tokens.Is(next + 1, TokenKind.Word) && tokens[next + 1].Span.Length > 2 && !Joins.Contains(tokens, next + 1) && !References.Published.Numerals.IsRoman(tokens.TextOf(next + 1)) && PageLabels.NumberAfter(tokens, next + 1) == 0;
    }
}
