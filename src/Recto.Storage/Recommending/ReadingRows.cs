namespace Recto.Storage.Recommending;

/// <summary>An article that somebody who is signed in has read.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="ArticleId">What.</param>
/// <param name="At">When; only the day is kept.</param>
public readonly record struct AccountRead(Guid AccountId, Guid ArticleId, DateTimeOffset At);

/// <summary>A read that is kept, as its reader is shown it.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Slug">Its address.</param>
/// <param name="Title">Plain title; null where the article is not public any more.</param>
/// <param name="Language">BCP 47 tag; null where the source does not say.</param>
/// <param name="Day">The day on which it was first read, UTC.</param>
public sealed record KeptRead(Guid ArticleId, string Slug, string? Title, string? Language, DateOnly Day);

/// <summary>Whether, and since when, somebody has a list of their own.</summary>
/// <param name="Since">When it was switched on.</param>
/// <param name="Count">How many articles are kept.</param>
public sealed record KeptReading(DateTimeOffset Since, int Count);

/// <summary>An article that was read, with what is near to it.</summary>
/// <param name="Read">The read.</param>
/// <param name="About">The article that it corrects, retracts or adds to; null where it is no such notice.</param>
/// <param name="Near">What is near to it, as <c>NearArticle</c> writes it; empty where that is not made yet.</param>
public sealed record ReadWithNear(KeptRead Read, Guid? About, byte[] Near);

/// <summary>An article that may be shown in a list of one’s own.</summary>
public sealed record CandidateRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

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

    /// <summary>When it first was public here.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Its authors, each by one key.</summary>
    public required IReadOnlyCollection<string> People { get; init; }
}
