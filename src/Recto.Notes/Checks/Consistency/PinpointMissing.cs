using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0513: a shortened reference without a page, where nearly all others have one. Only where no figure stands near that might be the page.</summary>
internal sealed class PinpointMissing : Check
{
    private const int Fewest = 12;
    private const double Share = 0.9;
    private const int Near = 25;
    private const int Longest = 90;
    private const int LongestShown = 60;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0513", "pinpoint-missing", "A shortened reference has no page where the others have one", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        var full = Citation.Full(context).Where(citation => citation.SourceId is not null).Select(citation => citation.SourceId!).ToHashSet(StringComparer.Ordinal);
        foreach (var citation in Citation.All(context).Where(citation => citation.SourceId is { } id && full.Contains(id) && citation.IsTypeset(context)))
        {
            var (note, reference, _) = citation;
            if (reference is { Form: ReferenceForm.Short, Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Unknown, Title: not null, Authors.Count: > 0 } && reference.Span.Length <= Longest
                && (reference.Pages is not null || (!HoldsFigure(context.Text(note), reference) && !IsSentOn(context.Text(note), reference.Span.Start))))
            {
                habit.Add(reference.Pages is not null, note, reference.Span);
            }
        }

        if (habit.Uses.Count < Fewest || habit.CountOf(true) < Share * habit.Uses.Count)
        {
            return [];
        }

        return Departures(context, habit.Others(true), use => $"No page is given for {TextCut.Beginning(context.Printed(use), LongestShown)}, and {habit.CountOf(true)} of {habit.Uses.Count} shortened references have one; add it if one place is meant.");
    }

    // "See Allen, Rivers": the whole book may well be meant.
    private static bool IsSentOn(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - 12), start - Math.Max(0, start - 12)).TrimEnd();
        return before.Length > 0 && char.IsLetter(before[^1]);
    }

    private static bool HoldsFigure(string text, PublishedReference reference)
    {
        // A page, a chapter, a Roman number: something that pins down, read or not.
        var from = Math.Min(text.Length, reference.Authors[0].Span.End);
        var rest = text.AsSpan(from, Math.Min(text.Length, reference.Span.End + Near) - from);
        return rest.ContainsAnyInRange('0', '9') || rest.Contains("passim", StringComparison.OrdinalIgnoreCase) || rest.Contains("chap", StringComparison.OrdinalIgnoreCase) || rest.Contains("Kap", StringComparison.Ordinal)
            || rest.Contains("pp.", StringComparison.Ordinal) || rest.Contains("p.", StringComparison.Ordinal);
    }
}
