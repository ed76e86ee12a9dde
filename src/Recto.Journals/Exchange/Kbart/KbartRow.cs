namespace Recto.Journals.Exchange.Kbart;

/// <summary>A title, or one unbroken stretch of what is online of it (KBART phase II, NISO RP-9-2014). What journals have no use for (monographs, editors) stands empty in the file.</summary>
public sealed record KbartRow
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>ISSN of the print edition, with its hyphen; null where there is none.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition, with its hyphen; null where there is none.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>What is online of it.</summary>
    public required KbartCoverage Coverage { get; init; }

    /// <summary>Address of the journal.</summary>
    public required string Address { get; init; }

    /// <summary>The provider's own name of the title.</summary>
    public required string TitleId { get; init; }

    /// <summary>Embargo (<c>P24M</c>: all but the last 24 months); null where there is none.</summary>
    public string? Embargo { get; init; }

    /// <summary>Fulltext, selected articles, abstracts.</summary>
    public required KbartDepth Depth { get; init; }

    /// <summary>Free words; null where there is nothing to say.</summary>
    public string? Notes { get; init; }

    /// <summary>Publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>The provider's name of the title that this one continues; null where there is none.</summary>
    public string? PrecedingTitleId { get; init; }

    /// <summary>Whether what the row covers may be read by everybody.</summary>
    public required bool IsFree { get; init; }
}

/// <summary>How much of the articles is there.</summary>
public enum KbartDepth
{
    /// <summary>The text of every article.</summary>
    Fulltext = 1,

    /// <summary>The text of some.</summary>
    SelectedArticles,

    /// <summary>Records and abstracts only.</summary>
    Abstracts,
}

/// <summary>An unbroken stretch of issues.</summary>
/// <param name="First">The first issue; all null where nothing is known of it.</param>
/// <param name="Last">The last; null where the stretch goes on.</param>
public sealed record KbartCoverage(KbartIssue First, KbartIssue? Last);

/// <summary>An issue at the end of a stretch.</summary>
/// <param name="Date">ISO 8601, as far as the journal itself dates its issues; null where it is not known.</param>
/// <param name="Volume">As printed; null where there is none.</param>
/// <param name="Number">As printed; null where there is none.</param>
public sealed record KbartIssue(string? Date, string? Volume, string? Number);
