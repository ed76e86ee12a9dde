namespace Recto.Journals.Exchange.Counter;

/// <summary>An identifier of an institution or a publisher.</summary>
/// <param name="Namespace">ISNI, ROR, Proprietary; of institutions ISIL and OCLC too.</param>
/// <param name="Value">As the register has it; a proprietary one bears the site's id before a colon.</param>
public sealed record OrganizationId(string Namespace, string Value);

/// <summary>The identifiers of a journal or an article; each null where there is none. At least one is there.</summary>
public sealed record ItemIds
{
    /// <summary>DOI, without address.</summary>
    public string? Doi { get; init; }

    /// <summary>The site's own, with the site's id before a colon: <c>recto:kritika</c>.</summary>
    public string? Proprietary { get; init; }

    /// <summary>ISBN, with hyphens.</summary>
    public string? Isbn { get; init; }

    /// <summary>ISSN of the print edition, with its hyphen.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition, with its hyphen.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>Address.</summary>
    public string? Uri { get; init; }
}

/// <summary>An author as reports name them.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Orcid">ORCID, without address; null where it is not known.</param>
public sealed record ReportAuthor(string Name, string? Orcid);

/// <summary>The site that reports.</summary>
public sealed record ReportSite
{
    /// <summary>Its name: that of the whole host, not of one journal's brand.</summary>
    public required string Platform { get; init; }

    /// <summary>Its id, the namespace of its own identifiers: a letter, then 1 to 17 letters, digits, <c>_ . /</c>.</summary>
    public required string PlatformId { get; init; }

    /// <summary>Who made the report.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Address of its record in COUNTER's register; null where it has none.</summary>
    public string? RegistryRecord { get; init; }
}

/// <summary>Whose usage is told.</summary>
/// <param name="Name">Name of the institution; <c>The World</c> for everybody.</param>
/// <param name="Ids">Its identifiers, the customer id of the request among them.</param>
public sealed record ReportCustomer(string Name, IReadOnlyList<OrganizationId> Ids)
{
    /// <summary>The customer id of the world.</summary>
    public const string WorldId = "0000000000000000";

    /// <summary>Everybody, whether of an institution or of none.</summary>
    public static ReportCustomer World(string platformId) => new("The World", [new("Proprietary", $"{platformId}:{WorldId}")]);
}

/// <summary>A journal as reports describe it.</summary>
public sealed record ReportJournal
{
    /// <summary>The journal.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its publisher; empty where it is not known.</summary>
    public required string Publisher { get; init; }

    /// <summary>The publisher's identifiers.</summary>
    public IReadOnlyList<OrganizationId> PublisherIds { get; init; } = [];

    /// <summary>Its identifiers.</summary>
    public required ItemIds Ids { get; init; }
}

/// <summary>An article as reports describe it.</summary>
public sealed record ReportArticle
{
    /// <summary>The article.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>All its authors, in order; reports name three.</summary>
    public IReadOnlyList<ReportAuthor> Authors { get; init; } = [];

    /// <summary>The day of publication; null where no day is known.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Which version (NISO RP-8): <c>VoR</c>, <c>CVoR</c>; null where nobody says.</summary>
    public string? Version { get; init; }

    /// <summary>Its identifiers.</summary>
    public required ItemIds Ids { get; init; }
}
