using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0118: <c>( Paris</c>, <c>1999 )</c>. An empty bracket and an omission (<c>( . . . )</c>) are left alone.</summary>
internal sealed class SpaceInsideBracket : Check
{
    private const int FewestOfCutText = 20;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0118", "space-inside-bracket", "A blank stands inside a bracket", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        var found = new List<(int Note, TextSpan Span)>();
        var brackets = 0;
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] is not ('(' or '[' or ')' or ']') || lost.IsAt(note, i))
                {
                    continue;
                }

                brackets++;
                if (text[i] is '(' or '[' && i + 2 < text.Length && IsBlank(text[i + 1]) && !IsSpecial(text[i + 2]) && !context.IsFileBlank(note, i + 1))
                {
                    found.Add((note, new TextSpan(i, i + 2)));
                }
                else if (text[i] is ')' or ']' && i > 2 && IsBlank(text[i - 1]) && !IsSpecial(text[i - 2]) && !context.IsFileBlank(note, i - 1))
                {
                    found.Add((note, new TextSpan(i - 1, i + 1)));
                }
            }
        }

        // A text cut apart by a machine is said once.
        var isCut = found.Count > FewestOfCutText && found.Count * 2 > brackets;
        foreach (var (note, span) in isCut ? found[..1] : found)
        {
            var text = context.Text(note);
            var opens = IsBlank(text[span.Start + 1]);
            var blank = opens ? new TextSpan(span.Start + 1, span.End) : new TextSpan(span.Start, span.Start + 1);
            yield return At(note, span, $"A blank stands {(opens ? "behind" : "before")} {text[opens ? span.Start : span.Start + 1]}; {(isCut ? string.Create(CultureInfo.InvariantCulture, $"so in {found.Count} places, as if the text had been cut apart by a machine") : "a bracket wants none inside")}.",
                Safe(blank, ""));
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\u00a0';

    private static bool IsSpecial(char c) => c is '(' or ')' or '[' or ']' or '.' or '…' or '-' or '–' or '—' or '_' or '/' or '|' or '?' or '+' or '=' or '<' or '>' or '{' or '}';
}
