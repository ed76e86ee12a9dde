namespace Recto.Journals.Matching.Works;

/// <summary>A work that references may mean. What its record does not say is null.</summary>
public sealed record Work
{
    /// <summary>Authors after so many are not kept.</summary>
    public const int MostAuthors = 30;

    /// <summary>Its DOI as the record has it; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>The record's own identifier; null where there is a DOI and nothing else.</summary>
    public string? Id { get; init; }

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its subtitle, where the record keeps it apart.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Its authors, or its editors where it has no authors, in order.</summary>
    public IReadOnlyList<WorkName> Authors { get; init; } = [];

    /// <summary>The year of publication as printed.</summary>
    public string? Year { get; init; }

    /// <summary>What it appeared in: a journal, a book, proceedings.</summary>
    public string? Container { get; init; }

    /// <summary>The volume.</summary>
    public string? Volume { get; init; }

    /// <summary>The issue.</summary>
    public string? Issue { get; init; }

    /// <summary>Pages as printed, or an article's number.</summary>
    public string? Pages { get; init; }

    /// <summary>What kind of work, in Crossref's or CSL's words.</summary>
    public string? Type { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }
}

/// <summary>The name of an author.</summary>
/// <param name="Family">The family name; null where the record has one name undivided.</param>
/// <param name="Given">Given names or initials.</param>
/// <param name="Whole">The undivided name, of a person or a body.</param>
public sealed record WorkName(string? Family, string? Given, string? Whole = null);
