using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0521: the volume of a journal bears a label here and none there, its label is spelt with a capital here and without there, or its number is Roman here and Arabic there.</summary>
internal sealed class VolumeLabelChanges : HabitCheck
{
    private const string Label = "label";
    private const string Capital = "capital";
    private const string Numeral = "numeral";

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0521", "volume-label-changes", "Volumes are labelled or numbered in two ways", Severity.Advice);

    private protected override string Subject(string scope) => scope.Split('|')[0] switch
    {
        Label => "The volume of a journal",
        Capital => "The label of a volume",
        _ => scope.EndsWith("Article", StringComparison.Ordinal) ? "The volume of a journal" : "The number of a volume",
    };

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) =>
        scope.StartsWith(Capital, StringComparison.Ordinal) ? Safe(use.Span, usual[1..^1]) : null;

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is not { Kind: ReferenceKind.Article or ReferenceKind.Book or ReferenceKind.EditedSource or ReferenceKind.Chapter, Volume: { } volume } || volume.Span.Start < 2)
            {
                continue;
            }

            var text = context.Text(note);
            var isArticle = reference.Kind == ReferenceKind.Article;
            var label = LabelBefore(text, volume.Span.Start);
            if (isArticle && (label is not null || IsBare(text, reference, volume)))
            {
                yield return new Choice(Label, label is null ? "without a label" : "labelled", note, new TextSpan(label?.Start ?? volume.Span.Start, volume.Span.End));
            }

            // A capital after a full stop is the sentence's.
            if (label is { } span && BeforeMark(text, span.Start) is ',' or '(' && text[span.Start..span.End] is var printed)
            {
                yield return new Choice($"{Capital}|{printed.ToLowerInvariant()}", $"“{printed}”", note, span);
            }

            if ((label is not null || (isArticle && IsBare(text, reference, volume))) && Numerals(volume.Text) is { } numerals)
            {
                yield return new Choice($"{Numeral}|{(isArticle ? "Article" : "Set")}", numerals, note, volume.Span);
            }
        }
    }

    private static string? Numerals(string text) =>
        text.Length > 0 && text.All(char.IsAsciiDigit) ? "in Arabic figures" : text.Length > 0 && text.All(c => c is 'I' or 'V' or 'X' or 'L' or 'C' or 'M') ? "in Roman figures" : null;

    private static char BeforeMark(string text, int start)
    {
        var at = start - 1;
        while (at > 0 && text[at] is ' ' or '\u00A0')
        {
            at--;
        }

        return at < 0 ? '\0' : text[at];
    }

    // "Journal 12", "Journal, 12": the number straight behind the journal's name.
    private static bool IsBare(string text, PublishedReference reference, Field volume) =>
        reference.Container is { } container && container.Span.End < volume.Span.Start && text[container.Span.End..volume.Span.Start].Trim(' ', '\u00A0', ',').Length == 0;

    // Without its full stop: "vol", "Vol".
    private static TextSpan? LabelBefore(string text, int start)
    {
        var word = WordBefore.Of(text, start);
        return text[word.Start..word.End].ToLowerInvariant() is "vol" or "vols" or "v" or "volume" or "t" or "tome" or "bd" or "band" or "т" or "том" or "jg" or "jahrgang" ? word : null;
    }
}
