namespace Recto.Journals.Search;

/// <summary>A query with the spellings that are on hand: what a database is asked, and what is marked in a result.</summary>
/// <param name="Clauses">All of these must hold.</param>
public sealed record SearchPlan(IReadOnlyList<PlannedClause> Clauses)
{
    private const int MostSpellings = 40;
    private const int MostSequences = 60;

    /// <summary>Makes a plan.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="spellings">The forms in the index that share a key with that word, the word's own form among them or not.</param>
    /// <param name="asWritten">Whether only the very spellings count.</param>
    public static SearchPlan Of(SearchQuery query, Func<SearchWord, IReadOnlyList<string>> spellings, bool asWritten)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(spellings);
        return new SearchPlan([.. query.Clauses.Select(clause => new PlannedClause(clause.Fields, Sequences(clause, spellings, asWritten || clause.IsExact), clause.IsPrefix, clause.IsNegated))]);
    }

    /// <summary>Whether something that is wanted may stand there in other spellings than it was typed in.</summary>
    public bool HasSpellings => Clauses.Any(clause => clause is { IsNegated: false, Sequences.Count: > 1 });

    /// <summary>The same plan, only that what may stand anywhere must stand in the title or in a name; null where nothing may stand anywhere.</summary>
    public SearchPlan? InHeads() => Clauses.Any(IsAnywhere)
        ? new SearchPlan([.. Clauses.Select(clause => IsAnywhere(clause) ? clause with { Fields = SearchFields.Title | SearchFields.Authors } : clause)])
        : null;

    private static bool IsAnywhere(PlannedClause clause) => clause is { Fields: SearchFields.All, IsNegated: false };

    private static List<IReadOnlyList<string>> Sequences(SearchClause clause, Func<SearchWord, IReadOnlyList<string>> spellings, bool isExact)
    {
        List<IReadOnlyList<string>> sequences = [[]];
        foreach (var word in clause.Words)
        {
            var forms = isExact ? [word.Form] : new[] { word.Form }.Concat(spellings(word)).Distinct().Take(MostSpellings).ToList();
            sequences = [.. sequences.SelectMany(_ => forms, (before, form) => (IReadOnlyList<string>)[.. before, .. form.Split(' ')]).Take(MostSequences)];
        }

        // Co-operation is cooperation too.
        if (!isExact && clause.Words.Count == 2)
        {
            var joined = new SearchWord(clause.Words[0].Form + clause.Words[1].Form, clause.Words[0].Printed + clause.Words[1].Printed);
            sequences.AddRange(new[] { joined.Form }.Concat(spellings(joined)).Distinct().Take(MostSpellings).Select(form => (IReadOnlyList<string>)form.Split(' ')));
        }

        return sequences;
    }
}

/// <summary>One thing to be found, in any of its spellings.</summary>
/// <param name="Fields">Where.</param>
/// <param name="Sequences">Each a run of folded words; the first is what was typed.</param>
/// <param name="IsPrefix">Whether the last word of a run may go on.</param>
/// <param name="IsNegated">Whether it must not be found.</param>
public sealed record PlannedClause(SearchFields Fields, IReadOnlyList<IReadOnlyList<string>> Sequences, bool IsPrefix, bool IsNegated);
