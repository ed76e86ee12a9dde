using Recto.Journals.Identifiers;

namespace Recto.Journals.CitedBy;

/// <summary>A work that cites, as one source tells it. What the source does not say is null.</summary>
public sealed record CitingWork
{
    /// <summary>Its DOI; null where it has none.</summary>
    public Doi? Doi { get; init; }

    /// <summary>Further names of the same work: other DOIs (upper case), <c>omid:…</c>, <c>pmid:…</c>.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    /// <summary>What it is.</summary>
    public CitingKind Kind { get; init; } = CitingKind.Unknown;

    /// <summary>Title in one line.</summary>
    public string? Title { get; init; }

    /// <summary>Authors in printed order.</summary>
    public IReadOnlyList<CitingAuthor> Authors { get; init; } = [];

    /// <summary>Journal, book or proceedings in which it stands.</summary>
    public string? Container { get; init; }

    /// <summary>ISSNs of the journal.</summary>
    public IReadOnlyList<string> Issns { get; init; } = [];

    /// <summary>Publisher, or the institution behind a thesis or report.</summary>
    public string? Publisher { get; init; }

    /// <summary>Volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue.</summary>
    public string? Issue { get; init; }

    /// <summary>First page, or the article’s number.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Year of publication, 1000 to 2999.</summary>
    public int? Year { get; init; }

    /// <summary>Where it can be read, of a work without a DOI.</summary>
    public string? Address { get; init; }

    /// <summary>Keys of works that are the same one in another version: relations <c>is-preprint-of</c>, <c>has-preprint</c>, <c>is-version-of</c>, <c>has-version</c>, <c>is-identical-to</c>.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Keys of works that it retracts or withdraws (<c>update-to</c> of a notice).</summary>
    public IReadOnlyList<string> Retracts { get; init; } = [];

    /// <summary>Whether it was retracted or withdrawn.</summary>
    public bool IsRetracted { get; init; }

    /// <summary>By what it is told from others: its DOI, else the first other name; null where it has no name at all.</summary>
    public string? Key => Doi is { } doi ? WorkKeys.Of(doi) : OtherKeys.Count > 0 ? OtherKeys[0] : null;
}

/// <summary>An author of a citing work.</summary>
/// <param name="Family">Family name, or the whole name of a body.</param>
/// <param name="Given">Given names or initials; null where none are told.</param>
/// <param name="Orcid">ORCID, sixteen characters with hyphens; null where none is told.</param>
public sealed record CitingAuthor(string Family, string? Given, string? Orcid);

/// <summary>What a citing work is.</summary>
public enum CitingKind
{
    /// <summary>The source does not say, or in a word that is not known here.</summary>
    Unknown = 1,

    /// <summary>An article in a journal.</summary>
    Article,

    /// <summary>A whole book, a volume, a series.</summary>
    Book,

    /// <summary>A part of a book.</summary>
    Chapter,

    /// <summary>A paper of a conference.</summary>
    Conference,

    /// <summary>A thesis.</summary>
    Thesis,

    /// <summary>A preprint or other posted content.</summary>
    Preprint,

    /// <summary>A report or working paper.</summary>
    Report,

    /// <summary>A standard.</summary>
    Standard,

    /// <summary>A data set, a component, software.</summary>
    Dataset,

    /// <summary>A peer review.</summary>
    Review,
}
