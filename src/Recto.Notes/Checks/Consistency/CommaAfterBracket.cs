using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0526: the comma behind (ed.), or behind the bracket of an imprint and before a volume or a page, is there mostly and missing here, or the other way round. Books and articles apart.</summary>
internal sealed class CommaAfterBracket : HabitCheck
{
    private const string Editor = "editor";
    private const string Comma = "a comma";
    private const string Nothing = "nothing";
    private const int LongestLabel = 8;
    private const int LongestGap = 5;

    private static readonly WordSet Labels = new("vol vols volume t tome bd band p pp s no nos ch chap kap fol fols");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0526", "comma-after-bracket", "The comma behind a bracket is there mostly and missing here", Severity.Advice);

    private protected override string Subject(string scope) => scope.StartsWith(Editor, StringComparison.Ordinal) ? "What follows the bracket of the editors" : "What follows the bracket of an imprint";

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual)
    {
        var end = use.Span.End;
        return usual == Comma ? Suggest(new TextSpan(end, end), ",") : Suggest(new TextSpan(end - 1, end), "");
    }

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            var text = context.Text(note);
            if (reference.Editors.Count > 0 && EditorBracket(text, reference) is var (label, word))
            {
                yield return Told($"{Editor} {word}", text, note, label);
            }

            if (reference is { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.EditedSource or ReferenceKind.Article, Year.Span: var year } && year.End + 2 < text.Length && text[year.End] == ')'
                && (reference.Kind == ReferenceKind.Article || Imprint.IsWhole(text, reference)) && Follows(context.Tokens(note), year.End + 1))
            {
                yield return Told(reference.Kind == ReferenceKind.Article ? "article" : "book", text, note, new TextSpan(year.End, year.End + 1));
            }
        }
    }

    // A comma belongs to the use, so that it can be looked at and taken away.
    private static Choice Told(string scope, string text, int note, TextSpan bracket) =>
        text[bracket.End] == ',' ? new Choice(scope, Comma, note, new TextSpan(bracket.Start, bracket.End + 1)) : new Choice(scope, Nothing, note, bracket);

    // " (eds.), Title", " (eds.) Title": the bracket, with the book straight behind it.
    private static (TextSpan Label, string Word)? EditorBracket(string text, PublishedReference reference)
    {
        var at = reference.Editors[^1].Span.End;
        if (at + 1 >= text.Length || text[at] is not (' ' or '\u00A0') || text[at + 1] != '(')
        {
            return null;
        }

        var close = text.IndexOf(')', at, Math.Min(LongestLabel, text.Length - at));
        var book = close < 0 ? null : new[] { reference.Title, reference.Container }.FirstOrDefault(field => field is not null && field.Span.Start > close);
        var word = book is null ? "" : text[(at + 2)..close].TrimEnd('.').ToLowerInvariant();
        if (book is null || word is not ("ed" or "eds" or "hg" or "hgg" or "hrsg" or "dir" or "dirs" or "éd" or "éds") || book.Span.Start - close > LongestGap
            || text[(close + 1)..book.Span.Start].Trim(' ', '\u00A0', '“', '‘', '«', '„', '"', '\'') is not ("" or ","))
        {
            return null;
        }

        return (new TextSpan(at + 1, close + 1), word.StartsWith("ed", StringComparison.Ordinal) ? "ed" : word);
    }

    // A volume or a page behind the bracket, with a comma or without.
    private static bool Follows(NoteTokens tokens, int end)
    {
        var i = tokens.IndexFrom(end);
        i += tokens.Is(i, ',') ? 1 : 0;
        return i < tokens.Count && tokens.HasGapBefore(i) && (tokens.Is(i, TokenKind.Number) || (Labels.Contains(tokens, i) && (tokens.Is(i + 1, TokenKind.Number) || (tokens.Is(i + 1, '.') && tokens.Is(i + 2, TokenKind.Number)))));
    }
}
