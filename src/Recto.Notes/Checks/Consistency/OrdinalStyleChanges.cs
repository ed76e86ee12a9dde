using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0509: an edition is told in two ways within one language: 2nd ed. and 2d ed., second edition and 2nd ed., ed. and edn; 2. Aufl. and 2. Auflage; 2e éd. and 2ème éd. Titles and quotations keep what they have.</summary>
internal sealed class OrdinalStyleChanges : HabitCheck
{
    private static readonly WordSet Spelt = new("second third fourth fifth sixth seventh eighth ninth tenth deuxième troisième quatrième zweite dritte vierte fünfte");
    private static readonly WordSet Sentence = new("the a this that his her its their in of der die das la le cette");
    private static readonly WordSet English = new("ed edn edition");
    private static readonly WordSet German = new("Aufl Auflage");
    private static readonly WordSet French = new("éd édition");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0509", "ordinal-style-changes", "The number of an edition is written in two ways", Severity.Advice);

    private protected override string Subject(string scope) => scope.StartsWith("word", StringComparison.Ordinal) ? "The word for an edition" : "The number of an edition";

    private protected override string Verb(string scope) => scope.StartsWith("word", StringComparison.Ordinal) ? "is" : "is written";

    private protected override string? Wanted(HouseStyle style, string scope) =>
        style.EditionWord is not { } word ? null : scope == "word English" ? $"“{word}”" : scope == "number English" ? "like “2nd”" : null;

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) =>
        scope.StartsWith("word", StringComparison.Ordinal) ? Suggest(use.Span, usual[^2] == '.' && use.Span.End < context.Text(use.Note).Length && context.Text(use.Note)[use.Span.End] == '.' ? usual[1..^2] : usual[1..^1])
        : usual == "like “2nd”" && use.Way == "like “2d”" ? Suggest(use.Span, context.Text(use.Note)[use.Span.Start..(use.Span.End - 1)] + (context.Text(use.Note)[use.Span.End - 2] == '2' ? "nd" : "rd")) : null;

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 1; i < tokens.Count; i++)
            {
                if (tokens.QuotationAt(i) >= 0 || tokens.IsItalic(i) || LanguageOf(tokens, i) is not { } language || NumberBefore(tokens, i) is not { } number)
                {
                    continue;
                }

                // "3rd ed London": the source has lost its marks. "the second edition of": a sentence.
                if (tokens.Is(i + 1, TokenKind.Word) || IsInSentence(tokens, number))
                {
                    continue;
                }

                yield return new Choice($"number {language}", Way(tokens, number), note, tokens[number].Span);

                // The full stop of "ed." is a part of the word.
                var stop = tokens.Is(i + 1, '.') && !tokens.HasGapBefore(i + 1) && tokens.TextOf(i).Length <= 4;
                var span = new TextSpan(tokens[i].Start, stop ? tokens[i + 1].End : tokens[i].End);
                if (char.IsLower(tokens.TextOf(i)[0]) || language == "German")
                {
                    yield return new Choice($"word {language}", $"“{context.Printed(note, span)}”", note, span);
                }
            }
        }
    }

    private static string? LanguageOf(NoteTokens tokens, int i) => English.Contains(tokens, i) ? "English" : German.Contains(tokens, i) ? "German" : French.Contains(tokens, i) ? "French" : null;

    // The number straight before the word; a word such as "revised" may stand between.
    private static int? NumberBefore(NoteTokens tokens, int word)
    {
        var i = word - 1;
        i -= tokens.Is(i, "revised") || tokens.Is(i, "rev") || tokens.Is(i, "enlarged") ? 1 : 0;
        var at = tokens.Is(i, '.') ? i - 1 : i;
        return Spelt.Contains(tokens, at) || (tokens.Is(at, TokenKind.Number) && tokens[at].Span.Length <= 5 && (at < i || char.IsLetter(tokens.TextOf(at)[^1]))) ? at : null;
    }

    private static bool IsInSentence(NoteTokens tokens, int number) => tokens.Is(number - 1, TokenKind.Word) && Sentence.Contains(tokens, number - 1);

    private static string Way(NoteTokens tokens, int i)
    {
        var text = tokens.TextOf(i);
        return !char.IsAsciiDigit(text[0]) ? "as a word" : text.EndsWith("2d", StringComparison.Ordinal) || text.EndsWith("3d", StringComparison.Ordinal) ? "like “2d”"
            : text.EndsWith("ème", StringComparison.Ordinal) || text.EndsWith("eme", StringComparison.Ordinal) ? "like “2ème”" : char.IsAsciiDigit(text[^1]) ? "like “2.”" : text[^1] == 'e' ? "like “2e”" : "like “2nd”";
    }
}
