using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>Schema of a deposit.</summary>
public enum DepositSchema
{
    /// <summary>5.4.0, the newest.</summary>
    V540 = 1,

    /// <summary>5.3.1, for a registration agency that does not take the newest yet.</summary>
    V531,
}

/// <summary>One batch for Crossref: articles of one issue, or of none.</summary>
public sealed record Deposit
{
    /// <summary>Schema to write by.</summary>
    public DepositSchema Schema { get; init; } = DepositSchema.V540;

    /// <summary>Name of the batch, 4 to 100 characters; it comes back with the result.</summary>
    public required string BatchId { get; init; }

    /// <summary>Grows with every deposit of a DOI, else Crossref leaves the deposit aside: UTC as <c>yyyyMMddHHmmssfff</c>.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Who deposits, 1 to 130 characters.</summary>
    public required string DepositorName { get; init; }

    /// <summary>Where the result is sent to.</summary>
    public required string DepositorEmail { get; init; }

    /// <summary>Who is responsible for the DOIs, 1 to 255 characters.</summary>
    public required string Registrant { get; init; }

    /// <summary>The journal.</summary>
    public required DepositJournal Journal { get; init; }

    /// <summary>The issue; null for articles that wait for theirs.</summary>
    public DepositIssue? Issue { get; init; }

    /// <summary>Its articles; none where only the journal or the issue gets a DOI.</summary>
    public required IReadOnlyList<DepositArticle> Articles { get; init; }
}

/// <summary>A journal as Crossref wants it.</summary>
public sealed record DepositJournal
{
    /// <summary>Full title.</summary>
    public required string Title { get; init; }

    /// <summary>Abbreviated title; null where there is none.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>ISSN of the print edition; null where there is none.</summary>
    public Issn? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where there is none.</summary>
    public Issn? OnlineIssn { get; init; }

    /// <summary>BCP 47 tag of its main language; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>DOI of the journal itself, where it is to be registered with this batch; null where it is not.</summary>
    public DepositPlace? Place { get; init; }

    /// <summary>Archives that keep it, by Crossref's own names (<c>CLOCKSS</c>, <c>Portico</c>); names that are not on its list are left out.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>DOI of the page of the policy on corrections (Crossmark); null where the journal takes no part.</summary>
    public Doi? CrossmarkPolicy { get; init; }

    /// <summary>Whether archival files that the notes cite are deposited too, in words.</summary>
    public bool WithArchivalSources { get; init; }
}

/// <summary>An issue as Crossref wants it.</summary>
/// <param name="Volume">Volume as printed; null where there is none.</param>
/// <param name="Number">Number as printed; null where there is none.</param>
/// <param name="Title">Title of a special issue; null for others.</param>
/// <param name="Published">When it appeared; null takes the date of its first article.</param>
/// <param name="Place">DOI of the issue itself, where it is to be registered with this batch; null where it is not.</param>
public sealed record DepositIssue(string? Volume, string? Number, string? Title, PartialDate? Published, DepositPlace? Place = null);

/// <summary>A DOI and where it leads.</summary>
/// <param name="Doi">The DOI.</param>
/// <param name="Address">Absolute address of the page.</param>
public sealed record DepositPlace(Doi Doi, string Address);

/// <summary>An article as Crossref wants it.</summary>
public sealed record DepositArticle
{
    /// <summary>Its record.</summary>
    public required Article Article { get; init; }

    /// <summary>Its DOI: the record's own, or the one that it is to get.</summary>
    public required Doi Doi { get; init; }

    /// <summary>Absolute address of its page.</summary>
    public required string Address { get; init; }

    /// <summary>Absolute address of its PDF, at which crawlers for text mining and similarity may fetch it; null where there is none.</summary>
    public string? PdfAddress { get; init; }

    /// <summary>Absolute address of its JATS; null where there is none.</summary>
    public string? XmlAddress { get; init; }

    /// <summary>Since when everybody may read it; null where it is closed.</summary>
    public DateOnly? FreeSince { get; init; }

    /// <summary>When everybody may no longer read it; null where that has no end.</summary>
    public DateOnly? FreeUntil { get; init; }

    /// <summary>What machines call its institutions and funders.</summary>
    public DepositInstitutions Institutions { get; init; } = DepositInstitutions.None;

    /// <summary>What it cites: <see cref="OutgoingCitations"/>.</summary>
    public IReadOnlyList<OutgoingCitation> Citations { get; init; } = [];

    /// <summary>What it does to other articles, where it is a notice.</summary>
    public IReadOnlyList<DepositRelation> Relations { get; init; } = [];
}

/// <summary>An article to which this one stands in a relation.</summary>
/// <param name="Kind">What this one does to it.</param>
/// <param name="Doi">The other's DOI.</param>
/// <param name="Date">When this one appeared.</param>
public sealed record DepositRelation(RelationKind Kind, Doi Doi, DateOnly Date);
