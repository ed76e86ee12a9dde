using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Shop;
using Recto.Storage.Articles;

namespace Recto.App.Features.Shop.Desk;

/// <summary>What products are called at the desk, and the articles and issues that they are for.</summary>
internal sealed class ProductNames(ArticleStore articles)
{
    /// <summary>The issues of a journal, newest first.</summary>
    public async Task<IReadOnlyList<IssueChoice>> IssuesAsync(Guid journalId, CancellationToken ct) => await articles.ListIssueChoicesAsync(new HashSet<Guid> { journalId }, ct);

    /// <summary>What an issue is called.</summary>
    public static string Name(IssueChoice issue) => IssueNames.InList(issue.Volume, issue.Number, issue.Title, issue.Published, issue.Key);

    /// <summary>Address and title of the one article that a product is for; nulls where it is for any, or the article is gone.</summary>
    public async Task<(string? Slug, string? Title)> ArticleAsync(Product product, CancellationToken ct) =>
        product.ArticleId is { } id && await articles.FindForDeskAsync(id, ct) is { } article ? (article.Row.Slug, article.Row.Title) : (null, null);

    /// <summary>What a product sells: <c>Every closed article, 48 hours</c>.</summary>
    /// <param name="say">The words.</param>
    /// <param name="product">The product.</param>
    /// <param name="article">Title of its one article.</param>
    /// <param name="issue">Name of its one issue.</param>
    public static string Of(Say say, Product product, string? article, string? issue)
    {
        var period = OfferWords.Period(say, product.Period);
        return product.Kind switch
        {
            ProductKind.Article when product.ArticleId is not null => say["The article “{0}”, {1}", article ?? "–", period],
            ProductKind.Article => say["Every closed article, {0}", period],
            ProductKind.Issue when product.IssueId is not null => say["The issue {0}, {1}", issue ?? "–", period],
            ProductKind.Issue => say["Every issue with closed articles, {0}", period],
            ProductKind.JournalYear when product.Year is { } year => say["All articles of {0}, {1}", year, period],
            ProductKind.JournalYear => say["All articles of a year, {0}", period],
            _ => say["The whole journal, {0}", period],
        };
    }
}
