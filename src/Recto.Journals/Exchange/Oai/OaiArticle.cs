using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Oai;

/// <summary>An article as its record tells of it. All addresses are absolute.</summary>
public sealed record OaiArticle
{
    /// <summary>The record.</summary>
    public required Article Article { get; init; }

    /// <summary>Canonical address of its page.</summary>
    public required string Address { get; init; }

    /// <summary>Key of its journal.</summary>
    public required string JournalKey { get; init; }

    /// <summary>Title of its journal as this site has it.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>Publisher of the journal; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISSN of the print edition; null where there is none.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where there is none.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Whether anybody may read its text.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Whether anybody may read its notes.</summary>
    public required bool NotesAreOpen { get; init; }
}

/// <summary>The head of a record.</summary>
/// <param name="Identifier">Its identifier.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="Sets">The sets that it belongs to, or belonged to.</param>
/// <param name="IsDeleted">Whether it was taken away.</param>
public sealed record OaiHeader(string Identifier, DateTimeOffset ChangedAt, IReadOnlyList<OaiSet> Sets, bool IsDeleted);

/// <summary>What a repository says of itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AdminEmail">Address of whoever runs it.</param>
/// <param name="Earliest">No record changed before.</param>
/// <param name="Host">The part of its identifiers that names it.</param>
public sealed record OaiRepository(string Name, string AdminEmail, DateTimeOffset Earliest, string Host);
