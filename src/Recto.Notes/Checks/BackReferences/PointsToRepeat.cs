using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0409: "See note 60", or "Smith, Title (n. 60)", where note 60 cites the work in short and another note cites it in full.</summary>
internal sealed class PointsToRepeat : Check
{
    // No note cites more; the bound keeps checking linear.
    private const int MostLookedAt = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0409", "points-to-repeat", "The note named repeats a source that another cites in full", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index))
            {
                if (Named(resolved) is not { } label || numbering.Only(label.Text) is not { } named || named >= index
                    || Full(context, named, resolved) is not { } full || full >= named || !numbering.AreOfOneCount(full, index))
                {
                    continue;
                }

                var target = context.Label(full);
                yield return At(index, label.Span, $"Note {label.Text} repeats the source in a short form; it is cited in full in note {target}.",
                    numbering.Only(target) == full ? Suggest(label.Span, target) : null);
            }
        }
    }

    private static Field? Named(ResolvedReference resolved) => resolved.Reference switch
    {
        BackReference { Form: ReferenceForm.CrossReference, TargetLabel: { } label } => label,
        PublishedReference { Form: ReferenceForm.Short, NamedNote: { } label, Title: not null, Container: null } reference when Certainty.HasPlainAuthor(reference) => label,
        _ => null,
    };

    // The note that cites in full what the note named cites in short; null where the note named says more, or is itself the one.
    private static int? Full(CheckContext context, int named, ResolvedReference pointer)
    {
        var cited = context.References(named);
        ResolvedReference? repeat = null;
        if (pointer.Reference is BackReference)
        {
            repeat = cited is [var only] && context.Apparatus.Notes[named].Commentary.Count == 0 ? only : null;
        }
        else if (pointer.SourceId is not null)
        {
            var mentions = cited.Take(MostLookedAt).Where(other => other.SourceId == pointer.SourceId).ToList();
            repeat = mentions is [var single] ? single : null;
        }

        return repeat is { Reference: PublishedReference { Form: ReferenceForm.Short, Title: not null, Year: null, Place: null } shortened, Confidence: >= 0.9, RefersTo: { NoteIndex: { } full, Reference: { } at } }
            && Certainty.HasPlainAuthor(shortened) && context.References(full)[at].Reference is PublishedReference whole && Certainty.IsFull(whole)
            && Certainty.HoldsTitle(context.Tokens(full), shortened.Title.Text) && Certainty.Holds(context.Tokens(full), shortened.Authors[0].Family) ? full : null;
    }
}
