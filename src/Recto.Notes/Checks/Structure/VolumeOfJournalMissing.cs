using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0208: an article in a journal with neither volume nor issue, where nearly all others have one. What is dated by a month or a season is a magazine and needs none.</summary>
internal sealed class VolumeOfJournalMissing : Check
{
    private const int Fewest = 6;
    private const double Share = 0.9;

    private static readonly WordSet Seasons = new("spring summer autumn fall winter printemps été automne hiver frühjahr frühling sommer herbst весна лето осень зима");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0208", "volume-or-issue-missing", "An article is cited with neither volume nor issue", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<CitedWork> articles = [.. CitedWork.Described(context).Where(work => work.Reference is { Kind: ReferenceKind.Article, Container: not null, Year: not null, Authors.Count: > 0 })];
        var numbered = articles.Count(work => (work.Reference.Volume ?? work.Reference.Issue) is not null);
        if (numbered < Fewest || numbered < Share * articles.Count)
        {
            yield break;
        }

        foreach (var work in articles)
        {
            if (work.Reference is { Volume: null, Issue: null, Series: null, Pages: not null, Url: null } reference && !MayBeNumbered(context, work))
            {
                yield return At(work.Note, reference.Container!.Span,
                    $"{reference.Container.Text} is named without volume or issue, and nearly all journals of this article have one. Add it.");
            }
        }
    }

    // Any number but year and pages, any month, any Roman numeral.
    private static bool MayBeNumbered(CheckContext context, CitedWork work)
    {
        var tokens = context.Tokens(work.Note);
        var reference = work.Reference;
        for (var i = tokens.IndexFrom(reference.Container!.Span.Start); i < tokens.Count && tokens[i].Start < reference.Span.End; i++)
        {
            var token = tokens[i];
            var isOther = !reference.Year!.Span.Contains(token.Span) && !reference.Pages!.Span.Contains(token.Span);
            if ((isOther && (token.Kind == TokenKind.Number || References.Published.Numerals.IsRoman(tokens.TextOf(i)))) || Months.Of(tokens.TextOf(i)) > 0 || Seasons.Contains(tokens, i))
            {
                return true;
            }
        }

        return false;
    }
}
