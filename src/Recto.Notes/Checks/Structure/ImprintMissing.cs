using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0207: a book with a year and neither place nor publisher, where nearly all others have one or the other. Which of the two an article gives is not looked at here.</summary>
internal sealed class ImprintMissing : Check
{
    private const int Fewest = 6;
    private const double Share = 0.9;
    private const int LongestRest = 20;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0207", "imprint-missing", "A book is cited with neither place nor publisher", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<CitedWork> books = [.. CitedWork.Described(context).Where(work => work.Reference is { Kind: ReferenceKind.Book, Year: not null, Url: null, Doi: null, Container: null } book && book.Authors.Concat(book.Editors).Any())];
        var whole = books.Count(work => (work.Reference.Place ?? work.Reference.Publisher) is not null);
        if (whole < Fewest || whole < Share * books.Count)
        {
            return [];
        }

        var bare = new Habit<bool>();
        foreach (var work in books.Where(work => work.Reference is { Place: null, Publisher: null, Series: null, Edition: null } reference && OnlyMarksBetween(context.Text(work.Note), reference)))
        {
            bare.Add(false, work.Note, work.Reference.Span);
        }

        return Departures(context, bare.Uses, use => $"“{context.Printed(use)}” names neither place nor publisher, and nearly all books of this article have them. Add them.");
    }

    // "Title (1999), 12", "Title, 1999." and nothing unread around: between title and year may stand a publisher, behind the year the volume of a journal.
    private static bool OnlyMarksBetween(string text, PublishedReference reference)
    {
        var (from, to) = (reference.Title!.Span.End, reference.Year!.Span.Start);
        if (reference.Year.Text.Length != 4 || reference.Volume is not null || from >= to || text[from..to].Any(char.IsLetterOrDigit) || !text[from..to].AsSpan().ContainsAny(',', '('))
        {
            return false;
        }

        var after = reference.Year.Span.End;
        var end = reference.Span.End;
        return (after >= text.Length || text[after] is ',' or '.' or ';' or ')') && (end >= text.Length || text[end] is ',' or '.' or ';') && !text.AsSpan(end, Math.Min(LongestRest, text.Length - end)).TrimStart([',', ' ']).StartsWith("by ");
    }
}
