using Recto.Journals.Identifiers;

namespace Recto.Journals.Search;

/// <summary>What somebody looks for, read by <see cref="QueryReader"/>.</summary>
public sealed record SearchQuery
{
    /// <summary>All of these must hold.</summary>
    public IReadOnlyList<SearchClause> Clauses { get; init; } = [];

    /// <summary>First year of publication; null for any.</summary>
    public int? YearFrom { get; init; }

    /// <summary>Last year of publication; null for any.</summary>
    public int? YearTo { get; init; }

    /// <summary>Ids of archives, one of which must be cited; empty for any.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>Words of a journal's title, or its key; null for any.</summary>
    public string? Journal { get; init; }

    /// <summary>BCP 47 tag of the article's language; null for any.</summary>
    public string? Language { get; init; }

    /// <summary>A DOI that was asked for; null where there is none.</summary>
    public Doi? Doi { get; init; }

    /// <summary>Whether there was more than is looked for: letters beyond <see cref="QueryReader.LongestQuery"/>, words beyond <see cref="QueryReader.MostClauses"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether there is a word that must be found.</summary>
    public bool HasWords => Clauses.Any(clause => !clause.IsNegated);

    /// <summary>Whether something of publication is asked for beside words.</summary>
    public bool HasFilters => YearFrom is not null || YearTo is not null || Archives.Count > 0 || Journal is not null || Language is not null;
}

/// <summary>One thing that must (or must not) be found.</summary>
/// <param name="Fields">Where.</param>
/// <param name="Words">One word, or several that must follow each other. Never empty.</param>
/// <param name="IsExact">Whether only these very spellings count: it stood in quotation marks, or is part of a call number.</param>
/// <param name="IsPrefix">Whether the last word may go on.</param>
/// <param name="IsNegated">Whether it must not be found.</param>
public sealed record SearchClause(SearchFields Fields, IReadOnlyList<SearchWord> Words, bool IsExact, bool IsPrefix, bool IsNegated);

/// <summary>A word that is looked for.</summary>
/// <param name="Form">Folded (<see cref="WordScanner"/>).</param>
/// <param name="Printed">As it was typed.</param>
public sealed record SearchWord(string Form, string Printed);
