using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
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
                yield return At(work.Note, reference.Span, Message(reference.Title!.Text));
            }
        }

        foreach (var (note, reference, title) in WithImprintInTitle(context))
        {
            yield return At(note, reference.Span, Message(title));
        }
    }

    private static string Message(string title) => $"{title} is cited without a year, which nearly all works of this article have. Add it.";

    // "Garth, The Long Pier (London: Faber), 19": without the year the imprint is read as the end of the title.
    private static IEnumerable<(int Note, PublishedReference Reference, string Title)> WithImprintInTitle(CheckContext context)
    {
        var places = CitedWork.All(context).Where(work => work.Reference.Place is not null).Select(work => work.Reference.Place!.Text).ToHashSet(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            var references = context.References(note);
            for (var index = 0; index < references.Count; index++)
            {
                if (references[index] is not { RefersTo: null, Reference: PublishedReference { Year: null, Place: null, Authors.Count: > 0, Title: { } title, NamedNote: null, Url: null, Container: null } reference })
                {
                    continue;
                }

                var start = Math.Max(title.Text.LastIndexOf('('), title.Text.LastIndexOf(','));
                var colon = start < 0 ? -1 : title.Text.IndexOf(':', start);
                var work = new CitedWork(note, index, reference);
                if (colon > 0 && places.Contains(title.Text[(start + 1)..colon].Trim()) && title.Text.AsSpan(colon + 1).Trim(" )").Length > 2 && !HoldsYear(context, work) && !work.IsUndated(context))
                {
                    yield return (note, reference, title.Text[..start].TrimEnd());
                }
            }
        }
    }

    private static bool HasImprint(PublishedReference reference) => reference.Kind switch
    {
        ReferenceKind.Article => reference.Container is not null && (reference.Series is not null || (reference.Volume ?? reference.Issue) is not null && reference.Pages is not null),
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
            if ((tokens.Is(i, TokenKind.Number) && word.Length >= 4) || (word.Length >= 4 && word[0] == 'M' && RomanNumeral.HasItsLetters(word)))
            {
                return true;
            }
        }

        return false;
    }
}
