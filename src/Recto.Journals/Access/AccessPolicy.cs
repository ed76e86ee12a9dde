using Recto.Journals.Issues;

namespace Recto.Journals.Access;

/// <summary>What a journal says of reading its articles beyond free or closed. Kept as JSON beside the journal.</summary>
public sealed record AccessPolicy
{
    /// <summary>Nothing said.</summary>
    public static AccessPolicy None { get; } = new();

    /// <summary>After how many months a closed article is free to read for everybody (KBART: <c>P24M</c>), 1 to 1200; null where there is no wall that moves.</summary>
    public int? MovingWallMonths { get; init; }

    /// <summary>What holds in a section otherwise than in the journal, by the section's key.</summary>
    public IReadOnlyDictionary<string, ReadingPolicy> Sections { get; init; } = new Dictionary<string, ReadingPolicy>();

    /// <summary>Times in which closed articles stand open to everybody.</summary>
    public IReadOnlyList<FreeWindow> Windows { get; init; } = [];

    /// <summary>Which forms of an article that is free to read, but bears no open licence, are for everybody; the others are for those who have a right. Record, abstract and text always are.</summary>
    public AccessParts FreeForms { get; init; } = AccessParts.Everything;

    /// <summary>Whether crawlers of search engines that were verified read the text of what is closed, so that it is found; they never get files.</summary>
    public bool LetsCrawlersIn { get; init; }
}

/// <summary>A time in which closed articles of a journal stand open.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Section">Key of the section that it is about; null for all.</param>
/// <param name="Words">What readers are told of it, “Open Access Week”; null where nothing is.</param>
public sealed record FreeWindow(DateTimeOffset From, DateTimeOffset Until, string? Section = null, string? Words = null);
