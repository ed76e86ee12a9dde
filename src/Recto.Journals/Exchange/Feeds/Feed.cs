namespace Recto.Journals.Exchange.Feeds;

/// <summary>A page of a feed: what it is, and what it tells.</summary>
public sealed record Feed
{
    /// <summary>An IRI that is the feed's for ever, the same on all its pages.</summary>
    public required string Id { get; init; }

    /// <summary>What it is a feed of.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence about it; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>BCP 47 tag of the title; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Who speaks where an entry names no author.</summary>
    public required string Publisher { get; init; }

    /// <summary>Address of the page that shows the same to readers.</summary>
    public required string Address { get; init; }

    /// <summary>Address of this page of the feed.</summary>
    public required string Self { get; init; }

    /// <summary>Address of its first page.</summary>
    public required string First { get; init; }

    /// <summary>Address of the page that follows (RFC 5005, 3); null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>When the feed was last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The journal; null where the feed is of more than one.</summary>
    public FeedJournal? Journal { get; init; }

    /// <summary>What it tells.</summary>
    public required IReadOnlyList<FeedEntry> Entries { get; init; }
}

/// <summary>A journal as PRISM calls it.</summary>
/// <param name="Title">Full title.</param>
/// <param name="PrintIssn">ISSN of the print edition; null where there is none.</param>
/// <param name="OnlineIssn">ISSN of the online edition; null where there is none.</param>
public sealed record FeedJournal(string Title, string? PrintIssn, string? OnlineIssn);

/// <summary>Somebody who wrote.</summary>
/// <param name="Name">In reading order.</param>
/// <param name="Orcid">ORCID; null where none is given.</param>
public sealed record FeedPerson(string Name, string? Orcid);

/// <summary>One article, or the news that it was retracted.</summary>
public sealed record FeedEntry
{
    /// <summary>An IRI that is the entry's for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Its title, plain.</summary>
    public required string Title { get; init; }

    /// <summary>BCP 47 tag of the title; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Address of its page.</summary>
    public required string Address { get; init; }

    /// <summary>When it came out.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When what is told of it was last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Who wrote it.</summary>
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];

    /// <summary>Its abstract, plain; null where there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>BCP 47 tag of the abstract; null where it is not known.</summary>
    public string? SummaryLanguage { get; init; }

    /// <summary>The journal.</summary>
    public required FeedJournal Journal { get; init; }

    /// <summary>The journal's publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>Volume; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue number; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>First page; null where there is none.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Last page; null where there is none.</summary>
    public string? LastPage { get; init; }

    /// <summary>DOI; null where there is none.</summary>
    public string? Doi { get; init; }

    /// <summary>Date of publication, ISO 8601 as far as known; null where it is not.</summary>
    public string? Date { get; init; }

    /// <summary>Cover date of its issue, ISO 8601 as far as known; null where it is not.</summary>
    public string? CoverDate { get; init; }

    /// <summary>Heading in the issue; null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>Address of the licence; null where there is none.</summary>
    public string? Licence { get; init; }

    /// <summary>Whose the rights are, in words; null where nothing is said.</summary>
    public string? Rights { get; init; }

    /// <summary>What it is news of (<c>retraction</c>, <c>correction</c>, <c>retracted</c>); null for an ordinary article.</summary>
    public string? News { get; init; }

    /// <summary>Address of what it is news about; null where there is none.</summary>
    public string? Related { get; init; }
}
