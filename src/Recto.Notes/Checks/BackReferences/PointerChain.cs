using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0404: "See note 60" where note 60 is nothing but "See note 58" or "Ibid.": the reader is sent on.</summary>
internal sealed class PointerChain : Check
{
    // A chain is short; the bound ends what runs in a circle.
    private const int Longest = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0404", "chain", "A note points to a note that only points on", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index))
            {
                if (resolved is not { Reference: BackReference { Form: ReferenceForm.CrossReference, TargetLabel: { } label } reference, RefersTo.NoteIndex: { } named }
                    || named == index || !Certainty.PointsWithin(context.Tokens(index), reference) || numbering.Only(label.Text, index) != named || OnlyPointer(context, named) is not { } pointer || End(context, named) is not { } end || end == index)
                {
                    continue;
                }

                var isUnique = numbering.Only(context.Label(end), index) == end && (named < index) == (end < index);
                yield return At(index, reference.Span,
                    $"Note {label.Text} only says “{Said(context, named, pointer)}”; name note {context.Label(end)}, where the source is cited.",
                    isUnique ? Suggest(label.Span, context.Label(end)) : null);
            }
        }
    }

    private static string Said(CheckContext context, int note, BackReference pointer) => context.Printed(note, pointer.Span).TrimEnd('.', ',');

    // The note in which the chain ends; null where it runs in a circle or into something that was not resolved.
    private static int? End(CheckContext context, int note)
    {
        for (var k = 0; k < Longest; k++)
        {
            if (OnlyPointer(context, note) is null)
            {
                return context.References(note).Count > 0 ? note : null;
            }

            // An Ibid. whose source is in doubt ends nowhere.
            if (context.References(note)[0] is not { RefersTo.NoteIndex: { } next } link || next == note || (link.SourceId is null && link.Reference.Form == ReferenceForm.Ibid))
            {
                return null;
            }

            note = next;
        }

        return null;
    }

    // "Ibid., d. 432" cites another file: it does not only point on.
    private static BackReference? OnlyPointer(CheckContext context, int note) =>
        context.Apparatus.Notes[note] is { References: [{ Reference: BackReference { Form: ReferenceForm.CrossReference or ReferenceForm.Ibid, Levels.Count: 0 } pointer }] } read
        && read.Commentary.All(stretch => stretch.In(read.Note.Text).Trim(" .,;:()").Length <= LongestSignal) ? pointer : null;

    // "For reference, see": what stands beside the pointer is no commentary of its own.
    private const int LongestSignal = 16;
}
