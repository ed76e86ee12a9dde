using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0515: pages bear a label here (p., S., с.) and none there. Articles in journals are compared among themselves, since many styles label the pages of books only.</summary>
internal sealed class PageLabelChanges : HabitCheck
{
    private const string Labelled = "labelled";
    private const string RangeLabel = "range";
    private const string Bare = "bare";

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0515", "page-label-changes", "Pages bear a label here and none there", Severity.Advice);

    private protected override string Subject(string scope) => scope == RangeLabel ? "The label of several pages" : scope == "article" ? "The page number of an article" : "The page number";

    private protected override string? Wanted(HouseStyle style, string scope) =>
        style.PageLabels is not { } labels || scope == RangeLabel || (labels && scope == "article") ? null : labels ? Labelled : Bare;

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) =>
        scope == RangeLabel ? Suggest(use.Span, usual[1..^1]) : usual == Bare && use.Way == Labelled ? Suggest(new TextSpan(use.Span.Start, FirstFigure(context.Text(use.Note), use.Span)), "") : null;

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            foreach (var resolved in context.References(note))
            {
                if (resolved.Reference is not { Pages: { Span.Start: > 0 } pages } || resolved.Reference is ArchivalReference || resolved.Kind is not (ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Thesis)
                    || !char.IsAsciiDigit(pages.Text[0]))
                {
                    continue;
                }

                var scope = resolved.Kind == ReferenceKind.Article ? "article" : "book";
                if (LabelStart(text, pages.Span.Start) is { } label)
                {
                    if (context.Language(note) == "en" && IsRange(pages.Text) && text[label..pages.Span.Start].TrimEnd(' ', '\u00A0', '.') is "p" or "pp")
                    {
                        yield return new Choice(RangeLabel, text[label..pages.Span.Start].StartsWith("pp", StringComparison.Ordinal) ? "“pp.”" : "“p.”", note, new TextSpan(label, label + text[label..pages.Span.Start].TrimEnd(' ', '\u00A0').Length));
                    }

                    yield return new Choice(scope, Labelled, note, new TextSpan(label, pages.Span.End));
                }
                else if (IsBare(text, pages.Span) && (scope == "article" || !FollowsVolume(text, pages.Span.Start)))
                {
                    yield return new Choice(scope, Bare, note, pages.Span);
                }
            }
        }
    }

    // "12–15", "12-5": two numbers and a mark, nothing else.
    private static bool IsRange(string pages) => pages.Length >= 3 && char.IsAsciiDigit(pages[^1]) && pages.Count(c => c is '–' or '-') == 1 && pages.All(c => char.IsAsciiDigit(c) || c is '–' or '-');

    private static int FirstFigure(string text, TextSpan span)
    {
        var at = span.Start;
        while (at < span.End && !char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    // "pp. 12": where the label begins; null where none stands before the number.
    private static int? LabelStart(string text, int start)
    {
        var (from, end) = WordBefore.Of(text, start);

        // "o.s. 207" is the old series.
        var isLabel = text[from..end] is "p" or "pp" or "P" or "S" or "s" or "с" or "С" or "pág" or "págs" or "pag" or "pagg" or "page" or "pages" or "str" or "стр" or "Pp" or "PP" or "Seite" or "Seiten";
        return isLabel && (from == 0 || text[from - 1] is ' ' or '\u00A0' or '(') ? from : null;
    }

    // "Letters, VII, 195": styles that label pages often leave the label out behind a volume.
    private static bool FollowsVolume(string text, int start)
    {
        var end = start - 2;
        var from = end;
        while (from > 0 && char.IsLetterOrDigit(text[from - 1]))
        {
            from--;
        }

        return from < end && text[from..end].All(c => char.IsAsciiDigit(c) || c is 'I' or 'V' or 'X' or 'L' or 'C');
    }

    // After a comma and a blank, or a bracket; a colon binds a number to its volume (17:2, 33), and figures before a blank may be a part of the number.
    // "Ibid., 18 February 1960" is a day, and "8 9" has lost its mark.
    private static bool IsBare(string text, TextSpan pages) =>
        pages.Start >= 2 && text[pages.Start - 1] is ' ' or '\u00A0' && text[pages.Start - 2] is ',' && !text[pages.Start..pages.End].Contains(' ', StringComparison.Ordinal)
        && !(pages.End + 1 < text.Length && text[pages.End] == ' ' && char.IsLetter(text[pages.End + 1]));
}
