using System.Globalization;
using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0402: a back reference to a note that does not exist, or an "Ibid." with nothing before it.</summary>
internal sealed class TargetMissing : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0402", "target-missing", "A back reference points to nothing", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        var labels = apparatus.Notes.Select(note => note.Note.Label).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            foreach (var resolved in apparatus.Notes[index].References)
            {
                if (resolved.Reference is not BackReference reference)
                {
                    continue;
                }

                if (reference is { Form: ReferenceForm.CrossReference, TargetLabel: { } label } && resolved.RefersTo?.NoteIndex is null && !labels.Contains(label.Text)
                    && Certainty.PointsWithin(context.Tokens(index), reference) && !IsNumberedOtherwise(labels, label.Text))
                {
                    yield return At(index, label.Span, $"There is no note {label.Text}: the notes run from {apparatus.Notes[0].Note.Label} to {apparatus.Notes[^1].Note.Label}. Name the note that is meant.");
                }
                else if (reference.Form == ReferenceForm.Ibid && resolved.RefersTo is null && NothingStandsBefore(apparatus, index, resolved))
                {
                    yield return At(index, reference.Word.Span, $"“{reference.Word.Text}” has nothing before it to repeat; cite the source in full.");
                }
            }
        }
    }

    // The notes are labelled i, ii, iii, or *, and the reference was made by a program that counts them: "note 2".
    private static bool IsNumberedOtherwise(HashSet<string> labels, string label) => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= labels.Count && !labels.Any(other => other.All(char.IsAsciiDigit));

    // Certain only in the first note: what we could not read in a note before may well be the antecedent.
    private static bool NothingStandsBefore(Apparatus apparatus, int index, ResolvedReference own)
    {
        if (index > 0)
        {
            return false;
        }

        return apparatus.Notes[index].References[0] == own && apparatus.Notes[index].Commentary.All(stretch => stretch.Start > own.Reference.Span.Start);
    }
}
