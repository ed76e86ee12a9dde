using Recto.App.Shell;
using Recto.Storage.Articles;

namespace Recto.App.Features.CitedBy;

/// <summary>What the page of an article’s citing works shows.</summary>
/// <param name="Row">The cited article.</param>
/// <param name="Asked">What is asked for.</param>
/// <param name="Works">A page of the list.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Tally">What there is in sum, narrowed or not.</param>
/// <param name="Places">Where articles of this site cite it, as far as this reader may see their notes.</param>
/// <param name="Slugs">Addresses of the citing articles of this site.</param>
public sealed record CitedByView(ArticlePageRow Row, CitedByParameters Asked, IReadOnlyList<CitedByRow> Works, string? Next, CitedByTally Tally, ILookup<Guid, CitingPlace> Places, IReadOnlyDictionary<Guid, string> Slugs)
{
    /// <summary>The article’s path.</summary>
    public string Article => $"/articles/{Uri.EscapeDataString(Row.Slug)}";

    /// <summary>The list’s path.</summary>
    public string Address => Article + "/cited-by";

    /// <summary>Head and foot; the title is the page’s to set.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, Row.JournalPublisher, Row.JournalIssn, Row.JournalLanguage) with
    {
        Title = Row.Title,
        Address = Address,
        IsDraft = !Row.Terms.IsPublished,
        TellsMachines = Row.Terms.IsPublished,
    };
}
