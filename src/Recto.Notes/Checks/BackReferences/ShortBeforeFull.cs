using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0408: "Smith, Title, 45" in note 3, and its full form in note 9.</summary>
internal sealed class ShortBeforeFull : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0408", "short-before-full", "A short form stands before its full form", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        foreach (var source in context.Apparatus.Sources)
        {
            var (first, best) = (source.Mentions[0], source.Best);
            if (first.NoteIndex >= best.NoteIndex || !numbering.AreOfOneCount(first.NoteIndex, best.NoteIndex)
                || Of(context, first) is not { Form: ReferenceForm.Short, Title: { } title, NamedNote: null, Year: null, Place: null, Publisher: null, Container: null, Volume: null, Url: null, Doi: null } shortened
                || Of(context, best) is not { } full || !Certainty.IsFull(full) || !Certainty.HasPlainAuthor(shortened) || !Certainty.HasPlainAuthor(full))
            {
                continue;
            }

            var sameAuthor = FamilyKey.Of(shortened.Authors[0].Family) == FamilyKey.Of(full.Authors[0].Family);
            if (sameAuthor && TitleMatch.Score(WordFolding.Words(title.Text), WordFolding.Words(full.Title!.Text)) >= 0.99)
            {
                yield return At(first.NoteIndex, shortened.Span,
                    $"{shortened.Authors[0].Family}, {TextCut.At(title.Text, 60)} is cited here in short, and in full only in note {context.Label(best.NoteIndex)}; give the full form here and the short one there.");
            }
        }
    }

    private static PublishedReference? Of(CheckContext context, Mention mention) => context.References(mention.NoteIndex)[mention.ReferenceIndex].Reference as PublishedReference;
}
