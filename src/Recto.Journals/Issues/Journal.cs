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
}
