using Recto.Journals.Access;
using Recto.Journals.Articles;

namespace Recto.Storage.Articles;

/// <summary>An article as a feed tells of it.</summary>
public sealed record FeedRow
{
    /// <summary>The article's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Its record.</summary>
    public required Article Article { get; init; }

    /// <summary>When what is told of it was last changed.</summary>
    public required DateTimeOffset RecordAt { get; init; }

    /// <summary>First time that it was public here.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The DOI that is its own on this site; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>ISSN of the print edition; null where there is none.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where there is none.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>The journal's publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>BCP 47 tag of the journal's main language; null where it is not known.</summary>
    public string? JournalLanguage { get; init; }

    /// <summary>The issue's part of the address; null where it stands in none that is public.</summary>
    public string? IssueKey { get; init; }

    /// <summary>The issue's volume as printed; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>The issue's number as printed; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>Cover date of the issue as ISO 8601; null where it is not known.</summary>
    public string? IssuePublished { get; init; }

    /// <summary>Address of the public notice that retracts it; null where none does.</summary>
    public string? RetractedBy { get; init; }

    /// <summary>What it is a notice of (JATS <c>related-article-type</c>: a retraction, a correction, a concern); null where it is none.</summary>
    public string? NoticeType { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }
}
