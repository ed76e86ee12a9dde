using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>What the page of one note shows.</summary>
public sealed record NoteView
{
    /// <summary>The row it is made from.</summary>
    public required NotePageRow Row { get; init; }

    /// <summary>The note as a work to cite.</summary>
    public required CitedWork Work { get; init; }

    /// <summary>The note's own address, absolute.</summary>
    public required string Permalink { get; init; }

    /// <summary>BCP 47 tag of the article; null where it is not known.</summary>
    public string? ArticleLanguage { get; init; }

    /// <summary>Its sources that others cite too.</summary>
    public IReadOnlyList<NoteSource> Others { get; init; } = [];

    /// <summary>The view of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="origin">Scheme and host, without a slash at the end.</param>
    public static NoteView From(NotePageRow row, string origin)
    {
        ArgumentNullException.ThrowIfNull(row);
        var article = row.ReadArticle();
        var permalink = $"{origin}/articles/{row.Slug}#{row.HtmlId}";
        return new NoteView
        {
            Row = row,
            Permalink = permalink,
            ArticleLanguage = article.Language,
            Work = CitationDownload.Cite(article, row.JournalTitle, row.IssueVolume, row.IssueNumber, row.Slug, origin).ToWork(new CitedNote(row.Label, permalink, FileStem(row.HtmlId))),
        };
    }

    /// <summary>What tells the files of a note from those of another: its id, of letters, digits and hyphens.</summary>
    public static string FileStem(string htmlId) => string.Concat((htmlId ?? "").Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    /// <summary>The article's path.</summary>
    public string ArticleAddress => $"/articles/{Uri.EscapeDataString(Row.Slug)}";

    /// <summary>Path of a note's page.</summary>
    public string AddressOf(string htmlId) => $"{ArticleAddress}/notes/{Uri.EscapeDataString(htmlId[1..])}";

    /// <summary>The beginning of the note, for lists of results.</summary>
    public string Description => Shortened.AtWord(Row.Text, 200);

    /// <summary>Head and foot; the title is the page's to set.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, null, null) with
    {
        Title = Row.Title,
        Address = AddressOf(Row.HtmlId),
        IsDraft = !Row.Terms.IsPublished,
        HasCitation = true,
    };
}
