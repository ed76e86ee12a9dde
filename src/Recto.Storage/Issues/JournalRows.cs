using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>A journal that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Journal">What is said about it.</param>
/// <param name="EditVersion">Counts changes by hand, from 1.</param>
public sealed record JournalRow(Guid Id, Journal Journal, int EditVersion)
{
    /// <summary>What it says of reading beyond free or closed.</summary>
    public AccessPolicy Policy { get; init; } = AccessPolicy.None;
}

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

    /// <summary>ISSN to show, online before print; null where there is none.</summary>
    public string? Issn { get; init; }

    /// <summary>What is shown only.</summary>
    public JournalDetails Details => DetailsJson.ReadJournal(Said);

    internal string? Said { get; init; }
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

    /// <summary>What sort of issue it is.</summary>
    public IssueKind Kind { get; init; } = IssueKind.Regular;

    /// <summary>What is shown only.</summary>
    public IssueDetails Details { get; init; } = IssueDetails.None;
}

/// <summary>Where an issue stands among the others of its journal: for archives of thousands.</summary>
public sealed record IssuePlace
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Cover date as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>Date, volume and number made comparable; newest is greatest.</summary>
    public required string SortKey { get; init; }
}

/// <summary>An issue, its journal and its neighbours: what its page asks first.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Issue">The issue.</param>
/// <param name="Previous">The public issue before it; null at the first.</param>
/// <param name="Next">The public issue after it; null at the last.</param>
public sealed record IssuePageRow(JournalRow Journal, IssueRow Issue, IssueLink? Previous, IssueLink? Next);

/// <summary>An issue as a link names it.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Volume">Volume as printed; null where there is none.</param>
/// <param name="Number">Number as printed; null where there is none.</param>
/// <param name="Title">Title of a special issue; null for others.</param>
/// <param name="Published">Cover date as ISO 8601; null where it is not known.</param>
public sealed record IssueLink(string Key, string? Volume, string? Number, string? Title, string? Published);

/// <summary>A section of a journal as its site shows it.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Position">Its place among the others, from 1.</param>
/// <param name="Names">Its name by BCP 47 tag.</param>
public sealed record SectionName(string Key, int Position, IReadOnlyDictionary<string, string> Names);
