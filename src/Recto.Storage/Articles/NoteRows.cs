using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Storage.Articles;

/// <summary>One note as an import hands it over, with what stands inside its <c>div.note</c>.</summary>
/// <param name="Note">The note; its id is its id on the page.</param>
/// <param name="Container">Where it belongs.</param>
/// <param name="Html">HTML of our own writer.</param>
public sealed record NoteToSave(Note Note, NoteContainer Container, string Html);

/// <summary>Everything that the page of one note shows, from one statement.</summary>
public sealed record NotePageRow
{
    /// <summary>The article's id.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The article's address.</summary>
    public required string Slug { get; init; }

    /// <summary>The article's version, for the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Whether only editors may see the article.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>Plain title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>Title of the article as phrasing content, UTF-8.</summary>
    public required byte[] TitleHtml { get; init; }

    /// <summary>UTF-8 JSON of the article's record, for citing the note.</summary>
    public required byte[] ArticleJson { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>The issue's part of the address; null where the article stands in none.</summary>
    public string? IssueKey { get; init; }

    /// <summary>The issue's volume as printed; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>The issue's number as printed; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>Id of the note on the article's page.</summary>
    public required string HtmlId { get; init; }

    /// <summary>Label as printed.</summary>
    public required string Label { get; init; }

    /// <summary>Plain text of the note.</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47 tag of the note; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Where the note belongs.</summary>
    public required NoteContainer Container { get; init; }

    /// <summary>What stands inside its <c>div.note</c>, UTF-8.</summary>
    public required byte[] Html { get; init; }

    /// <summary>Page id of the note before; null at the first.</summary>
    public string? PreviousHtmlId { get; init; }

    /// <summary>Page id of the note after; null at the last.</summary>
    public string? NextHtmlId { get; init; }

    /// <summary>What the note cites, in order.</summary>
    public required IReadOnlyList<ResolvedReference> References { get; init; }

    /// <summary>What decides who may read it (<see cref="AccessRule"/>).</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>Whether the article was withdrawn.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What is shown of its journal only.</summary>
    public required JournalDetails JournalDetails { get; init; }

    /// <summary>Counts changes of the journal by hand, for the ETag.</summary>
    public required int JournalVersion { get; init; }

    /// <summary>The record of the article, read from <see cref="ArticleJson"/> at each call.</summary>
    public Article ReadArticle() => StoredJson.ReadArticle(ArticleJson);
}

/// <summary>A source of an article.</summary>
public sealed record SourceRow
{
    /// <summary>Its id in the apparatus.</summary>
    public required string SourceId { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>It in a few words: siglum and path of an archival file, author, title and year of a work.</summary>
    public required string Label { get; init; }

    /// <summary>Id of the archive; null for works and for unknown archives.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>Levels in the archive from the top down; empty for works.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>How often the article mentions it.</summary>
    public required int Mentions { get; init; }
}

/// <summary>A note that cites an archival file.</summary>
public sealed record CitingNoteRow
{
    /// <summary>The article's address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>Authors of the article in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Page id of the note.</summary>
    public required string HtmlId { get; init; }

    /// <summary>Label of the note as printed.</summary>
    public required string Label { get; init; }
}
