using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Resolution;

/// <summary>All notes of one article, read and resolved, in document order.</summary>
public sealed record Apparatus
{
    /// <summary>Version of the engine that made it; a newer engine reads again.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The notes in document order.</summary>
    public required IReadOnlyList<ReadNote> Notes { get; init; }

    /// <summary>Everything cited, once each, in order of first mention.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }
}

/// <summary>One note and what it cites. References and commentary are in order, do not overlap, and leave only separators between them.</summary>
/// <param name="Note">The note as written.</param>
/// <param name="References">What it cites, in order.</param>
/// <param name="Commentary">Stretches that cite nothing, in order.</param>
public sealed record ReadNote(Note Note, IReadOnlyList<ResolvedReference> References, IReadOnlyList<TextSpan> Commentary)
{
    /// <summary>When an editor said how the note is to be read, UTC; null where nobody has, and it stands as the engine read it.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }
}

/// <summary>A reference and what it turned out to mean.</summary>
public sealed record ResolvedReference
{
    /// <summary>What the words alone say.</summary>
    public required Reference Reference { get; init; }

    /// <summary>What is cited in the end: for a back reference, the kind of what it points to; <see cref="ReferenceKind.Unknown"/> where it points nowhere.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>Where a back reference or short form points; null for a full reference and where nothing was found.</summary>
    public ReferenceTarget? RefersTo { get; init; }

    /// <summary>Id of the source, equal exactly where the source is the same; null where a back reference cannot be resolved.</summary>
    public string? SourceId { get; init; }

    /// <summary>Confidence of reading and resolution together, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Why it was resolved so, in words; null for what needed no resolving.</summary>
    public string? Reason { get; init; }

    /// <summary>Who says so; null where the engine read it.</summary>
    public ReadingOrigin? Origin { get; init; }
}

/// <summary>Who says how a reference is to be read, where it is not the engine.</summary>
public enum ReadingOrigin
{
    /// <summary>An editor of the journal.</summary>
    Editor = 1,
}

/// <summary>Where a back reference points.</summary>
/// <param name="Label">The note's label as printed, also where no such note exists.</param>
/// <param name="NoteIndex">That note's index in document order; null where no such note exists.</param>
/// <param name="Reference">Which reference of that note, from 0; null where the words do not tell which of several is meant.</param>
public sealed record ReferenceTarget(string Label, int? NoteIndex, int? Reference);

/// <summary>One work or archival file, and everywhere it is cited.</summary>
public sealed record Source
{
    /// <summary>Readable id, unique in the apparatus: <c>vaisse-1983</c>, <c>rgaspi-558-11-431</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>The mention that describes it best (the first full one, else the first).</summary>
    public required Mention Best { get; init; }

    /// <summary>All mentions in document order, back references included.</summary>
    public required IReadOnlyList<Mention> Mentions { get; init; }
}

/// <summary>One place in the apparatus.</summary>
/// <param name="NoteIndex">Index of the note in document order, from 0.</param>
/// <param name="ReferenceIndex">Index of the reference in the note, from 0.</param>
public readonly record struct Mention(int NoteIndex, int ReferenceIndex);
