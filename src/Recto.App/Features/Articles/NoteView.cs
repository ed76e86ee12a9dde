using Recto.App.Shell;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>What the page of one note shows.</summary>
public sealed record NoteView
{
    /// <summary>The row it is made from.</summary>
    public required NotePageRow Row { get; init; }

    /// <summary>The note, cited; HTML of our own writer.</summary>
    public required string CitationHtml { get; init; }

    /// <summary>The note's own address, absolute.</summary>
    public required string Permalink { get; init; }

    /// <summary>The view of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="origin">Scheme and host, without a slash at the end.</param>
    public static NoteView From(NotePageRow row, string origin)
    {
        var article = row.ReadArticle();
        var permalink = $"{origin}/articles/{row.Slug}#{row.HtmlId}";
        return new NoteView
        {
            Row = row,
            Permalink = permalink,
            CitationHtml = new ArticleCitation(article, row.JournalTitle, article.Volume, article.Issue, $"{origin}/articles/{row.Slug}").ToNoteHtml($"n. {row.Label}"),
        };
    }

    /// <summary>The article's path.</summary>
    public string ArticleAddress => $"/articles/{Row.Slug}";

    /// <summary>Path of a note's page.</summary>
    public string AddressOf(string htmlId) => $"{ArticleAddress}/notes/{Uri.EscapeDataString(htmlId[1..])}";

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, null, null) with
    {
        Title = $"Note {Row.Label}, {Row.Title}",
        Address = AddressOf(Row.HtmlId),
    };
}
