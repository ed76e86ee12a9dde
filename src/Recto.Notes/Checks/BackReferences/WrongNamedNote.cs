using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0416: "Smith, Title (n. 12), 45" where note 12 does not name Smith, and the full form stands in note 11.</summary>
internal sealed class WrongNamedNote : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0416", "wrong-named-note", "The note named for a work does not cite it", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index).Take(Certainty.MostInNote))
            {
                if (resolved.Reference is not PublishedReference { Form: ReferenceForm.Short, NamedNote: { } named, Title: { } title, Container: null } reference
                    || !Certainty.HasPlainAuthor(reference) || !Certainty.IsOne(context.Text(index), reference) || !Certainty.NamesANote(context.Tokens(index), named)
                    || resolved.RefersTo is not { NoteIndex: { } right, Reference: { } at } target
                    || numbering.Only(named.Text, index) is not { } wrong || wrong == right || wrong == index || !numbering.AreOfOneCount(right, index) || numbering.Only(target.Label, index) != right)
                {
                    continue;
                }

                if (context.References(right)[at].Reference is PublishedReference full && Certainty.IsFull(full) && Certainty.IsShortOf(reference, full) && !MayCite(context, wrong, resolved.SourceId, reference))
                {
                    yield return At(index, named.Span,
                        $"Note {named.Text} does not cite {reference.Authors[0].Family}, {TextCut.At(title.Text, 60)}; note {target.Label} cites it in full. Write {target.Label}.",
                        Suggest(named.Span, target.Label));
                }
            }
        }
    }

    // By its name, by its title, or by pointing on: a note that points is no proof.
    private static bool MayCite(CheckContext context, int note, string? source, PublishedReference reference)
    {
        var words = WordPlaces.Of(context);
        return context.References(note).Take(Certainty.MostInNote * 4).Any(other => other.SourceId == source || other.Reference is BackReference or PublishedReference { Form: ReferenceForm.Idem })
            || reference.Authors.Any(author => words.HoldsName(note, author.Family)) || words.HoldsTitle(note, reference.Title!.Text)
            || words.HoldsName(note, "ibid") || words.HoldsName(note, "ebd") || words.HoldsName(note, "idem");
    }
}
