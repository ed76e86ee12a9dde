using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0105: blanks around the mark of a range where the other ranges have none, or the reverse: <c>12 – 15</c>; and one blank only, which is no way at all: <c>12– 15</c>.</summary>
internal sealed class SpaceAroundRangeDash : Check
{
    private enum Gap
    {
        Closed = 1,
        Open,
        Uneven,
    }

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0105", "space-around-range-dash", "A range is spaced otherwise than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<Gap>();
        var ranges = new Dictionary<(int Note, int Start), NumberRange>();
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var range in NumberRanges.Find(context.Text(note), Untouchables.Of(context, note)))
            {
                // "1939 – 45 men": where digits are left out and a blank stands between, it may be no range.
                if (range.IsShortened && (range.HasSpaceBefore || range.HasSpaceAfter))
                {
                    continue;
                }

                habit.Add(GapOf(range), note, range.Span);
                ranges[(note, range.Span.Start)] = range;
            }
        }

        var hasHabit = habit.TryFind(out var mostly);
        var way = context.Style.RangeSign is null && hasHabit && mostly == Gap.Open ? Gap.Open : Gap.Closed;
        var reason = context.Style.RangeSign is not null ? $"{context.Style.Title} sets none"
            : !hasHabit || mostly == Gap.Uneven ? "a range wants none, or one on either side"
            : way == Gap.Open ? "the article’s other ranges have one on either side" : "the article’s other ranges have none";
        return Departures(context, habit.Others(way).Where(use => hasHabit || use.Way == Gap.Uneven || context.Style.RangeSign is not null),
            use => $"The range “{context.Printed(use)}” has {(use.Way == Gap.Closed ? "no blanks" : use.Way == Gap.Open ? "blanks" : "a blank on one side")} at its mark; {reason}.",
            use => Mend(ranges[(use.Note, use.Span.Start)], way));
    }

    private static Gap GapOf(NumberRange range) => (range.HasSpaceBefore, range.HasSpaceAfter) switch
    {
        (false, false) => Gap.Closed,
        (true, true) => Gap.Open,
        _ => Gap.Uneven,
    };

    private static SuggestedFix Mend(NumberRange range, Gap way)
    {
        var blank = way == Gap.Open ? " " : "";
        var edits = new List<TextEdit>();
        if (range.HasSpaceBefore != (way == Gap.Open))
        {
            edits.Add(new TextEdit(new TextSpan(range.FirstEnd, range.Mark.Start), blank));
        }

        if (range.HasSpaceAfter != (way == Gap.Open))
        {
            edits.Add(new TextEdit(new TextSpan(range.Mark.End, range.SecondStart), blank));
        }

        return new SuggestedFix(FixSureness.Safe, edits);
    }
}
