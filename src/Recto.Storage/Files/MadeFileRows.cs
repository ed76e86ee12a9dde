namespace Recto.Storage.Files;

/// <summary>How the last try to make a file ended.</summary>
public enum MadeState
{
    /// <summary>The file is there.</summary>
    Made = 1,

    /// <summary>It could not be made; the file from before may still be there.</summary>
    Failed,

    /// <summary>There is nothing of this kind in the article.</summary>
    None,
}

/// <summary>A file that Recto makes of an article, as the last try left it.</summary>
public sealed record MadeFileRow
{
    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Kind: <c>pdf</c>, <c>apparatus</c>, <c>epub</c>, <c>jats</c>, <c>card</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How the last try ended.</summary>
    public required MadeState State { get; init; }

    /// <summary>By which program and rules the last try was.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Of what the last try was: a fingerprint of everything that goes in.</summary>
    public required string MadeFrom { get; init; }

    /// <summary>The file that is there; null where there is none.</summary>
    public MadeBytes? File { get; init; }

    /// <summary>Lines for the editors.</summary>
    public required IReadOnlyList<string> Report { get; init; }

    /// <summary>When it was last tried, UTC.</summary>
    public required DateTimeOffset TriedAt { get; init; }
}

/// <summary>The file of a kind that is there.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Hash">Its name in the file store.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
public sealed record MadeBytes(string MediaType, FileHash Hash, long Length, DateTimeOffset MadeAt);

/// <summary>How a try to make a file ended.</summary>
/// <param name="Kind">Kind of the file.</param>
/// <param name="State">How it ended.</param>
/// <param name="MadeBy">By which program and rules.</param>
/// <param name="MadeFrom">Of what: a fingerprint of everything that went in.</param>
/// <param name="File">What was made; null where nothing was: the file from before stays after <see cref="MadeState.Failed"/> and goes after <see cref="MadeState.None"/>.</param>
/// <param name="Report">Lines for the editors.</param>
public sealed record MadeFileToSave(string Kind, MadeState State, string MadeBy, string MadeFrom, (string MediaType, FileHash Hash, long Length)? File, IReadOnlyList<string> Report);

/// <summary>The right to make the files of an article, for a while and for nobody else.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Lease">The word by which whoever holds it is known.</param>
/// <param name="Basis">State of article, journal and issue when it was given.</param>
/// <param name="WasAsked">Whether somebody asked for all files anew since they were last made.</param>
/// <param name="Attempts">How often it has broken off in a row before.</param>
public sealed record MadeClaim(Guid ArticleId, string Slug, string Lease, string Basis, bool WasAsked, int Attempts);

/// <summary>How it stands with the files of an article.</summary>
/// <param name="IsDue">Whether they are to be made, or are being made.</param>
/// <param name="IsBeingMade">Whether somebody makes them now.</param>
/// <param name="Attempts">How often in a row it broke off.</param>
/// <param name="NotBefore">Before when it is not tried again; null for at once.</param>
public sealed record MadeStanding(bool IsDue, bool IsBeingMade, int Attempts, DateTimeOffset? NotBefore);

/// <summary>A file that could not be made, for the desk.</summary>
/// <param name="File">The last try.</param>
/// <param name="Title">Title of the article.</param>
/// <param name="Authors">Its authors in one line; null where there are none.</param>
/// <param name="Language">Its BCP 47 tag; null where the source does not say.</param>
public sealed record FailedFile(MadeFileRow File, string Title, string? Authors, string? Language);

/// <summary>How it stands with the files of the whole site.</summary>
/// <param name="Articles">Published articles.</param>
/// <param name="Due">How many of them wait for files of what they are now.</param>
/// <param name="OldestChange">When the one of these that waits longest was changed; null where none waits.</param>
/// <param name="Failed">Files whose last try failed.</param>
/// <param name="FailedArticles">In how many articles.</param>
public sealed record MadeTally(int Articles, int Due, DateTimeOffset? OldestChange, int Failed, int FailedArticles);
