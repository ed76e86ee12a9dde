using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0202: a year of publication after that of the article. The year after it is let be: books of the autumn bear it, and journals come out late.</summary>
internal sealed class YearAfterArticle : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0202", "year-after-article", "A work is dated after the article that cites it", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        if (context.Options.ArticleYear is not { } own)
        {
            yield break;
        }

        foreach (var work in CitedWork.All(context))
        {
            if (work.Reference is { Kind: not (ReferenceKind.Web or ReferenceKind.Unknown or ReferenceKind.Legal), Year: { } printed } reference
                && CitedWork.FirstYear(printed) is var year && year > own + 1 && Digits.IsPlausibleYear(year)
                && (reference.Url is not { } url || printed.Span.End <= url.Span.Start) && !(reference.Pages is { } pages && pages.Span.Overlaps(printed.Span)) && !work.IsUndated(context))
            {
                yield return At(work.Note, printed.Span, string.Create(CultureInfo.InvariantCulture,
                    $"{reference.Title?.Text ?? "This work"} is dated {year}, and this article is of {own}. Look the year up; if the work is not out yet, say “forthcoming”."));
            }
        }
    }
}
