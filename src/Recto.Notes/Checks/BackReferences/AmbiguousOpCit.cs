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

    // Works of one author that are looked at; the bound keeps checking linear.
    private const int MostWorks = 16;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0415", "ambiguous-op-cit", "A name alone fits several works", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        var works = new Dictionary<string, List<Work>>(StringComparer.Ordinal);
        var last = "";
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index))
            {
                if (resolved.Reference is not PublishedReference reference || !Certainty.HasPlainAuthor(reference))
                {
                    last = resolved.Reference is BackReference { Form: ReferenceForm.Ibid } ? last : "";
                    continue;
                }

                var family = FamilyKey.Of(reference.Authors[0].Family);
                if (works.TryGetValue(family, out var cited) && last != family && IsNameAlone(context.Tokens(index), reference) && TwoOf(numbering, cited, index) is var (one, other))
                {
                    yield return At(index, reference.Span,
                        $"{reference.Authors[0].Family} is cited with several works ({TextCut.At(one.Reference.Title!.Text, 40)}, note {context.Label(one.Note)}; {TextCut.At(other.Reference.Title!.Text, 40)}, note {context.Label(other.Note)}); name the one that is meant by a few words of its title.");
                }

                if (resolved.SourceId is { } source && resolved.Confidence >= Enough && reference is { Form: ReferenceForm.Full } && Certainty.IsFull(reference))
                {
                    if (cited is null)
                    {
                        works.Add(family, cited = []);
                    }

                    if (cited.Count < MostWorks && !cited.Exists(work => work.Source == source) && cited.All(work => SameGiven(work.Reference, reference)))
                    {
                        cited.Add(new Work(source, index, reference));
                    }
                }

                last = family;
            }
        }
    }

    // Two works that are cited before in this count; where the author is cited in an earlier count only, in any.
    private static (Work One, Work Other)? TwoOf(NoteNumbering numbering, List<Work> cited, int index)
    {
        var own = cited.Where(work => numbering.AreOfOneCount(work.Note, index)).ToList();
        var told = own.Count > 0 ? own : cited;
        return told.Count > 1 ? (told[0], told[1]) : null;
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

    private sealed record Work(string Source, int Note, PublishedReference Reference);
}
