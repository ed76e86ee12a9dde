using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0206: a work cited in full without a year, where nearly all others have one. Reported only where the rest of its imprint is read, and no year stands near.</summary>
internal sealed class YearMissing : Check
{
    private const int Fewest = 6;
    private const double Share = 0.9;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0206", "year-missing", "A work is cited without a year", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<CitedWork> works = [.. CitedWork.Described(context).Where(work => work.Reference.Kind is ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Thesis && work.Reference.Authors.Concat(work.Reference.Editors).Any())];
        var dated = works.Count(work => work.Reference.Year is not null);
        if (dated < Fewest || dated < Share * works.Count)
        {
            yield break;
        }

        foreach (var work in works)
        {
            if (work.Reference is { Year: null, Url: null, Doi: null, NamedNote: null, Abbreviation: null } reference && HasImprint(reference) && !HoldsYear(context, work) && !work.IsUndated(context))
            {
                yield return At(work.Note, reference.Span, $"{reference.Title!.Text} is cited without a year, which nearly all works of this article have. Add it.");
            }
        }
    }

    private static bool HasImprint(PublishedReference reference) => reference.Kind switch
    {
        ReferenceKind.Article => reference is { Container: not null, Volume: not null, Pages: not null },
        ReferenceKind.Chapter => reference is { Container: not null, Place: not null, Publisher: not null },
        ReferenceKind.Thesis => reference.Publisher is not null,
        _ => reference is { Place: not null, Publisher: not null },
    };

    // Also a year in Roman numerals, of another calendar, or one that was not read.
    private static bool HoldsYear(CheckContext context, CitedWork work)
    {
        var tokens = context.Tokens(work.Note);
        var rest = work.WithRest(context);
        for (var i = tokens.IndexFrom(rest.Start); i < tokens.Count && tokens[i].Start < rest.End; i++)
        {
            var word = tokens.TextOf(i);
            if ((tokens.Is(i, TokenKind.Number) && word.Length >= 4) || (word.Length >= 4 && word[0] == 'M' && RomanNumber.HasItsLetters(word)))
            {
                return true;
            }
        }

        return false;
    }
}
