using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0219: the same words, or the same year, stand twice in a reference with only marks between: <c>Oxford University Press, Oxford University Press</c>; <c>(London, 1999), 1999</c>.</summary>
internal sealed class RepeatedField : Check
{
    private const int LongestRun = 12;
    private const int MostMarks = 3;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0219", "repeated-field", "The same words stand twice in one reference", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<PublishedReference>())
            {
                var to = tokens.IndexFrom(reference.Span.End);
                for (var i = tokens.IndexFrom(reference.Span.Start); i < to; i++)
                {
                    if ((Year(tokens, i, to) ?? Words(tokens, i, to) ?? Bracket(tokens, i, to)) is { } again && !(reference.Url is { } url && url.Span.Overlaps(again)))
                    {
                        yield return At(note, again, $"“{tokens.Text[again.Start..again.End]}” stands twice in a row. Take it out once.");
                        i = tokens.IndexFrom(again.End) - 1;
                    }
                }
            }
        }
    }

    // "1999), 1999"
    private static TextSpan? Year(NoteTokens tokens, int i, int to)
    {
        if (Digits.Year(tokens, i) is not (> 0 and var year))
        {
            return null;
        }

        var next = i + 1;
        while (next < to && next - i <= MostMarks && (tokens.Is(next, ',') || tokens.Is(next, TokenKind.Closing) || tokens.Is(next, '.') || (tokens.Is(next, '(') && tokens.Is(i + 1, TokenKind.Closing))))
        {
            next++;
        }

        var isSame = next > i + 1 && next < to && Digits.Year(tokens, next) == year && !(tokens.Is(i + 1, '.') && tokens.Is(next + 1, TokenKind.Word));
        return isSame && !tokens.Is(next + 1, TokenKind.Dash) && !tokens.Is(next + 1, '/') && !tokens.Is(i - 1, TokenKind.Dash) && !tokens.Is(i - 1, '/') && tokens.HasGapBefore(next) ? tokens[next].Span : null;
    }

    // "Oxford University Press, Oxford University Press"; "New York, New York" is a town and its state.
    private static TextSpan? Words(NoteTokens tokens, int mark, int to)
    {
        if (!tokens.Is(mark, ',') && !tokens.Is(mark, ':') && !tokens.Is(mark, '.') && !tokens.Is(mark, ';'))
        {
            return null;
        }

        var length = 0;
        for (var run = 2; run <= LongestRun && mark - run >= 0 && mark + run < to && tokens.Is(mark - run, TokenKind.Word); run++)
        {
            if (!tokens.Is(mark + run, TokenKind.Word))
            {
                break;
            }

            length = AreSame(tokens, mark, run) ? run : length;
        }

        return length >= 2 && !tokens.Is(mark - length - 1, TokenKind.Word) && !tokens.Is(mark + length + 1, TokenKind.Word) && char.IsUpper(tokens.TextOf(mark + 1)[0]) && !tokens.TextOf(mark + 1).SequenceEqual("New") && tokens.TextOf(mark + 1).Length > 1
            ? tokens.Span(mark + 1, mark + 1 + length)
            : null;
    }

    // "(London: Faber, 1988) (London: Faber, 1988)"
    private static TextSpan? Bracket(NoteTokens tokens, int close, int to)
    {
        var next = tokens.Is(close + 1, ',') ? close + 2 : close + 1;
        if (!tokens.Is(close, TokenKind.Closing) || !tokens.Is(next, TokenKind.Opening) || tokens.Partner(close) is not (>= 0 and var open) || close - open is < 2 or > LongestRun || next + close - open >= to)
        {
            return null;
        }

        for (var k = 0; k <= close - open; k++)
        {
            if (!tokens.TextOf(open + k).SequenceEqual(tokens.TextOf(next + k)))
            {
                return null;
            }
        }

        return tokens.Span(next, next + close - open + 1);
    }

    private static bool AreSame(NoteTokens tokens, int mark, int run)
    {
        for (var k = 0; k < run; k++)
        {
            if (!tokens.Is(mark - run + k, TokenKind.Word) || !tokens.Is(mark + 1 + k, TokenKind.Word) || !tokens.TextOf(mark - run + k).SequenceEqual(tokens.TextOf(mark + 1 + k)))
            {
                return false;
            }
        }

        return true;
    }
}
