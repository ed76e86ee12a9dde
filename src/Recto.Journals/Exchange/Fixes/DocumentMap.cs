using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>A document with the places of its notes: where a stretch of a note stands in the file, and the file with notes mended and nothing else changed.</summary>
public abstract class DocumentMap
{
    private protected DocumentMap()
    {
    }

    /// <summary>Whether what a person must look at is written into the file too, as comments.</summary>
    public abstract bool TakesRemarks { get; }

    /// <summary>The file's text, where places are told in it; null for a file that is no text (Word).</summary>
    public abstract string? Text { get; }

    /// <summary>Where a stretch of a note stands in <see cref="Text"/>; null where that is not known.</summary>
    /// <param name="note">Index of the note.</param>
    /// <param name="span">In the note's text.</param>
    public abstract TextSpan? Find(int note, TextSpan span);

    /// <summary>What an edit of a note replaces in <see cref="Text"/>, with the characters as the file writes them; null where that is not known, and in a file that is no text.</summary>
    /// <param name="note">Index of the note.</param>
    /// <param name="edit">In the note's text.</param>
    public abstract IReadOnlyList<TextEdit>? Place(int note, TextEdit edit);

    /// <summary>Why edits cannot be made in the file; null where they can.</summary>
    /// <param name="edits">The edits of one note, all or none.</param>
    public abstract string? Obstacle(NoteEdits edits);

    /// <summary>The file with edits made.</summary>
    /// <param name="edits">Edits without an obstacle; they do not meet.</param>
    /// <param name="remarks">What a person must look at; nothing where the file takes no remarks.</param>
    /// <param name="madeAt">The date of changes and remarks.</param>
    public abstract byte[] Write(IReadOnlyList<NoteEdits> edits, IReadOnlyList<NoteRemark> remarks, DateTimeOffset madeAt);
}

/// <summary>Edits of one note that are made together.</summary>
/// <param name="Note">Index of the note.</param>
/// <param name="Edits">In the note's text.</param>
/// <param name="BeforeNext">Whether what is inserted where markup parts two characters goes to the second.</param>
public sealed record NoteEdits(int Note, IReadOnlyList<TextEdit> Edits, bool BeforeNext = false);

/// <summary>A remark on a note, for a person to read in the file.</summary>
/// <param name="Note">Index of the note.</param>
/// <param name="Text">The whole remark; paragraphs parted by line feeds.</param>
public sealed record NoteRemark(int Note, string Text);
