using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0417: "Ders." after a work of two authors, "Они же" after a work of one. Which sex an author is cannot be told, so only the number is looked at.</summary>
internal sealed class IdemOfSeveralAuthors : Check
{
    private const double Enough = 0.85;

    private static readonly WordSet OfOne = new("idem ders derselbe eadem");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0417", "idem-other-author", "“Idem” stands for another number of authors", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 0; index < context.Count; index++)
        {
            var references = context.References(index);
            for (var k = 0; k < references.Count; k++)
            {
                if (references[k].Reference is not PublishedReference { Form: ReferenceForm.Idem } idem)
                {
                    continue;
                }

                var before = k > 0 ? references[k - 1] : index > 0 && numbering.AreOfOneCount(index - 1, index) ? context.References(index - 1) is [.., var last] ? last : null : null;
                if (before is not { Confidence: >= Enough, Reference: PublishedReference { Form: ReferenceForm.Full, Editors.Count: 0 } work } || !Certainty.HasPlainAuthor(work) || work.Authors.Any(author => author.Given is null))
                {
                    continue;
                }

                var tokens = context.Tokens(index);
                var i = tokens.IndexFrom(idem.Span.Start);
                if (Better(tokens, i, work.Authors.Count) is var (printed, better))
                {
                    yield return At(index, printed,
                        $"“{context.Printed(index, printed)}” stands for {(work.Authors.Count == 1 ? $"one author, {work.Authors[0].Family}" : $"{work.Authors.Count} authors, {string.Join(" and ", work.Authors.Take(2).Select(author => author.Family))}")}; write “{better}”, or name the author.",
                        Suggest(printed, better));
                }
            }
        }
    }

    private static (TextSpan Printed, string Better)? Better(NoteTokens tokens, int i, int authors)
    {
        var isUpper = i < tokens.Count && char.IsUpper(tokens.TextOf(i)[0]);
        if (authors > 1 && OfOne.Contains(tokens, i))
        {
            var better = tokens.Is(i, "ders") ? "dies" : tokens.Is(i, "derselbe") ? "dieselben" : tokens.Is(i, "eadem") ? "eaedem" : "eidem";
            return (tokens[i].Span, WordCase.Like(better, tokens.TextOf(i)));
        }

        if (authors > 1 && (tokens.Is(i, "он") || tokens.Is(i, "она")) && tokens.Is(i + 1, "же"))
        {
            return (tokens[i].Span, isUpper ? "Они" : "они");
        }

        return authors == 1 && tokens.Is(i, "они") && tokens.Is(i + 1, "же") ? (tokens[i].Span, isUpper ? "Он" : "он") : null;
    }
}
