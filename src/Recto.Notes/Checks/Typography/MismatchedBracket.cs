using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0110: a round bracket closed by a square one, or the reverse.</summary>
internal sealed class MismatchedBracket : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0110", "mismatched-bracket", "A bracket is closed by one of another shape", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            foreach (var fault in Brackets.Faults(text).Where(fault => fault.Fault == BracketFault.Mismatched && !lost.IsAt(note, fault.At)))
            {
                var span = new TextSpan(fault.At, fault.At + 1);
                var right = text[fault.Open] == '(' ? ")" : "]";
                yield return At(note, span, $"The bracket that opens with {text[fault.Open]} is closed by {text[fault.At]}; {right} closes it.", Suggest(span, right));
            }
        }
    }
}
