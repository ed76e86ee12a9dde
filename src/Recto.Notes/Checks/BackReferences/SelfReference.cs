using System.Globalization;
using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0401: note 44 says "See note 44 above".</summary>
internal sealed class SelfReference : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0401", "self-reference", "A note refers to itself", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var note = apparatus.Notes[index].Note;
            foreach (var resolved in apparatus.Notes[index].References)
            {
                if (resolved.Reference is not BackReference { Form: ReferenceForm.CrossReference, TargetLabel: { } label } reference || label.Text != note.Label
                    || resolved.RefersTo is { NoteIndex: { } target } && target != index)
                {
                    continue;
                }

                var before = int.TryParse(label.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && index > 0
                    && apparatus.Notes[index - 1].Note.Label == (number - 1).ToString(CultureInfo.InvariantCulture) ? apparatus.Notes[index - 1].Note.Label : null;
                yield return At(index, reference.Span,
                    $"Note {note.Label} refers to itself; {(before is null ? "name the note that is meant" : $"note {before}, the one before, may be meant")}.",
                    before is null ? null : Suggest(label.Span, before));
            }
        }
    }
}
