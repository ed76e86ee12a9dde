using Recto.Journals.Search;

namespace Recto.Storage.Search;

/// <summary>What is looked for, and how the results are narrowed.</summary>
public sealed record SearchRequest
{
    /// <summary>What was typed, read.</summary>
    public required SearchQuery Query { get; init; }

    /// <summary>Whether only the very spellings count.</summary>
    public bool AsWritten { get; init; }

    /// <summary>Whether the newest come first; otherwise the best.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Where words are looked for that name no field themselves.</summary>
    public SearchFields Fields { get; init; } = SearchFields.All;

    /// <summary>Keys of journals, one of which it must be; empty for any.</summary>
    public IReadOnlyList<string> Journals { get; init; } = [];

    /// <summary>Years of publication (<c>2024</c>); empty for any.</summary>
    public IReadOnlyList<string> Years { get; init; } = [];

    /// <summary>Languages (<c>ru</c>); empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Ids of archives, one of which must be cited; empty for any.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>Keys of persons, one of whom must have written; empty for any.</summary>
    public IReadOnlyList<string> People { get; init; } = [];
}
