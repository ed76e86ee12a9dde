using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0134: <c>in the 1930,</c>: the article stands before a decade that has lost its s. Before a noun (<c>the 1930 census</c>), a bracket or another number the year is one.</summary>
internal sealed class DecadeWithoutS : Check
{
    private static readonly WordSet Before = new("in during since from by until throughout of through");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0134", "decade-without-s", "A decade has lost its s", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 2; i < tokens.Count; i++)
            {
                if (tokens[i].Kind == TokenKind.Number && IsDecade(tokens.TextOf(i)) && tokens.Is(i - 1, "the") && Before.Contains(tokens, i - 2) && EndsThere(tokens, i + 1))
                {
                    var year = tokens.TextOf(i).ToString();
                    yield return At(note, tokens[i].Span, $"“the {year}” seems to be the decade; write {year}s.", Suggest(new TextSpan(tokens[i].End, tokens[i].End), "s"));
                }
            }
        }
    }

    private static bool IsDecade(ReadOnlySpan<char> number) => number.Length == 4 && number[0] == '1' && number[1] is >= '5' and <= '9' && number[3] == '0' && char.IsAsciiDigit(number[2]);

    // A mark that ends the phrase, or a verb behind "and": "the 1930 and 1931 volumes" are two years.
    private static bool EndsThere(NoteTokens tokens, int next) =>
        next >= tokens.Count || tokens.Is(next, ',') || tokens.Is(next, '.') || tokens.Is(next, ';') || tokens.Is(next, ':') || tokens[next].Kind is TokenKind.Quote or TokenKind.Closing || (tokens.Is(next, "and") && tokens.Is(next + 1, TokenKind.Word) && char.IsLower(tokens.TextOf(next + 1)[0]) && tokens.Is(next - 2, "the"));
}
