using Recto.Notes.References;

namespace Recto.Notes.Corrections;

/// <summary>How an editor says that a note is to be read. The printed word stands: a correction says what it means, and holds as long as the note says the same.</summary>
public sealed record NoteCorrection
{
    /// <summary>The note.</summary>
    public required NoteKey Note { get; init; }

    /// <summary>Everything that the note cites, in order, not overlapping; empty where it cites nothing.</summary>
    public required IReadOnlyList<CorrectedReference> References { get; init; }

    /// <summary>When the editor said so, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>One reference of a note as an editor reads it.</summary>
public sealed record CorrectedReference
{
    /// <summary>The reference: its span, form, kind and fields. A field that is not printed in the note has an empty span.</summary>
    public required Reference Reference { get; init; }

    /// <summary>For a back reference or a short form: what it stands for. For any other: a mention of the same source. Null where the words decide.</summary>
    public MentionKey? SameAs { get; init; }

    /// <summary>Whether it is a source of its own, though it looks like one that is cited before; not for back references.</summary>
    public bool IsApart { get; init; }
}

/// <summary>A place in the apparatus that is found again when notes are renumbered.</summary>
/// <param name="Note">The note.</param>
/// <param name="Reference">Which of its references, from 0; null for the note as a whole.</param>
public sealed record MentionKey(NoteKey Note, int? Reference);
