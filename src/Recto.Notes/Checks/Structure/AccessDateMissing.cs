using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0213: a web address without the day on which it was read, where the article gives it mostly or the house style asks for it. A DOI needs none.</summary>
internal sealed class AccessDateMissing : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0213", "access-date-missing", "A web address without a date of access", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            var references = context.References(note);
            if (!references.Any(resolved => resolved.Reference is PublishedReference { Url: not null }))
            {
                continue;
            }

            List<int> dates = [.. AccessDates.Find(context.Tokens(note)).Select(date => date.Span.Start)];
            for (var index = 0; index < references.Count; index++)
            {
                // A date at the end of the note may stand for all its addresses.
                if (references[index].Reference is PublishedReference { Url: { } url, Doi: null } reference && seen.Add(references[index].SourceId ?? url.Text))
                {
                    habit.Add(dates.Count > 0 && dates[^1] >= reference.Span.Start, note, url.Span);
                }
            }
        }

        var asks = context.Style.AccessDates ?? (habit.TryFind(out var mostly) && mostly);
        return asks ? Departures(context, habit.Others(true), use => $"{context.Printed(use)} is given without the day on which it was read, which {(context.Style.AccessDates is true ? $"{context.Style.Title} asks for" : "this article gives mostly")}. Add it.") : [];
    }
}
