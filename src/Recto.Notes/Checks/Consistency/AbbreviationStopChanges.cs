using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0527: one abbreviation with its full stop here and without it there: vol. and vol, (ed.) and (ed), Bd. and Bd, gg. and gg. Compared within a language; each abbreviation for itself, since ed. and eds may both be right.
/// Only where a number follows, or a bracket closes: elsewhere the full stop may be the sentence’s.
/// </summary>
internal sealed class AbbreviationStopChanges : HabitCheck
{
    private const string With = "with its full stop";
    private const string Without = "without a full stop";

    private static readonly WordSet BeforeNumber = new("vol vols no nos nr ch chap chaps fol fols bd bde anm fig figs pt pts");
    private static readonly WordSet InBracket = new("ed eds hg hgg hrsg trans dir dirs");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0527", "abbreviation-stop-changes", "An abbreviation is printed with and without its full stop", Severity.Advice);

    // The abbreviation itself tells much: three uses are a habit.
    private protected override int FewestUses => 3;

    private protected override string Subject(string scope) => $"“{scope.Split('|')[0]}”";

    private protected override string Verb(string scope) => "is printed";

    // “gg” stands in titles, and Russian wants its full stop: a person looks.
    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) =>
        (usual == With ? new TextSpan(use.Span.End, use.Span.End) : new TextSpan(use.Span.End - 1, use.Span.End)) is var place && scope[0] is 'g' or 'г'
            ? Suggest(place, usual == With ? "." : "") : Safe(place, usual == With ? "." : "");

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        var languages = new NoteLanguages(context);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].Kind != TokenKind.Word || tokens[i].Span.Length > 5)
                {
                    continue;
                }

                var hasStop = tokens.Is(i + 1, '.');
                var next = hasStop ? i + 2 : i + 1;
                var isYears = IsYears(tokens, i, next);
                if (isYears || (tokens.QuotationAt(i) < 0 && (IsLabel(tokens, i, next, languages[note]) || (InBracket.Contains(tokens, i) && tokens.Is(i - 1, TokenKind.Opening) && tokens.Is(next, TokenKind.Closing)))))
                {
                    yield return new Choice($"{tokens.TextOf(i).ToString().ToLowerInvariant()}|{(isYears ? "ru" : languages[note])}", hasStop ? With : Without, note, new TextSpan(tokens[i].Start, tokens[hasStop ? i + 1 : i].End));
                }
            }
        }
    }

    // French n° and fol take none by rule, and the like; "no 3" may be a word.
    private static bool IsLabel(NoteTokens tokens, int i, int next, string language) =>
        BeforeNumber.Contains(tokens, i) && tokens.Is(next, TokenKind.Number) && tokens.HasGapBefore(i) && !(language == "fr" && (tokens.Is(i, "no") || tokens.Is(i, "nos") || tokens.Is(i, "fol")));

    // "1931–1936 gg (", "1920–1933 гг.,"
    private static bool IsYears(NoteTokens tokens, int i, int next) =>
        (tokens.Is(i, "gg") || tokens.Is(i, "гг")) && (tokens.Is(i - 1, TokenKind.Number) || tokens.Is(i - 1, TokenKind.Word)) && (tokens.Is(next, TokenKind.Opening) || tokens.Is(next, TokenKind.Closing) || tokens.Is(next, ',') || tokens.Is(next, ';') || tokens.Is(next, ':'));
}
