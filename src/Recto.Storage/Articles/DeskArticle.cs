using Recto.Journals.Articles;
using Recto.Journals.Issues;

namespace Recto.Storage.Articles;

/// <summary>Where an article stands between the desk and its readers.</summary>
public enum ArticleState
{
    /// <summary>For editors only.</summary>
    Draft = 1,

    /// <summary>For editors only until a time that is set.</summary>
    Scheduled,

    /// <summary>Public.</summary>
    Published,

    /// <summary>Taken away after it was public.</summary>
    Withdrawn,
}

/// <summary>Which articles the desk asks for.</summary>
public sealed record DeskFilter
{
    /// <summary>Only of these journals: those that the person works for; null for all.</summary>
    public IReadOnlySet<Guid>? Journals { get; init; }

    /// <summary>Only of this journal; null for all.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>Only of this issue; null for all.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>Only in this state; null for all.</summary>
    public ArticleState? State { get; init; }

    /// <summary>Words of title, contributors or DOI, all of which must be there; null for all.</summary>
    public string? Text { get; init; }
}

/// <summary>An article in the desk's list.</summary>
public record DeskArticleRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Plain title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain subtitle; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>BCP 47 tag; null where nobody says.</summary>
    public string? Language { get; init; }

    /// <summary>JATS <c>article-type</c>; null where nobody says.</summary>
    public string? Type { get; init; }

    /// <summary>DOI; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>Heading in the issue; null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>Pages or article number; null where nobody says.</summary>
    public string? Pages { get; init; }

    /// <summary>Its journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public string JournalKey { get; init; } = "";

    /// <summary>The journal's title.</summary>
    public string JournalTitle { get; init; } = "";

    /// <summary>Its issue; null where it stands in none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>The issue's part of the address; null where there is none.</summary>
    public string? IssueKey { get; init; }

    /// <summary>Volume of the issue; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>Number of the issue; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>Title of the issue; null where there is none.</summary>
    public string? IssueTitle { get; init; }

    /// <summary>Place in the issue, from 1; null to order by page.</summary>
    public int? Position { get; init; }

    /// <summary>Whether only editors may see it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Counts every change, from 1.</summary>
    public int Version { get; init; }

    /// <summary>What it was read from.</summary>
    public string SourceFormat { get; init; } = "";

    /// <summary>When it came.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was first public; null where it never was.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it becomes public by itself; null where no time is set.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When it was withdrawn; null where it was not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ArticleState State => !IsDraft ? ArticleState.Published : WithdrawnAt is not null ? ArticleState.Withdrawn : PublishAt is not null ? ArticleState.Scheduled : ArticleState.Draft;
}

/// <summary>Everything that the desk says of one article.</summary>
public sealed record DeskArticle
{
    /// <summary>What lists show.</summary>
    public required DeskArticleRow Row { get; init; }

    /// <summary>Its record as it is shown.</summary>
    public required Article Article { get; init; }

    /// <summary>Its record as its file has it.</summary>
    public required Article AsRead { get; init; }

    /// <summary>What editors say otherwise.</summary>
    public required ArticleEdits Edits { get; init; }

    /// <summary>Counts changes by hand, from 1.</summary>
    public required int EditVersion { get; init; }

    /// <summary>Who may read it; null for what its journal says.</summary>
    public ReadingPolicy? Reading { get; init; }

    /// <summary>What its journal says.</summary>
    public required ReadingPolicy JournalReading { get; init; }

    /// <summary>What stands in its place while it is withdrawn; null where it is not.</summary>
    public string? Tombstone { get; init; }

    /// <summary>Which program made it; null where it is to be made anew.</summary>
    public string? MadeBy { get; init; }
}

/// <summary>An issue that an article can be put into.</summary>
public sealed record IssueChoice
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Its journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public string JournalKey { get; init; } = "";

    /// <summary>The journal's title.</summary>
    public string JournalTitle { get; init; } = "";

    /// <summary>Its part of the address.</summary>
    public string Key { get; init; } = "";

    /// <summary>Volume; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue; null for others.</summary>
    public string? Title { get; init; }

    /// <summary>Cover date, ISO 8601 as far as known; null where it is not.</summary>
    public string? Published { get; init; }
}
