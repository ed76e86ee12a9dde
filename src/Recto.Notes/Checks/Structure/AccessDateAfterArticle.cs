using System.Globalization;
using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0222: a web page read in a year after that of the article. The year after it is let be: journals come out late.</summary>
internal sealed class AccessDateAfterArticle : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0222", "access-date-after-article", "A web page is said to have been read after the article came out", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        if (context.Options.ArticleYear is not { } own)
        {
            yield break;
        }

        for (var note = 0; note < context.Count; note++)
        {
            foreach (var (span, year) in AccessDates.Find(context.Tokens(note)))
            {
                if (year > own + 1)
                {
                    yield return At(note, span, string.Create(CultureInfo.InvariantCulture, $"The page was read in {year}, and this article is of {own}. Look the date up."));
                }
            }
        }
    }
}
