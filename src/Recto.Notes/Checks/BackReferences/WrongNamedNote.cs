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
            foreach (var resolved in context.References(index))
            {
                if (resolved.Reference is not PublishedReference { Form: ReferenceForm.Short, NamedNote: { } named, Title: { } title, Container: null } reference
                    || !Certainty.HasPlainAuthor(reference) || resolved.RefersTo is not { NoteIndex: { } right } target
                    || numbering.Only(named.Text) is not { } wrong || wrong == right || wrong == index || !numbering.AreOfOneCount(right, index))
                {
                    continue;
                }

                if (numbering.Only(target.Label) == right && !MayCite(context, wrong, resolved.SourceId!, reference) && Cites(context, right, target.Reference, reference))
                {
                    yield return At(index, named.Span,
                        $"Note {named.Text} does not cite {reference.Authors[0].Family}, {title.Text}; it is cited in full in note {target.Label}. Write {target.Label}.",
                        Suggest(named.Span, target.Label));
                }
            }
        }
    }

    private static bool Cites(CheckContext context, int note, int? at, PublishedReference reference)
    {
        var tokens = context.Tokens(note);
        return at is { } place && context.References(note)[place].Reference is PublishedReference { Form: ReferenceForm.Full }
            && Certainty.Holds(tokens, reference.Authors[0].Family) && Certainty.HoldsTitle(tokens, reference.Title!.Text);
    }

    // By its name, its title, or by pointing on: a note that points is no proof.
    private static bool MayCite(CheckContext context, int note, string source, PublishedReference reference)
    {
        var tokens = context.Tokens(note);
        return context.References(note).Any(other => other.SourceId == source || other.Reference is BackReference or PublishedReference { Form: ReferenceForm.Idem })
            || reference.Authors.Any(author => Certainty.Holds(tokens, author.Family)) || Certainty.HoldsTitle(tokens, reference.Title!.Text) || PointsOn(tokens);
    }

    private static bool PointsOn(Tokens.NoteTokens tokens) => Enumerable.Range(0, tokens.Count).Any(i => tokens.Is(i, "ibid") || tokens.Is(i, "ibidem") || tokens.Is(i, "ebd") || tokens.Is(i, "ebenda") || tokens.Is(i, "idem"));
}
