using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0528: a word of one title with a capital here and with a small letter there, the same work being cited. Said once for each mention, at the first such word.</summary>
internal sealed class TitleCapitalChanges : Check
{
    private const int FewestWords = 3;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0528", "title-capital-changes", "A word of one title has a capital here and none there", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var first = new Dictionary<string, (Citation Citation, List<NameWords.Word> Words)>(StringComparer.Ordinal);
        foreach (var citation in Citation.All(context))
        {
            if (citation is not { SourceId: { } source, Reference: { Title: { } title, Form: ReferenceForm.Full or ReferenceForm.Short } } || NameWords.Of(title.Text) is not { Count: >= FewestWords } words)
            {
                continue;
            }

            if (!first.TryGetValue(source, out var usual))
            {
                if (citation.Reference.Form == ReferenceForm.Full)
                {
                    first.Add(source, (citation, words));
                }

                continue;
            }

            if (Differing(usual.Words, words) is [var one, ..] all)
            {
                var (here, there) = (words[one].Printed, usual.Words[one].Printed);
                var at = title.Span.Start;
                yield return At(citation.Note, new TextSpan(at + words[one].Start, at + words[one].End),
                    $"“{here}” in this title is “{there}” in note {context.Label(usual.Citation.Note)}, where the same work is cited; keep one form{(all.Count > 1 ? ", in the other words also" : "")}.",
                    new SuggestedFix(FixSureness.Suggested, [.. all.Select(i => new TextEdit(new TextSpan(at + words[i].Start, at + words[i].Start + 1), usual.Words[i].Printed[..1]))]));
            }
        }
    }

    // The places where only the case of the first letter differs; none where the words differ otherwise, or one title is set in capitals.
    private static List<int> Differing(List<NameWords.Word> usual, List<NameWords.Word> words)
    {
        var differing = new List<int>();
        for (var i = 0; i < Math.Min(usual.Count, words.Count); i++)
        {
            var (a, b) = (usual[i].Printed, words[i].Printed);
            if (!a.Equals(b, StringComparison.OrdinalIgnoreCase))
            {
                return [];
            }

            if (i > 0 && a != b)
            {
                if (a.Length < 2 || a[1..] != b[1..])
                {
                    return [];
                }

                differing.Add(i);
            }
        }

        return differing;
    }
}
