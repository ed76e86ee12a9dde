using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Articles;

/// <summary>What the frame of an article page shows; the large parts are copied in as bytes.</summary>
public sealed record ArticleView
{
    /// <summary>The row it is made from.</summary>
    public required ArticlePageRow Row { get; init; }

    /// <summary>The article's record.</summary>
    public required Article Article { get; init; }

    /// <summary>Headings of the body; none where the body is closed.</summary>
    public required IReadOnlyList<ContentsEntry> Contents { get; init; }

    /// <summary>Whether the reader asked for the notes at the end.</summary>
    public required bool NotesAtEnd { get; init; }

    /// <summary>Who asks.</summary>
    public required Asker Reader { get; init; }

    /// <summary>What they may have.</summary>
    public required AccessDecision Decision { get; init; }

    /// <summary>What else to read, of both lists; empty where there is nothing.</summary>
    public IReadOnlyList<RecommendedRow> ReadNext { get; init; } = [];

    /// <summary>The view of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="notesAtEnd">Whether the reader asked for the notes at the end.</param>
    /// <param name="origin">Scheme and host, without a slash at the end.</param>
    /// <param name="reader">Who asks.</param>
    public static ArticleView From(ArticlePageRow row, bool notesAtEnd, string origin, Asker reader)
    {
        ArgumentNullException.ThrowIfNull(row);
        var decision = reader.Decide(row.Terms);
        return new()
        {
            Row = row,
            Article = row.ReadArticle(),
            Contents = decision.Body ? row.ReadContents() : [],
            NotesAtEnd = notesAtEnd && decision.Body,
            Origin = origin,
            Reader = reader,
            Decision = decision,
        };
    }

    /// <summary>Scheme and host, without a slash at the end.</summary>
    public required string Origin { get; init; }

    /// <summary>Its authors; editors and others where there are no authors.</summary>
    public IReadOnlyList<Contributor> People
    {
        get
        {
            var named = Article.Contributors.Where(person => person.DisplayName.Length > 0).ToList();
            return named.Where(person => person.Role == "author").ToList() is { Count: > 0 } authors ? authors : named.Where(person => person.Role == "editor").ToList();
        }
    }

    /// <summary>How to cite it.</summary>
    public ArticleCitation Citation => CitationDownload.Cite(Article, Row.JournalTitle, Row.IssueVolume, Row.IssueNumber, Row.Slug, Origin);

    /// <summary>Its path, encoded: machines are told the same address everywhere.</summary>
    public string Address => $"/articles/{Uri.EscapeDataString(Row.Slug)}";

    /// <summary>Title as phrasing content.</summary>
    public string TitleHtml => Encoding.UTF8.GetString(Row.TitleHtml);

    /// <summary>The issue's path; null where it stands in none that this reader may see.</summary>
    public string? IssueAddress => Row.IssueKey is null || (Row.IssueIsDraft && Decision.Reason != AccessReason.Staff && !Reader.IsStaffOf(Row.Terms.JournalId)) ? null : $"/journals/{Row.JournalKey}/{Row.IssueKey}";

    /// <summary>Where it stands: Volume 3, issue 2.</summary>
    public string IssueName => IssueNames.InList(Row.IssueVolume, Row.IssueNumber, Row.IssueTitle, Row.IssuePublished, Row.IssueKey ?? "");

    /// <summary>Path of the page of its section; null where it stands under no heading.</summary>
    public string? SectionAddress => SectionKey.Of(Article.Section) is { } key ? $"/journals/{Row.JournalKey}/sections/{Uri.EscapeDataString(key)}" : null;

    /// <summary>What this reader can take away, in the order in which readers are told.</summary>
    internal IEnumerable<(ArticleForm Form, long Length)> Downloads => ArticleForms.All.Where(form => form.Kind != ArticleForms.Card.Kind && form.May(Decision))
        .SelectMany(form => Row.Downloads.Where(file => file.Kind == form.Kind).Select(file => (form, file.Length)));

    /// <summary>Pages or article number; null where the source does not say.</summary>
    public string? Pages => Citation.Pages;

    /// <summary>Whether anybody is known to cite it.</summary>
    public bool IsCited => Row.Cited.Count > 0 || Row.Cited.Dates.Counted > 0;

    /// <summary>Whether there is a text.</summary>
    public bool HasBody => Row.BodyHtml.Length > 0;

    /// <summary>Whether notes are shown, be it in their place.</summary>
    public bool HasNotes => Row.NotesHtml.Length > 0 && Decision.Notes;

    /// <summary>Whether its notes cite files of archives.</summary>
    public bool HasArchives => Row.SourcesHtml.AsSpan().IndexOf("<ul class=\"tree\">"u8) >= 0;

    /// <summary>Whether a wall stands where the text would.</summary>
    public bool IsClosed => HasBody && !Decision.Body;

    /// <summary>BCP 47 tag of the page.</summary>
    public string Language => Row.Language ?? Row.JournalLanguage ?? "en";

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, Row.JournalPublisher, Row.JournalIssn, Row.JournalLanguage) with
    {
        Title = Row.Title,
        Address = Address,
        Language = Language,
        Description = Description(),
        Script = Decision.Body && (HasLarger(Row.BodyHtml) || HasLarger(Row.AboutHtml)) ? "larger.js" : null,
        HasNotes = HasNotes && Decision.Body,
        HasCitation = true,
        IsArticle = true,
        TellsMachines = Row.Terms.IsPublished,
        IsDraft = !Row.Terms.IsPublished,
        RootClass = !Decision.Body ? null : NotesAtEnd ? "notes-at-end" : NoteDrift.Of(Row.BodyHtml) > NoteDrift.Bearable ? "outweighed" : null,
        Content = HasBody && Decision.Body ? "text" : "main",
        Picture = Row.Terms.IsPublished && Row.Downloads.FirstOrDefault(file => file.Kind == ArticleForms.Card.Kind) is { } card
            ? new LinkPicture($"{ArticleForms.Card.Address(Row.Slug)}?v={card.Stamp}", "image/png", 1200, 630, string.Join(". ", new[] { Row.Title, Row.Authors, Row.JournalTitle }.Where(part => !string.IsNullOrEmpty(part)))) : null,
    };

    // Pictures and tables that can be shown over the page.
    private static bool HasLarger(ReadOnlySpan<byte> html) => html.IndexOf("class=\"zoom\""u8) >= 0 || html.IndexOf("class=\"tablebox\""u8) >= 0 || html.IndexOf("class=\"shown\""u8) >= 0 || html.IndexOf("class=\"scrolls\""u8) >= 0;

    // An article without an abstract still says whose it is and where it stands.
    private string Description()
    {
        var text = Article.Abstracts is [var first, ..] ? first.Text.ReplaceLineEndings(" ") : null;
        text ??= string.Join(", ", new[] { Row.Authors, Row.JournalTitle, IssueNames.Long(Row.IssueVolume ?? Article.Volume, Row.IssueNumber ?? Article.Issue), Dates.Long(Article.Published?.ToString()) }.Where(part => !string.IsNullOrEmpty(part)));
        return Shortened.AtWord(text, 300);
    }
}
