using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0118: <c>( Paris</c>, <c>1999 )</c>. An empty bracket and an omission (<c>( . . . )</c>) are left alone.</summary>
internal sealed class SpaceInsideBracket : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0118", "space-inside-bracket", "A blank stands inside a bracket", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] is '(' or '[' && i + 2 < text.Length && text[i + 1] is ' ' or '\u00a0' && !IsSpecial(text[i + 2]))
                {
                    yield return At(note, new TextSpan(i, i + 2), $"A blank stands behind {text[i]}; a bracket wants none inside.", Safe(new TextSpan(i + 1, i + 2), ""));
                }
                else if (text[i] is ')' or ']' && i > 2 && text[i - 1] is ' ' or '\u00a0' && !IsSpecial(text[i - 2]))
                {
                    yield return At(note, new TextSpan(i - 1, i + 1), $"A blank stands before {text[i]}; a bracket wants none inside.", Safe(new TextSpan(i - 1, i), ""));
                }
            }
        }
    }

    private static bool IsSpecial(char c) => c is '(' or ')' or '[' or ']' or '.' or '…' or '-' or '–' or '—' or '_' or '/' or '|' or '?' or '+' or '=' or '<' or '>' or '{' or '}';
}
