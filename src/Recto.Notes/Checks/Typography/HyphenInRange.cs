using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0104: a range of numbers with another mark than the article's other ranges (or the house style) have: <c>12-15</c> among <c>12–15</c>.
/// The leaves at the end of a call number (<c>558/11/431/122-123</c>) are ranges too, unless the article writes all of those in a way of their own; its other levels are codes.
/// </summary>
internal sealed class HyphenInRange : Check
{
    private const int FewestLevels = 3;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0104", "hyphen-in-range", "A range has another mark than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var (habit, leaves) = (new Habit<char>(), new Habit<char>());
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var range in NumberRanges.Find(context.Text(note), Untouchables.Of(context, note)))
            {
                habit.Add(NumberRanges.Family(context.Text(note)[range.Mark.Start]), note, range.Mark);
            }

            foreach (var leaf in Leaves(context, note))
            {
                leaves.Add(NumberRanges.Family(context.Text(note)[leaf.Mark.Start]), note, leaf.Mark);
            }
        }

        char? asked = context.Style.RangeSign switch { RangeMark.EnDash => '–', RangeMark.Hyphen => '-', _ => null };
        if ((asked ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way)
        {
            return [];
        }

        var reason = asked is null ? $"the article’s other ranges have {NumberRanges.NameOf(way)}" : $"{context.Style.Title} asks for {NumberRanges.NameOf(way)}";
        var departures = asked is null && leaves.TryFind(out var own) && own != way ? habit.Others(way) : habit.Others(way).Concat(leaves.Others(way)).OrderBy(use => use.Note).ThenBy(use => use.Span);
        return Departures(context, departures, use => $"The range “{Around(context.Text(use.Note), use.Span)}” has {NumberRanges.NameOf(context.Text(use.Note)[use.Span.Start])}; {reason}.", use => Safe(use.Span, way.ToString()));
    }

    // The leaves of a file in a known archive, behind the slash that parts its levels.
    private static IEnumerable<NumberRange> Leaves(CheckContext context, int note)
    {
        var text = context.Text(note);
        foreach (var resolved in context.References(note))
        {
            if (resolved.Reference is ArchivalReference { RepositoryId: not null, Path.Count: >= FewestLevels, Folio.Span: var folio } && folio.Start > 0 && text[folio.Start - 1] == '/' && NumberRanges.Whole(text, folio) is { } range)
            {
                yield return range;
            }
        }
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
