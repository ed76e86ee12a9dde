using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0109: a bracket that is opened and never closed, or closed and never opened.</summary>
internal sealed class UnbalancedBracket : Check
{
    private const int LongestShown = 30;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0109", "unbalanced-bracket", "A bracket has no partner", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            foreach (var fault in Brackets.Faults(text).Where(fault => fault.Fault != BracketFault.Mismatched && !lost.Has(note)))
            {
                var span = new TextSpan(fault.At, fault.At + 1);
                if (fault.Fault == BracketFault.Unopened)
                {
                    var start = Math.Max(0, fault.At - LongestShown);
                    yield return At(note, span, $"The bracket behind “{(start > 0 ? "…" : "")}{text[start..fault.At].Replace('\n', ' ')}” was never opened; set the opening one or take it away.");
                }
                else
                {
                    var end = Math.Min(text.Length, fault.At + 1 + LongestShown);
                    var close = text[fault.At] == '(' ? ")" : "]";
                    yield return At(note, span, $"The bracket before “{text[(fault.At + 1)..end].Replace('\n', ' ')}{(end < text.Length ? "…" : "")}” is never closed; set {close} where it ends.",
                        EndOfImprint(text, fault.At) is { } at ? Suggest(new TextSpan(at, at), close) : null);
                }
            }
        }
    }

    // (London: Routledge 1999, 12: behind the year, if no other bracket stands before it.
    private static int? EndOfImprint(string text, int open)
    {
        if (text[open] != '(')
        {
            return null;
        }

        var digits = 0;
        for (var i = open + 1; i < text.Length && text[i] is not ('(' or ')' or '[' or ']' or '\n'); i++)
        {
            digits = char.IsAsciiDigit(text[i]) ? digits + 1 : 0;
            if (digits == 4 && text[i - 3] is '1' or '2' && i + 1 < text.Length && text[i + 1] is ',' or '.' or ';')
            {
                return i + 1;
            }
        }

        return null;
    }
}
