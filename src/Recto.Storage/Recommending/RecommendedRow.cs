using Recto.Journals.Access;
using Recto.Journals.Recommending;

namespace Recto.Storage.Recommending;

/// <summary>Which of the two lists of an article.</summary>
public enum ListName
{
    /// <summary>What people also read.</summary>
    AlsoRead = 1,

    /// <summary>What is recommended.</summary>
    Recommended,
}

/// <summary>An article in the list of another, as its page shows it.</summary>
public sealed record RecommendedRow
{
    /// <summary>In which list.</summary>
    public required ListName List { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>Authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Date of publication as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Why it stands there.</summary>
    public required IReadOnlyList<ListReason> Reasons { get; init; }

    /// <summary>How near it is, by each signal.</summary>
    public required NeighbourSignals Signals { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }
}

/// <summary>What an editor has said of the lists of an article.</summary>
/// <param name="OtherId">Of which other article.</param>
/// <param name="Title">Its title.</param>
/// <param name="JournalId">Its journal.</param>
/// <param name="IsDraft">Whether only editors may see it.</param>
/// <param name="IsPin">Whether it stands first; else it never stands there.</param>
/// <param name="Person">Who, as shown.</param>
/// <param name="At">When.</param>
public sealed record ListChoiceRow(Guid OtherId, string Title, Guid JournalId, bool IsDraft, bool IsPin, string Person, DateTimeOffset At);

/// <summary>All that a site knows of its articles when lists are made.</summary>
public sealed record KnownSite
{
    /// <summary>The published articles that were read into words.</summary>
    public required IReadOnlyList<KnownArticle> Articles { get; init; }

    /// <summary>What was read together, from the lowest number of sessions on that was asked for.</summary>
    public required IReadOnlyList<CoReadPair> Pairs { get; init; }

    /// <summary>What editors say, by article.</summary>
    public required IReadOnlyDictionary<Guid, ListChoices> Choices { get; init; }

    /// <summary>How often editors have said something of the lists of an article, for those where it is more than never.</summary>
    public required IReadOnlyDictionary<Guid, int> Said { get; init; }

    /// <summary>The last level of each unit of an archive as printed, by its key; of an archive that the directory does not know, its name.</summary>
    public required IReadOnlyDictionary<string, string> Printed { get; init; }
}
