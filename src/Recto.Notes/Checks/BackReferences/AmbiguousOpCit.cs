using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Resolution;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0415: "Smith, op. cit., 45", or "Smith, 45", where two works of Smith are cited before.</summary>
internal sealed class AmbiguousOpCit : Check
{
    private const double Enough = 0.85;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0415", "ambiguous-op-cit", "A name alone fits several works", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        var works = new Dictionary<string, List<(string Source, int Note, PublishedReference Reference)>>(StringComparer.Ordinal);
        var last = "";
        for (var index = 0; index < context.Count; index++)
        {
            if (index > 0 && !numbering.AreOfOneCount(index - 1, index))
            {
                works.Clear();
                last = "";
            }

            foreach (var resolved in context.References(index))
            {
                if (resolved.Reference is not PublishedReference reference || !Certainty.HasPlainAuthor(reference))
                {
                    last = resolved.Reference is BackReference { Form: ReferenceForm.Ibid } ? last : "";
                    continue;
                }

                var family = FamilyKey.Of(reference.Authors[0].Family);
                if (works.TryGetValue(family, out var cited) && cited.Count > 1 && last != family && IsNameAlone(context.Tokens(index), reference))
                {
                    var (one, other) = (cited[0], cited[1]);
                    yield return At(index, reference.Span,
                        $"{reference.Authors[0].Family} is cited with several works ({TextCut.At(one.Reference.Title!.Text, 40)}, note {context.Label(one.Note)}; {TextCut.At(other.Reference.Title!.Text, 40)}, note {context.Label(other.Note)}); name the one that is meant by a few words of its title.");
                }

                if (resolved.SourceId is { } source && resolved.Confidence >= Enough && reference is { Form: ReferenceForm.Full } && Certainty.IsFull(reference))
                {
                    if (cited is null)
                    {
                        works.Add(family, cited = []);
                    }

                    if (cited.Count < 2 && !cited.Exists(work => work.Source == source) && cited.All(work => SameGiven(work.Reference, reference)))
                    {
                        cited.Add((source, index, reference));
                    }
                }

                last = family;
            }
        }
    }

    // "Smith, op. cit., 45": author and a place, and nothing else; a year or a named note would tell.
    private static bool IsNameAlone(NoteTokens tokens, PublishedReference reference)
    {
        if (reference is not { Form: ReferenceForm.Short, Title: null, Year: null, NamedNote: null, Container: null, Volume: null, Abbreviation: null, Authors: [{ Given: null } author] } || reference.Pages is null)
        {
            return false;
        }

        var after = tokens.IndexFrom(author.Span.End);
        return tokens.Is(after, ',') && (TitleReader.IsOpCit(tokens, after + 1) || tokens.IndexFrom(reference.Pages.Span.Start) - after <= 4);
    }

    private static bool SameGiven(PublishedReference one, PublishedReference other) => one.Authors[0].Given is not { Length: > 0 } first || other.Authors[0].Given is not { Length: > 0 } second || char.ToLowerInvariant(first[0]) == char.ToLowerInvariant(second[0]);
}
