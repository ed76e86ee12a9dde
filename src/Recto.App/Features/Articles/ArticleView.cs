using System.Text;
using Recto.App.Shell;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>What the frame of an article page shows; the large parts are copied in as bytes.</summary>
public sealed record ArticleView
{
    /// <summary>The row it is made from.</summary>
    public required ArticlePageRow Row { get; init; }

    /// <summary>The article's record.</summary>
    public required Article Article { get; init; }

    /// <summary>Headings of the body.</summary>
    public required IReadOnlyList<ContentsEntry> Contents { get; init; }

    /// <summary>Whether the reader asked for the notes at the end.</summary>
    public required bool NotesAtEnd { get; init; }

    /// <summary>The view of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="notesAtEnd">Whether the reader asked for the notes at the end.</param>
    /// <param name="origin">Scheme and host, without a slash at the end.</param>
    public static ArticleView From(ArticlePageRow row, bool notesAtEnd, string origin) => new()
    {
        Row = row,
        Article = row.ReadArticle(),
        Contents = row.ReadContents(),
        NotesAtEnd = notesAtEnd,
        Origin = origin,
    };

    /// <summary>Scheme and host, without a slash at the end.</summary>
    public required string Origin { get; init; }

    /// <summary>Its authors as a title page has them; whoever the lists name where the record has no authors; null where there is nobody.</summary>
    public string? Authors => Names.Listed([.. Article.Authors.Select(author => author.DisplayName).Where(name => name.Length > 0)], Row.Language ?? "en") ?? Row.Authors;

    /// <summary>How to cite it.</summary>
    public ArticleCitation Citation => new(Article, Row.JournalTitle, Row.IssueVolume ?? Article.Volume, Row.IssueNumber ?? Article.Issue, Origin + Address);

    /// <summary>The citation as a note has it; HTML of our own writer.</summary>
    public string CitationHtml => Citation.ToNoteHtml();

    /// <summary>Its path.</summary>
    public string Address => $"/articles/{Row.Slug}";

    /// <summary>Title as phrasing content.</summary>
    public string TitleHtml => Encoding.UTF8.GetString(Row.TitleHtml);

    /// <summary>Where it stands: Volume 3, issue 2; null where it stands in no issue.</summary>
    public string? IssueName => IssueNames.Long(Row.IssueVolume, Row.IssueNumber) ?? Row.IssueTitle;

    /// <summary>Pages or article number; null where the source does not say.</summary>
    public string? Pages => Citation.Pages;

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, Row.JournalPublisher, null) with
    {
        Title = Row.Title,
        Address = Address,
        Language = Row.Language ?? "en",
        Description = Description(),
        HasNotes = Row.NotesHtml.Length > 0,
        Script = HasLarger(Row.BodyHtml) || HasLarger(Row.AboutHtml) ? "larger.js" : null,
        RootClass = NotesAtEnd ? "notes-at-end" : NoteDrift.Of(Row.BodyHtml) > NoteDrift.Bearable ? "outweighed" : null,
        Content = Row.BodyHtml.Length > 0 ? "text" : "main",
    };

    // Pictures and tables that can be shown over the page.
    private static bool HasLarger(ReadOnlySpan<byte> html) => html.IndexOf("class=\"zoom\""u8) >= 0 || html.IndexOf("class=\"tablebox\""u8) >= 0;

    private string? Description()
    {
        var text = Article.Abstracts is [var first, ..] ? first.Text : null;
        return text is null ? null : text.Length <= 300 ? text : text[..text.LastIndexOf(' ', 299)] + "…";
    }
}
