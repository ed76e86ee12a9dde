using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0113: <c>…</c>, <c>...</c> and <c>. . .</c> in one article. A full stop before or behind an ellipsis is not touched.</summary>
internal sealed class EllipsisStyleChanges : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0113", "ellipsis-style-changes", "An ellipsis is set otherwise than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<string>();
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 0; i < text.Length; i++)
            {
                if (Ellipsis(text, i) is not { } found)
                {
                    continue;
                }

                if (!found.Span.IsEmpty && !(untouchables ??= Untouchables.Of(text)).Has(i))
                {
                    habit.Add(found.Way, note, found.Span);
                }

                i = found.End - 1;
            }
        }

        var asked = context.Style.Ellipsis;
        if ((asked ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way)
        {
            return [];
        }

        var reason = asked is null ? $"the article’s others are set “{way}”" : $"{context.Style.Title} asks for “{way}”";
        return Departures(context, habit.Others(way), use => $"The ellipsis is set “{use.Way}”; {reason}.", use => Safe(use.Span, way));
    }

    // The three points that are the ellipsis, and where the run ends. In a run of four the first is the stop of the sentence.
    private static (string Way, TextSpan Span, int End)? Ellipsis(string text, int at)
    {
        if (text[at] == '…')
        {
            return ("…", new TextSpan(at, at + 1), at + 1);
        }

        if (text[at] != '.')
        {
            return null;
        }

        var step = at + 1 < text.Length && text[at + 1] is ' ' or '\u00a0' ? 2 : 1;
        var count = 1;
        while (at + count * step < text.Length && text[at + count * step] == '.' && (step == 1 || text[at + count * step - 1] is ' ' or '\u00a0'))
        {
            count++;
        }

        var last = at + (count - 1) * step;
        // "word. . . ." opens with the stop of its sentence; a longer run is a leader.
        var end = last + 1;
        return count is 3 or 4 ? (step == 1 ? "..." : ". . .", new TextSpan(last - 2 * step, end), end) : count > 4 ? ("", new TextSpan(at, at), end) : null;
    }
}
