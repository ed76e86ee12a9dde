using Recto.Notes.Text;

namespace Recto.Notes.Diagnostics;

/// <summary>One finding: what is wrong, where, and, if we know, how to mend it.</summary>
public sealed record Diagnostic
{
    /// <summary>The rule that found it.</summary>
    public required DiagnosticDescriptor Descriptor { get; init; }

    /// <summary>Index of the note in document order, from 0.</summary>
    public required int NoteIndex { get; init; }

    /// <summary>Where in that note's text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>A whole sentence that names the thing, the place and the next step.</summary>
    public required string Message { get; init; }

    /// <summary>How to mend it; null where a person must think first.</summary>
    public SuggestedFix? Fix { get; init; }
}

/// <summary>A change to one note's text that a person may accept. The engine itself changes nothing.</summary>
/// <param name="Sureness">Whether it may be applied unseen.</param>
/// <param name="Edits">Replacements in the text of the finding's own note, in order, not overlapping.</param>
public sealed record SuggestedFix(FixSureness Sureness, IReadOnlyList<TextEdit> Edits);

/// <summary>One replacement.</summary>
/// <param name="Span">What is replaced; empty to insert.</param>
/// <param name="Text">What stands there afterwards.</param>
public sealed record TextEdit(TextSpan Span, string Text);

/// <summary>Whether a fix may be applied unseen.</summary>
public enum FixSureness
{
    /// <summary>Typography only: the meaning cannot change.</summary>
    Safe = 1,

    /// <summary>A person must look.</summary>
    Suggested,
}
