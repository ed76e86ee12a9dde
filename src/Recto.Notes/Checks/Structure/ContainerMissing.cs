using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0209: a quoted title, “in”, and no book: <c>“Title,” in (London: Faber, 1988), 45</c>.</summary>
internal sealed class ContainerMissing : Check
{
    private static readonly WordSet In = new("in dans en em nel в");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0209", "container-missing", "The book or journal is missing after “in”", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            foreach (var quotation in tokens.Quotations)
            {
                var at = quotation.Close + 1;
                at += tokens.Is(at, ',') || tokens.Is(at, '.') ? 1 : 0;
                if (!In.Contains(tokens, at) || !IsTitle(context, note, tokens.Span(quotation.Open, quotation.Close + 1)))
                {
                    continue;
                }

                var colon = tokens.Is(at + 1, ':');
                var next = colon ? at + 2 : at + 1;
                if (next >= tokens.Count || tokens.Is(next, ';') || tokens.Is(next, ',') || IsImprint(tokens, next) || PageLabels.NumberAfter(tokens, next) is > 0 and var number && tokens.Is(number, TokenKind.Number) && PageLabels.IsPage(tokens, next))
                {
                    yield return At(note, tokens.Span(at, colon ? at + 2 : at + 1),
                        $"No book or journal follows “{tokens.TextOf(at)}” after {tokens.Text[tokens[quotation.Open].Start..tokens[quotation.Close].End]}. Add its title.");
                }
            }
        }
    }

    // "(London: Faber, 1988)"
    private static bool IsImprint(NoteTokens tokens, int open)
    {
        const int Longest = 16;
        if (!tokens.Is(open, '(') || tokens.Partner(open) is var close && (close < 0 || close - open > Longest) || Digits.Year(tokens, close - 1) < 0)
        {
            return false;
        }

        for (var i = open + 1; i < close; i++)
        {
            if (tokens.Is(i, ':') && i > open + 1)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTitle(CheckContext context, int note, TextSpan quoted)
    {
        foreach (var resolved in context.References(note))
        {
            if (resolved.Reference is PublishedReference { Title: { } title } && quoted.Overlaps(title.Span))
            {
                return true;
            }
        }

        return false;
    }
}
