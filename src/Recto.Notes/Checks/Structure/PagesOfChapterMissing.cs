using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0210: a chapter without pages at its first mention, where the article gives them mostly.</summary>
internal sealed class PagesOfChapterMissing : Check
{
    private static readonly Tokens.WordSet In = new("in dans en em nel");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0210", "pages-missing-for-chapter", "A chapter is cited without its pages", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        foreach (var work in CitedWork.Described(context))
        {
            if (work.Reference is { Kind: ReferenceKind.Chapter, Container: not null, Year: not null, Authors.Count: > 0, Place: not null, Url: null, Doi: null } reference && StandsIn(context.Text(work.Note), reference))
            {
                // A number that was not read may be the page.
                var rest = work.WithRest(context);
                habit.Add(reference.Pages is not null || context.Text(work.Note)[reference.Year.Span.End..Math.Max(reference.Year.Span.End, rest.End)].Any(char.IsAsciiDigit), work.Note, reference.Span);
            }
        }

        return habit.TryFind(out var mostly) && mostly
            ? Departures(context, habit.Others(true), use => $"“{context.Printed(use)}” is cited without pages, which this article gives for chapters mostly. Add them.")
            : [];
    }

    // "“Title,” in Smith (ed.), Book": without the word the book may be what the title belongs to, a thesis or a lecture.
    private static bool StandsIn(string text, PublishedReference reference)
    {
        var (from, to) = (reference.Title!.Span.End, reference.Container!.Span.Start);
        return from < to && text[from..to].Split([' ', ',', ':', '.', '”', '’', '»', '"', '“'], StringSplitOptions.RemoveEmptyEntries).Any(word => In.Contains(word));
    }
}
