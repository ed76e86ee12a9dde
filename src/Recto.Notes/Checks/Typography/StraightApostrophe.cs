using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0117: a straight apostrophe where the article sets curly ones. The soft sign of transliteration (opis') is none.</summary>
internal sealed class StraightApostrophe : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0117", "straight-apostrophe", "An apostrophe is straight where the others are curly", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<char>();
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            foreach (var apostrophe in Apostrophes.Find(text))
            {
                if (apostrophe.Mark is '\'' or '’' && !(untouchables ??= Untouchables.Of(text)).Has(apostrophe.At))
                {
                    habit.Add(apostrophe.Mark, note, new TextSpan(apostrophe.At, apostrophe.At + 1));
                }
            }
        }

        if (!habit.TryFind(out var mostly) || mostly != '’')
        {
            return [];
        }

        return Departures(context, habit.Others('’'), use => $"The apostrophe in “{Words.Around(context.Text(use.Note), use.Span)}” is straight; the article’s others are curly (’).", use => Safe(use.Span, "’"));
    }
}
