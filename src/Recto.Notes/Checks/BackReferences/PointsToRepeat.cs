using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0409: "See note 60", or "Smith, Title (n. 60)", where note 60 cites the work in short and another note cites it in full.</summary>
internal sealed class PointsToRepeat : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0409", "points-to-repeat", "The note named repeats a source that another cites in full", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        var sources = context.Apparatus.Sources.ToDictionary(source => source.Id, StringComparer.Ordinal);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index).Take(Certainty.MostInNote))
            {
                if (Named(context, index, resolved) is not { } label || numbering.Only(label.Text, index) is not { } named || named >= index
                    || Full(context, named, resolved, sources) is not { } full || full >= named || !numbering.AreOfOneCount(full, index))
                {
                    continue;
                }

                var target = context.Label(full);
                yield return At(index, label.Span, $"Note {label.Text} only repeats its source; note {target} cites it in full. Name note {target}.",
                    numbering.Only(target, index) == full ? Suggest(label.Span, target) : null);
            }
        }
    }

    private static Field? Named(CheckContext context, int index, ResolvedReference resolved) => resolved.Reference switch
    {
        BackReference { Form: ReferenceForm.CrossReference, TargetLabel: { } label } cross when Certainty.PointsWithin(context.Tokens(index), cross) => label,
        PublishedReference { Form: ReferenceForm.Short, NamedNote: { } label, Title: not null, Container: null } reference
            when Certainty.HasPlainAuthor(reference) && Certainty.IsOne(context.Text(index), reference) && Certainty.NamesANote(context.Tokens(index), label) => label,
        _ => null,
    };

    // The note that cites in full what the note named cites in short; null where the note named says more, or is itself the one.
    private static int? Full(CheckContext context, int named, ResolvedReference pointer, Dictionary<string, Source> sources)
    {
        var cited = context.References(named);
        ResolvedReference? repeat = null;
        if (pointer.Reference is BackReference)
        {
            repeat = cited is [var only] && context.Apparatus.Notes[named].Commentary.Count == 0 ? only : null;
        }
        else if (pointer.SourceId is not null)
        {
            repeat = cited.Take(Certainty.MostInNote).Where(other => other.SourceId == pointer.SourceId).ToList() is [var single] ? single : null;
        }

        // "Velden, Mills (n. 60)" where note 60 says "Ibid.": a chain, where the note alone is named, is another check's.
        if (pointer.Reference is PublishedReference shortForm && repeat is { Reference: BackReference { Form: ReferenceForm.Ibid, Levels.Count: 0 }, Confidence: >= 0.9, SourceId: { } repeated })
        {
            var best = sources[repeated].Best;
            return context.References(best.NoteIndex)[best.ReferenceIndex].Reference is PublishedReference first && Certainty.IsFull(first) && Certainty.IsShortOf(shortForm, first) ? best.NoteIndex : null;
        }

        return repeat is { Reference: PublishedReference { Form: ReferenceForm.Short, Title: not null, Year: null, Place: null, Container: null } shortened, Confidence: >= 0.9, RefersTo: { NoteIndex: { } full, Reference: { } at } }
            && Certainty.HasPlainAuthor(shortened) && Certainty.IsOne(context.Text(named), shortened)
            && context.References(full)[at].Reference is PublishedReference whole && Certainty.IsFull(whole) && Certainty.IsShortOf(shortened, whole) ? full : null;
    }
}
