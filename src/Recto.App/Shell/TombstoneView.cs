using Recto.App.Shell.Citations;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;

namespace Recto.App.Shell;

/// <summary>What stands at the address of an article that was withdrawn.</summary>
/// <param name="Row">The article.</param>
/// <param name="Origin">Scheme and host, without a slash at the end.</param>
public sealed record TombstoneView(ArticlePageRow Row, string Origin)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, Row.JournalPublisher, null) with { Title = Row.Title, Language = Row.Language ?? "en", IsDraft = true };

    /// <summary>How to cite it; HTML of our own writer.</summary>
    public string CitationHtml
    {
        get
        {
            var article = Row.ReadArticle();
            return CitationStyles.All[0].Format(CitationDownload.Cite(article, Row.JournalTitle, Row.IssueVolume, Row.IssueNumber, Row.Slug, Origin).ToWork()).ToHtml();
        }
    }
}
