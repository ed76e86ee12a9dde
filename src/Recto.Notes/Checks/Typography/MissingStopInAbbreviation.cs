using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0132: an abbreviation of two letters that has lost its second point (<c>s. a 1996</c>, <c>z. B in</c>, <c>i.e the</c>), where the article elsewhere writes it with both.</summary>
internal sealed class MissingStopInAbbreviation : Check
{
    private static readonly string[] Abbreviations = ["s. a", "z. B", "d. h", "u. a", "v. a", "o. ä", "u. ä", "i. d", "z. T", "u. U", "i. e", "e. g", "т. е", "т. д", "т. п", "т. к", "и др"];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0132", "missing-stop-in-abbreviation", "An abbreviation has lost its second point", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var abbreviation in Abbreviations.SelectMany(printed => new[] { printed, printed.Replace(". ", ".", StringComparison.Ordinal) }).Distinct())
        {
            var right = 0;
            var wrong = new List<(int Note, TextSpan Span)>();
            for (var note = 0; note < context.Count; note++)
            {
                var text = context.Text(note);
                for (var at = text.IndexOf(abbreviation, StringComparison.Ordinal); at >= 0; at = text.IndexOf(abbreviation, at + 1, StringComparison.Ordinal))
                {
                    var end = at + abbreviation.Length;
                    if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '.'))
                    {
                        continue;
                    }

                    right += end < text.Length && text[end] == '.' ? 1 : 0;
                    if (end + 1 < text.Length && text[end] == ' ' && (char.IsLetterOrDigit(text[end + 1]) || text[end + 1] is '(' or '“' or '„' or '‘' or '‚'))
                    {
                        wrong.Add((note, new TextSpan(at, end)));
                    }
                }
            }

            foreach (var (note, span) in right > wrong.Count ? wrong : [])
            {
                yield return At(note, span, $"“{abbreviation}” has lost its last point; elsewhere the article writes “{abbreviation}.”.", Safe(new TextSpan(span.End, span.End), "."));
            }
        }
    }
}
