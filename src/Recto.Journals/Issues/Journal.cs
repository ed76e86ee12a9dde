using Recto.Journals.Identifiers;

namespace Recto.Journals.Issues;

/// <summary>A journal of the site.</summary>
public sealed record Journal
{
    /// <summary>Its part of the address: lower-case letters, digits and hyphens, unique on the site.</summary>
    public required string Key { get; init; }

    /// <summary>Full title.</summary>
    public required string Title { get; init; }

    /// <summary>Abbreviated title; null where none is given.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>Publisher; null where the source does not say.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISSN of the print edition; null where there is none.</summary>
    public Issn? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where there is none.</summary>
    public Issn? OnlineIssn { get; init; }

    /// <summary>BCP 47 tag of its main language; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>A few words about it, plain text, paragraphs parted by an empty line; null where nothing was written.</summary>
    public string? About { get; init; }

    /// <summary>Who may read its articles where neither a licence nor an editor says otherwise.</summary>
    public ReadingPolicy Reading { get; init; } = ReadingPolicy.Free;

    /// <summary>Whether the notes of its closed articles stand open.</summary>
    public bool NotesAreOpen { get; init; } = true;

    /// <summary>What is shown only.</summary>
    public JournalDetails Details { get; init; } = JournalDetails.None;
}

/// <summary>What is shown of a journal and never sought: kept as JSON, so that a field more needs no step of the database.</summary>
public sealed record JournalDetails
{
    /// <summary>Nothing said.</summary>
    public static JournalDetails None { get; } = new();

    /// <summary>Subtitle; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Titles in other languages, by BCP 47 tag.</summary>
    public IReadOnlyDictionary<string, string>? OtherTitles { get; init; }

    /// <summary>Languages that it publishes in, BCP 47 tags; null where nobody has said.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>ISSN-L, nine characters; null where it is not known.</summary>
    public string? LinkingIssn { get; init; }

    /// <summary>Title according to ISO 4; null where none was given.</summary>
    public string? IsoAbbreviation { get; init; }

    /// <summary>Place of the publisher; null where nobody has said.</summary>
    public string? PublisherPlace { get; init; }

    /// <summary>Address of the publisher's own site; null where nobody has said.</summary>
    public string? PublisherAddress { get; init; }

    /// <summary>Colour of its links and rules on light paper, <c>#rrggbb</c>; null for Recto's own.</summary>
    public string? Colour { get; init; }

    /// <summary>SHA-256 of the cover in the file store; null where there is none.</summary>
    public string? CoverFile { get; init; }

    /// <summary>Media type of the cover.</summary>
    public string? CoverType { get; init; }

    /// <summary>What the cover shows, in words.</summary>
    public string? CoverAlt { get; init; }

    /// <summary>Address for mail to the journal; null where nobody has said.</summary>
    public string? Email { get; init; }

    /// <summary>Default licence of its articles, an address; null where there is none.</summary>
    public string? LicenceAddress { get; init; }

    /// <summary>Who holds the copyright by default; null where nobody has said.</summary>
    public string? Copyright { get; init; }

    /// <summary>DOI prefix of the publisher, <c>10.5555</c>; null where there is none.</summary>
    public string? DoiPrefix { get; init; }

    /// <summary>First year of publication; null where nobody has said.</summary>
    public int? Founded { get; init; }

    /// <summary>How often it appears, in words; null where nobody has said.</summary>
    public string? Frequency { get; init; }

    /// <summary>How its contributions are reviewed, in words; null where nobody has said.</summary>
    public string? PeerReview { get; init; }

    /// <summary>Title that it had before; null where it had none.</summary>
    public string? FormerTitle { get; init; }

    /// <summary>Whether the right to mine its articles is reserved; null where their licences decide.</summary>
    public bool? ReservesMining { get; init; }

    /// <summary>Address of its own terms for mining; null for those that the site writes.</summary>
    public string? MiningTerms { get; init; }

    /// <summary>Whether the archives of LOCKSS and CLOCKSS may take it away; null where it follows from who may read it.</summary>
    public bool? LetsPreserve { get; init; }

    /// <summary>Whether readers are not shown how often each article was read and cited; null where they are.</summary>
    public bool? HidesMetrics { get; init; }
}

/// <summary>An issue of a journal.</summary>
public sealed record Issue
{
    /// <summary>Its part of the address under its journal: <c>1-2</c> for volume 1, number 2.</summary>
    public required string Key { get; init; }

    /// <summary>Volume as printed; null where the journal counts none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed; null where the volume has one issue only.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue; null for an ordinary one.</summary>
    public string? Title { get; init; }

    /// <summary>Cover date; null where the source does not say.</summary>
    public PartialDate? Published { get; init; }

    /// <summary>What sort of issue it is.</summary>
    public IssueKind Kind { get; init; } = IssueKind.Regular;

    /// <summary>Whether only editors may see it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>What is shown only.</summary>
    public IssueDetails Details { get; init; } = IssueDetails.None;
}

/// <summary>What sort of issue.</summary>
public enum IssueKind
{
    /// <summary>An ordinary one.</summary>
    Regular = 1,

    /// <summary>One on a theme.</summary>
    Special,

    /// <summary>A supplement.</summary>
    Supplement,

    /// <summary>Articles that are published and wait for their issue.</summary>
    OnlineFirst,
}

/// <summary>What is shown of an issue and never sought.</summary>
public sealed record IssueDetails
{
    /// <summary>Nothing said.</summary>
    public static IssueDetails None { get; } = new();

    /// <summary>A few words about it, plain text; null where there are none.</summary>
    public string? Description { get; init; }

    /// <summary>Guest editors in one line; null where there are none.</summary>
    public string? Editors { get; init; }

    /// <summary>SHA-256 of the cover in the file store; null where there is none.</summary>
    public string? CoverFile { get; init; }

    /// <summary>Media type of the cover.</summary>
    public string? CoverType { get; init; }

    /// <summary>What the cover shows, in words.</summary>
    public string? CoverAlt { get; init; }
}
