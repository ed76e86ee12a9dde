using Recto.Notes.Corrections;

namespace Recto.Storage.Articles;

/// <summary>A correction as an editor makes it.</summary>
public sealed record CorrectionToSave
{
    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The note.</summary>
    public required NoteKey Note { get; init; }

    /// <summary>Everything that the note cites; empty where it cites nothing.</summary>
    public required IReadOnlyList<CorrectedReference> References { get; init; }

    /// <summary>The account.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Who, as shown.</summary>
    public required string Person { get; init; }

    /// <summary>Why, for the record; null where nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>The correction of this note that the editor was shown, and that this one takes the place of; null where there was none.</summary>
    public Guid? Replaces { get; init; }
}

/// <summary>A correction that is kept.</summary>
public sealed record CorrectionRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it says, and of which note.</summary>
    public required NoteCorrection Correction { get; init; }

    /// <summary>Who made it, as shown.</summary>
    public required string Person { get; init; }

    /// <summary>Why, for the record; null where nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was undone or followed by another, UTC; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who did that; null while it holds.</summary>
    public string? EndedBy { get; init; }
}
