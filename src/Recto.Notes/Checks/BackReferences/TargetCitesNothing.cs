using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0410: "Smith, Title (n. 12), 45" where note 12 is nothing but sentences and does not name Smith. Where "see note 12" alone is said, the sentences may be what is meant.</summary>
internal sealed class TargetCitesNothing : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0410", "target-cites-nothing", "The note named for a work cites nothing", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index).Take(Certainty.MostInNote))
            {
                if (resolved.Reference is PublishedReference { Form: ReferenceForm.Short, NamedNote: { } named, Authors: [var author, ..] } reference
                    && Certainty.HasPlainAuthor(reference) && Certainty.IsOne(context.Text(index), reference) && Certainty.NamesANote(context.Tokens(index), named)
                    && numbering.Only(named.Text, index) is { } target && target != index && Commentary.IsAll(context, target) && !WordPlaces.Of(context).HoldsName(target, author.Family)
                    && resolved.RefersTo is null)
                {
                    yield return At(index, named.Span, $"Note {named.Text} cites nothing, and does not name {author.Family}; name the note in which the work is cited in full.");
                }
            }
        }
    }
}
