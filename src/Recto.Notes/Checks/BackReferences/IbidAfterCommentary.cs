using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0406: "Ibid." after a note that cites nothing.</summary>
internal sealed class IbidAfterCommentary : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0406", "ibid-after-commentary", "“Ibid.” follows a note that cites nothing", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 1; index < context.Count; index++)
        {
            if (context.References(index) is [{ Reference: BackReference { Form: ReferenceForm.Ibid } ibid } resolved, ..] && numbering.AreOfOneCount(index - 1, index)
                && Commentary.OpensWith(context.Tokens(index), ibid.Span.Start) && Commentary.IsAll(context, index - 1))
            {
                yield return At(index, ibid.Word.Span, $"Note {context.Label(index - 1)} cites nothing that “{ibid.Word.Text}” could repeat; "
                    + (resolved.RefersTo is { NoteIndex: { } before } target && before < index - 1 && context.References(before).All(other => other.Reference is not BackReference) ? $"the last note that does is {target.Label}. Cite its source by a short form." : "cite the source."));
            }
        }
    }
}
