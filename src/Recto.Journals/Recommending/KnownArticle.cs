namespace Recto.Journals.Recommending;

/// <summary>What a site knows of a published article, as far as it tells which others are near to it.</summary>
public sealed record KnownArticle
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>The heading under which it stands, folded; null where it stands under none.</summary>
    public string? Section { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>When it first was public here.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it was retracted: then it is in nobody's list.</summary>
    public bool IsRetracted { get; init; }

    /// <summary>The article that it corrects, retracts or adds to; null where it is no such notice. A notice stands in no list; who read it has read what it is about.</summary>
    public Guid? StandsFor { get; init; }

    /// <summary>Its authors, each by one key.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Its words (<see cref="TextTerms"/>).</summary>
    public IReadOnlyList<TermCount> Terms { get; init; } = [];

    /// <summary>The published works that its notes cite.</summary>
    public IReadOnlyList<Guid> Works { get; init; } = [];

    /// <summary>The articles of this site that it cites.</summary>
    public IReadOnlyList<Guid> Cites { get; init; } = [];

    /// <summary>Keys of the units of archives that its notes cite, with all that hold them.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Its vector of meaning; empty where there is none.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }
}

/// <summary>A word of an article.</summary>
/// <param name="Term">The word as a number.</param>
/// <param name="Count">How often it stands there, more for the words of the title than for those of the text.</param>
public readonly record struct TermCount(int Term, int Count);
