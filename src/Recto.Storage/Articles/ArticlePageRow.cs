using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Issues;

namespace Recto.Storage.Articles;

/// <summary>Everything that an article page shows, from one statement. The big parts are UTF-8 HTML of our own writer, to be copied to the answer as they are.</summary>
public sealed record ArticlePageRow
{
    /// <summary>The article's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Its version, for the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Whether only editors may see it.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>Plain subtitle; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Authors in one line, in reading order; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>When it was last changed here.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>The journal's publisher; null where it is not known.</summary>
    public string? JournalPublisher { get; init; }

    /// <summary>The issue's part of the address; null where the article stands in none.</summary>
    public string? IssueKey { get; init; }

    /// <summary>The issue's volume as printed; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>The issue's number as printed; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>Title of a special issue; null for others.</summary>
    public string? IssueTitle { get; init; }

    /// <summary>Cover date of the issue as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? IssuePublished { get; init; }

    /// <summary>UTF-8 JSON of the <see cref="Article"/>.</summary>
    public required byte[] ArticleJson { get; init; }

    /// <summary>Title as phrasing content.</summary>
    public required byte[] TitleHtml { get; init; }

    /// <summary>Abstracts; empty where there are none.</summary>
    public required byte[] AbstractHtml { get; init; }

    /// <summary>Body with its notes between <see cref="ArticleFragments.NotesBegin"/> and <see cref="ArticleFragments.NotesEnd"/>.</summary>
    public required byte[] BodyHtml { get; init; }

    /// <summary>All body notes in one list; empty where there are none.</summary>
    public required byte[] NotesHtml { get; init; }

    /// <summary>Sources made from the notes; empty where there are none.</summary>
    public required byte[] SourcesHtml { get; init; }

    /// <summary>The source's own reference lists; empty where there are none.</summary>
    public required byte[] ReferencesHtml { get; init; }

    /// <summary>Back matter; empty where there is none.</summary>
    public required byte[] AboutHtml { get; init; }

    /// <summary>UTF-8 JSON of the list of contents.</summary>
    public required byte[] ContentsJson { get; init; }

    /// <summary>What decides who may read it (<see cref="AccessRule"/>).</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>When it was withdrawn; null where it was not.</summary>
    public DateTimeOffset? Withdrawn { get; init; }

    /// <summary>What stands in the place of a withdrawn article; null where nothing was written.</summary>
    public string? Tombstone { get; init; }

    /// <summary>What is shown of its journal only.</summary>
    public required JournalDetails JournalDetails { get; init; }

    /// <summary>Notices about it, and what it is a notice about: public ones only.</summary>
    public IReadOnlyList<ArticleRelation> Relations { get; init; } = [];

    /// <summary>What can be taken away with it, by kind; whether a reader may have it is the rule's to say.</summary>
    public IReadOnlyList<ArticleDownload> Downloads { get; init; } = [];

    /// <summary>Counts changes of the journal by hand, for the ETag.</summary>
    public required int JournalVersion { get; init; }

    /// <summary>BCP 47 tag of the journal's main language; null where it is not known.</summary>
    public string? JournalLanguage { get; init; }

    /// <summary>ISSN to show, online before print; null where there is none.</summary>
    public string? JournalIssn { get; init; }

    /// <summary>Abbreviated title of the journal; null where there is none.</summary>
    public string? JournalAbbreviation { get; init; }

    /// <summary>ISSN of the journal's print edition; null where there is none.</summary>
    public string? JournalPrintIssn { get; init; }

    /// <summary>ISSN of the journal's online edition; null where there is none.</summary>
    public string? JournalOnlineIssn { get; init; }

    /// <summary>What it cites, as <c>meta</c> tags; empty where it cites nothing, or an older program made it.</summary>
    public byte[] CitedTags { get; init; } = [];

    /// <summary>What it cites, as a JSON list; empty where it cites nothing, or an older program made it.</summary>
    public byte[] CitedJson { get; init; } = [];

    /// <summary>Counts changes of the issue by hand, for the ETag; 0 where the article stands in none.</summary>
    public required int IssueVersion { get; init; }

    /// <summary>Whether the issue is still a draft, which readers do not see.</summary>
    public bool IssueIsDraft { get; init; }

    /// <summary>How often it is cited.</summary>
    public ArticleCitedRow Cited { get; init; } = new();

    /// <summary>The record of the article, read from <see cref="ArticleJson"/> at each call.</summary>
    public Article ReadArticle() => StoredJson.ReadArticle(ArticleJson);

    /// <summary>Headings of the body, read from <see cref="ContentsJson"/> at each call.</summary>
    public IReadOnlyList<ContentsEntry> ReadContents() => StoredJson.ReadContents(ContentsJson);
}
