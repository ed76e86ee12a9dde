using Recto.Journals.Issues;

namespace Recto.Storage.Issues;

/// <summary>A journal that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Journal">What is said about it.</param>
/// <param name="EditVersion">Counts changes by hand, from 1.</param>
public sealed record JournalRow(Guid Id, Journal Journal, int EditVersion);

/// <summary>A journal in a list.</summary>
public sealed record JournalListRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Full title.</summary>
    public required string Title { get; init; }

    /// <summary>Publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>BCP 47 tag of its main language; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>A few words about it; null where nothing was written.</summary>
    public string? About { get; init; }

    /// <summary>How many published articles it has.</summary>
    public required int ArticleCount { get; init; }

    /// <summary>How many issues it has.</summary>
    public required int IssueCount { get; init; }
}

/// <summary>An issue that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="JournalId">Its journal.</param>
/// <param name="Issue">What is said about it.</param>
/// <param name="EditVersion">Counts changes by hand, from 1.</param>
public sealed record IssueRow(Guid Id, Guid JournalId, Issue Issue, int EditVersion);

/// <summary>An issue in a list.</summary>
public sealed record IssueListRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue; null for others.</summary>
    public string? Title { get; init; }

    /// <summary>Cover date as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>How many published articles it has.</summary>
    public required int ArticleCount { get; init; }
}
