using Recto.Journals.CitedBy;

namespace Recto.Storage.CitedBy;

/// <summary>Who asks a source now: of two processes one.</summary>
/// <param name="Feed">What is asked.</param>
/// <param name="Lease">A word of whoever asks.</param>
public sealed record CitationClaim(string Feed, string Lease);

/// <summary>How it stands with what is asked of a source.</summary>
public sealed record CitationFeedRow
{
    /// <summary><c>crossref 10.5555</c> for a prefix; <c>openCitations</c>, <c>counts</c>, <c>records</c>, <c>references</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When somebody wanted everything to be asked again; null where nobody did, or it was.</summary>
    public DateTimeOffset? WantedAt { get; init; }

    /// <summary>What went wrong last; null where nothing did.</summary>
    public string? Problem { get; init; }

    /// <summary>How often in a row.</summary>
    public int Attempts { get; init; }

    /// <summary>Before when nothing is asked; null for at any time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When a round last ended; null where none did.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When the last full round began that ended well; null where none did.</summary>
    public DateTimeOffset? FullAt { get; init; }

    /// <summary>Last day of which everything is here, ISO 8601; null where none is.</summary>
    public string? Through { get; init; }
}

/// <summary>What became of a stretch of days.</summary>
public enum WindowState
{
    /// <summary>Still to be asked.</summary>
    Waiting = 1,

    /// <summary>Asked, and kept what came.</summary>
    Done,

    /// <summary>Too long for the source: shorter ones stand in its place.</summary>
    Divided,

    /// <summary>Given up for this round.</summary>
    Failed,
}

/// <summary>A stretch of days that a prefix is asked about.</summary>
public sealed record CitationWindowRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of which feed.</summary>
    public required string Feed { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day, itself in it.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Whether it belongs to a full round.</summary>
    public bool IsFull { get; init; }

    /// <summary>When its round began.</summary>
    public DateTimeOffset RoundAt { get; init; }

    /// <summary>What became of it.</summary>
    public WindowState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Links in the answer.</summary>
    public int Links { get; init; }

    /// <summary>Of them new.</summary>
    public int Added { get; init; }

    /// <summary>What went wrong last; null where nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>What a source tells: that a work cites a DOI.</summary>
/// <param name="CitedKey">The cited DOI, upper case.</param>
/// <param name="Work">The citing work.</param>
/// <param name="IsSelf">Whether the source says that authors cite themselves; null where it says nothing of it.</param>
public sealed record CitationToSave(string CitedKey, CitingWork Work, bool? IsSelf);

/// <summary>What saving did.</summary>
/// <param name="Added">Citations that were not here before.</param>
/// <param name="Removed">Citations that are told no longer.</param>
/// <param name="Touched">Cited DOIs of which something changed, upper case.</param>
public sealed record CitationsSaved(int Added, int Removed, IReadOnlyCollection<string> Touched);

/// <summary>A printed reference that no register was asked about.</summary>
/// <param name="StringKey">Its key.</param>
/// <param name="Printed">Its words.</param>
public sealed record UnaskedReference(string StringKey, string Printed);

/// <summary>How many references of a journal’s published articles have a DOI.</summary>
public sealed record ReferenceReport
{
    /// <summary>Articles that cite anything that is published.</summary>
    public int Articles { get; init; }

    /// <summary>What they cite.</summary>
    public int All { get; init; }

    /// <summary>Of it with a DOI in print.</summary>
    public int Printed { get; init; }

    /// <summary>Of it with a DOI that was found.</summary>
    public int Found { get; init; }

    /// <summary>Of it asked about and not found.</summary>
    public int NotFound { get; init; }

    /// <summary>Of it not asked about yet.</summary>
    public int Unasked { get; init; }
}

/// <summary>A DOI of which a source did not answer.</summary>
public sealed record FailedCheckRow
{
    /// <summary>The DOI, upper case.</summary>
    public required string DoiKey { get; init; }

    /// <summary>What was asked.</summary>
    public required string Feed { get; init; }

    /// <summary>How often in a row.</summary>
    public int Attempts { get; init; }

    /// <summary>What went wrong; null where nobody said.</summary>
    public string? Message { get; init; }

    /// <summary>When it is asked again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
