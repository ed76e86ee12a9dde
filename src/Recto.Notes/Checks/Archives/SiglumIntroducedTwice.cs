using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0307: a siglum is introduced again for the same archive or work. A second meaning is RN0308.</summary>
internal sealed class SiglumIntroducedTwice : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0307", "siglum-introduced-twice", "A siglum is introduced twice", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var first = new Dictionary<string, SiglumIntroduction>(StringComparer.Ordinal);
        var again = new Habit<SiglumIntroduction>();
        foreach (var introduction in SiglumIntroduction.In(context).Where(introduction => introduction.Way != SiglumWay.Bracketed))
        {
            if (first.TryAdd(introduction.Key, introduction) || introduction.Note == first[introduction.Key].Note || introduction.MeansAnother(first[introduction.Key]))
            {
                continue;
            }

            again.Add(introduction, introduction.Note, Whole(context, introduction));
        }

        return Departures(context, again.Uses,
            use => $"{Printed(context, use)} was introduced in note {context.Label(first[use.Way.Key].Note)} already; write {Printed(context, use)} alone.",
            use => use.Span != use.Way.Siglum ? Suggest(use.Span, Printed(context, use)) : null);
    }

    private static string Printed(CheckContext context, HabitUse<SiglumIntroduction> use) => context.Printed(use.Note, use.Way.Siglum);

    // Name and bracket where they stand side by side; else the siglum alone.
    private static TextSpan Whole(CheckContext context, SiglumIntroduction introduction)
    {
        var text = context.Text(introduction.Note);
        var (name, siglum) = (introduction.Name.Span, introduction.Siglum);
        return introduction.Way == SiglumWay.Archive && siglum.Start - name.End is > 0 and <= 3 && siglum.End < text.Length && text[siglum.End] is ')' or ']' && text[siglum.Start - 1] is '(' or '['
            ? new TextSpan(name.Start, siglum.End + 1)
            : siglum;
    }
}
