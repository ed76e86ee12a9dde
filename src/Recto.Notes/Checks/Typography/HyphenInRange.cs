using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0104: a range of numbers with another mark than the article's other ranges (or the house style) have: <c>12-15</c> among <c>12–15</c>.</summary>
internal sealed class HyphenInRange : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0104", "hyphen-in-range", "A range has another mark than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<char>();
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var range in NumberRanges.Find(context.Text(note), Untouchables.Of(context, note)))
            {
                habit.Add(NumberRanges.Family(context.Text(note)[range.Mark.Start]), note, range.Mark);
            }
        }

        char? asked = context.Style.RangeSign switch { RangeMark.EnDash => '–', RangeMark.Hyphen => '-', _ => null };
        if ((asked ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way)
        {
            return [];
        }

        var reason = asked is null ? $"the article’s other ranges have {NumberRanges.NameOf(way)}" : $"{context.Style.Title} asks for {NumberRanges.NameOf(way)}";
        return Departures(context, habit.Others(way), use => $"The range “{Around(context.Text(use.Note), use.Span)}” has {NumberRanges.NameOf(context.Text(use.Note)[use.Span.Start])}; {reason}.", use => Safe(use.Span, way.ToString()));
    }

    private static string Around(string text, TextSpan mark)
    {
        var (start, end) = (mark.Start, mark.End);
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || (text[start - 1] == ' ' && start == mark.Start)))
        {
            start--;
        }

        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] == ' ' && end == mark.End)))
        {
            end++;
        }

        return text[start..end];
    }
}
