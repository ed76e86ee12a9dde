namespace Recto.Storage.Articles;

/// <summary>Which articles a harvester asks for, of all that were ever public.</summary>
public sealed record HarvestRange
{
    /// <summary>Whether the full text counts: then an article has changed too when its JATS has.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Key of the journal; null for all.</summary>
    public string? Journal { get; init; }

    /// <summary>Folded heading of a section of <see cref="Journal"/>; null for all.</summary>
    public string? Section { get; init; }

    /// <summary>Only those that anybody may read at that instant, or might while they were public; null for all.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>Changed at that instant or later; null for from the first on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Changed before that instant; null for up to the last.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The last article of the page before; null for the first page.</summary>
    public HarvestPlace? After { get; init; }
}

/// <summary>A place in the order in which articles changed.</summary>
/// <param name="At">When the article there changed.</param>
/// <param name="Id">The article there.</param>
public readonly record struct HarvestPlace(DateTimeOffset At, Guid Id);
