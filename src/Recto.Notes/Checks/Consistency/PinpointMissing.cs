using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0513: a shortened reference without a page, where nearly all others have one. Only where no figure stands near that might be the page.</summary>
internal sealed class PinpointMissing : Check
{
    private const int Fewest = 12;
    private const double Share = 0.9;
    private const int Near = 25;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0513", "pinpoint-missing", "A shortened reference has no page where the others have one", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        foreach (var (note, reference, source) in Citation.All(context))
        {
            if (reference is { Form: ReferenceForm.Short, Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Unknown, Title: not null, Authors.Count: > 0 } && source is not null
                && (reference.Pages is not null || !HoldsFigure(context.Text(note), reference)))
            {
                habit.Add(reference.Pages is not null, note, reference.Span);
            }
        }

        if (habit.Uses.Count < Fewest || habit.CountOf(true) < Share * habit.Uses.Count)
        {
            return [];
        }

        return Departures(context, habit.Others(true), use => $"No page is given for {Shown(context.Text(use.Note), use.Span)}, and {habit.CountOf(true)} of {habit.Uses.Count} shortened references have one; add it if one place is meant.");
    }

    private static string Shown(string text, TextSpan span) => text[span.Start..span.End].Length <= 60 ? text[span.Start..span.End] : text[span.Start..(span.Start + 59)] + "…";

    private static bool HoldsFigure(string text, PublishedReference reference)
    {
        // A page, a chapter, a Roman number: something that pins down, read or not.
        var from = Math.Min(text.Length, reference.Title!.Span.End);
        var rest = text.AsSpan(from, Math.Min(text.Length, reference.Span.End + Near) - from);
        return rest.ContainsAnyInRange('0', '9') || rest.Contains("passim", StringComparison.OrdinalIgnoreCase) || rest.Contains("chap", StringComparison.OrdinalIgnoreCase) || rest.Contains("Kap", StringComparison.Ordinal)
            || rest.Contains("pp.", StringComparison.Ordinal) || rest.Contains("p.", StringComparison.Ordinal);
    }
}
